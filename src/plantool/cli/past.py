"""What an initiative has been, for the commands that follow it through time."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plantool.errors import UsageError

if TYPE_CHECKING:
    from plantool.cli.session import Session
    from plantool.loading.history import State
    from plantool.model.initiative import Initiative
    from plantool.model.plan import Plan


class Past(NamedTuple):
    """The states of an initiative, the oldest first, and the plan that it is, or was, in."""

    plan: Plan
    states: tuple[State, ...]

    @property
    def readable(self) -> tuple[State, ...]:
        """The states that could be read, and those in which the file was gone."""
        return tuple(state for state in self.states if not state.is_unreadable)

    @property
    def unreadable(self) -> int:
        """How many states could not be read."""
        return len(self.states) - len(self.readable)

    @property
    def now(self) -> Initiative:
        """The initiative as it is, or was last."""
        return next(s.initiative for s in reversed(self.states) if s.initiative)


def past(session: Session, identifier: str) -> Past:
    """Follow an initiative back; raises UsageError where nobody knows it."""
    from plantool.cli.between import place_of
    from plantool.cli.opening import open_plan
    from plantool.loading.history import states

    plan = open_plan(session, keep_going=True)
    name = f"{identifier}.yaml"
    found = states(session.place(), place_of(session), name, session.revision or "HEAD")
    if not any(state.initiative for state in found):
        raise UsageError("error.no-history", id=identifier)
    if session.revision is None:
        found += _uncommitted(session, found[-1], name)
    return Past(plan, tuple(found))


def _uncommitted(session: Session, last: State, name: str) -> list[State]:
    """Return the state of the work tree, where it is not the one that was committed last."""
    from plantool.loading.history import Version, state

    try:
        data = session.folder().read(name)
    except OSError:
        return []
    now = state(Version("", "", "", session.texts("diff.work-tree")), data, name)
    return [] if now.initiative == last.initiative else [now]
