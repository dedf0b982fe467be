"""The past of an initiative, for the commands that follow it through time."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plantool.errors import UsageError

if TYPE_CHECKING:
    from plantool.analysis.fact_history import VersionNode
    from plantool.cli.session import Session
    from plantool.loading.git.file_history import FileState, FileVersion
    from plantool.model.initiative import Initiative
    from plantool.model.plan import Plan


class InitiativeHistory(NamedTuple):
    """The states of an initiative, the latest first, and the plan that it is, or was, in.

    Unreadable states are left out and counted; ``is_shallow`` where git lacks the earlier ones.
    """

    plan: Plan
    states: tuple[FileState, ...]
    unreadable_count: int
    is_shallow: bool

    @property
    def latest_index(self) -> int:
        """The index of the latest state in which the initiative was there."""
        return next(index for index, state in enumerate(self.states) if state.initiative)

    @property
    def latest_initiative(self) -> Initiative:
        """The initiative as it is, or was last."""
        initiative = self.states[self.latest_index].initiative
        assert initiative  # noqa: S101 - which makes it the latest
        return initiative

    def find_version(self, index: int) -> FileVersion:
        """Return the version at an index of the list."""
        return self.states[index].version

    def build_nodes(self) -> list[VersionNode]:
        """Return the states as a graph of indexes."""
        from plantool.analysis.fact_history import build_nodes

        return build_nodes(self.states)


def load_initiative_history(session: Session, identifier: str) -> InitiativeHistory:
    """Follow an initiative back; raises UsageError for one that never was in the plan."""
    from plantool.cli.open_plan import open_plan
    from plantool.loading.git.calls import is_shallow
    from plantool.loading.git.file_history import list_states, yield_readable

    plan = open_plan(session, keep_going=True)
    source, name = session.source, f"{identifier}.yaml"
    revision = source.open_revision(source.revision or "HEAD")
    found_states = list_states(revision, name)
    if source.revision is None:
        found_states = [*_list_uncommitted(session, found_states, name), *found_states]
    kept = tuple(yield_readable(found_states))
    if not any(state.initiative for state in kept):
        raise UsageError("error.no-history", id=identifier)
    return InitiativeHistory(plan, kept, len(found_states) - len(kept), is_shallow(revision.top))


def _list_uncommitted(session: Session, committed: list[FileState], name: str) -> list[FileState]:
    """Return the state of the work tree, where it is not the one that was committed last."""
    from plantool.loading.git.file_history import FileVersion, read_state

    try:
        data = session.source.open_folder().read_bytes(name)
    except OSError:
        data = None
    version = FileVersion("", "", "", session.texts("diff.work-tree"))
    last = committed[0] if committed else None
    current = read_state(version, (last.version.commit,) if last else (), data, name)
    same = last.initiative == current.initiative if last else current.initiative is None
    return [] if same else [current]


def normalise_field(plan: Plan, field: str | None) -> str | None:
    """Return a field with its year as the plan spells it: a bare 31 is of the plan's era."""
    if field is None:
        return None
    start, _, last = field.rpartition(".")
    try:
        return f"{start}.{plan.year(last).key}" if start and last.isdecimal() else field
    except ValueError:
        return field
