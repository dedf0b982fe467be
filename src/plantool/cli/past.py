"""What an initiative has been, for the commands that follow it through time."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plantool.errors import UsageError

if TYPE_CHECKING:
    from plantool.analysis.history import Node
    from plantool.cli.session import Session
    from plantool.loading.history import State, Version
    from plantool.model.initiative import Initiative
    from plantool.model.plan import Plan


class Past(NamedTuple):
    """The states of an initiative, the latest first, and the plan that it is, or was, in.

    ``unreadable`` states are left out; ``is_shallow`` tells that git lacks the earlier ones.
    """

    plan: Plan
    states: tuple[State, ...]
    unreadable: int
    is_shallow: bool

    @property
    def latest(self) -> int:
        """Where in the list the initiative was there last."""
        return next(at for at, state in enumerate(self.states) if state.initiative)

    @property
    def now(self) -> Initiative:
        """The initiative as it is, or was last."""
        found = self.states[self.latest].initiative
        assert found  # noqa: S101 - that is what latest means
        return found

    def version(self, at: int) -> Version:
        """Return the version at a place in the list."""
        return self.states[at].version

    def nodes(self) -> list[Node]:
        """Return the states as the analysis wants them, which knows nothing of git."""
        from plantool.analysis.history import Node

        place = {state.version.commit: at for at, state in enumerate(self.states)}
        return [
            Node(state.initiative, tuple(place[p] for p in state.parents if p in place))
            for state in self.states
        ]


def past(session: Session, identifier: str) -> Past:
    """Follow an initiative back; raises UsageError where nobody knows it."""
    from plantool.cli.opening import open_plan
    from plantool.loading.git import is_shallow
    from plantool.loading.history import readable, states

    plan = open_plan(session, keep_going=True)
    revision, name = session.past(session.revision or "HEAD"), f"{identifier}.yaml"
    found = states(revision, name)
    if session.revision is None:
        found = [*_uncommitted(session, found, name), *found]
    kept = tuple(readable(found))
    if not any(state.initiative for state in kept):
        raise UsageError("error.no-history", id=identifier)
    return Past(plan, kept, len(found) - len(kept), is_shallow(revision.folder))


def _uncommitted(session: Session, committed: list[State], name: str) -> list[State]:
    """Return the state of the work tree, where it is not the one that was committed last."""
    from plantool.loading.history import Version, state

    try:
        data = session.folder().read(name)
    except OSError:
        data = None
    version = Version("", "", "", session.texts("diff.work-tree"))
    last = committed[0] if committed else None
    now = state(version, (last.version.commit,) if last else (), data, name)
    same = last.initiative == now.initiative if last else now.initiative is None
    return [] if same else [now]


def normal_field(plan: Plan, field: str | None) -> str | None:
    """Return a place with its year as the plan spells it: a bare 31 is of the plan's era."""
    if field is None:
        return None
    start, _, last = field.rpartition(".")
    try:
        return f"{start}.{plan.year(last).key}" if start and last.isdecimal() else field
    except ValueError:
        return field
