"""What each commit changed in the plan, the latest first."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from plantool.analysis.fact_changes import yield_fact_changes
from plantool.analysis.fact_history import FactEvent, build_nodes, list_common_changes, yield_events
from plantool.analysis.plan_facts import build_chapter_facts, build_setting_facts
from plantool.loading.folder import find_file_kind
from plantool.loading.read_file import read_alone
from plantool.model.chapter import Chapter
from plantool.model.plan import Plan
from plantool.site.site_history import PlanEvent, list_facts_told

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from plantool.analysis.facts import Facts
    from plantool.loading.git.plan_history import FileNode, PlanHistory
    from plantool.loading.git.plan_walk import WalkedCommit
    from plantool.model.initiative import Initiative

_AT_ONCE = 20  # commits whose files are read together


class FileChange(NamedTuple):
    """What a commit changed in one file that was there before.

    It is that of an ``initiative``, if of any. ``is_gone`` where it took the file out of the plan.
    One that was numbered anew has a ``former`` name.
    """

    node: FileNode
    initiative: Initiative | None = None
    events: tuple[PlanEvent, ...] = ()
    former: str | None = None

    @property
    def is_gone(self) -> bool:
        return self.node.blob is None

    @property
    def is_new(self) -> bool:
        """Tell whether the plan had no such file before."""
        return not self.node.parents


class CommitChanges(NamedTuple):
    """A commit and what it changed."""

    commit: WalkedCommit
    files: tuple[FileChange, ...]


def yield_commit_changes(history: PlanHistory) -> Iterator[CommitChanges]:
    """Yield the commits that changed a fact, the latest first; how a file is laid out is none.

    Commits of two lines of work are told in the order of their times.
    """
    by_commit: dict[str, list[int]] = {}
    for at, node in enumerate(history.nodes):
        by_commit.setdefault(node.commit.version.commit, []).append(at)
    told = [each for each in history.commits if each.version.commit in by_commit]
    told.sort(key=_read_time, reverse=True)
    for start in range(0, len(told), _AT_ONCE):
        yield from _yield_some(history, told[start : start + _AT_ONCE], by_commit)


def _read_time(commit: WalkedCommit) -> datetime:
    """Return when a commit was made; git lets it be a time that no calendar has."""
    try:
        return datetime.fromisoformat(commit.time)
    except ValueError:
        return datetime.min.replace(tzinfo=UTC)


def _yield_some(
    history: PlanHistory, commits: Sequence[WalkedCommit], by_commit: dict[str, list[int]]
) -> Iterator[CommitChanges]:
    wanted = [at for each in commits for at in by_commit[each.version.commit]]
    parents = [parent for at in wanted for parent in history.nodes[at].parents]
    contents = history.read_blobs((*wanted, *parents))
    for commit in commits:
        found = (_compare(history, at, contents) for at in by_commit[commit.version.commit])
        if files := tuple(change for change in found if change):
            yield CommitChanges(commit, files)


def _compare(history: PlanHistory, at: int, contents: dict[str, bytes]) -> FileChange | None:
    """Return what a version of a file changed; None where it changed nothing that the plan says."""
    node = history.nodes[at]
    if not node.parents or node.blob is None:  # all that it says is new, or gone: told as one
        return FileChange(node)
    if find_file_kind(node.name) != "initiative":
        return _compare_facts(history, node, contents)
    states = history.build_states((at, *node.parents), node.name, contents)
    if states[0].is_unreadable:
        return None
    graph = build_nodes([state for state in states if not state.is_unreadable])
    events = (PlanEvent(node, each) for each in yield_events(graph) if each.version_index == 0)
    initiative = next((state.initiative for state in states if state.initiative), None)
    told = tuple(list_facts_told(list(events)))
    former = _find_former_name(node, [history.nodes[parent] for parent in node.parents])
    return FileChange(node, initiative, told, former) if told or former else None


def _compare_facts(
    history: PlanHistory, node: FileNode, contents: dict[str, bytes]
) -> FileChange | None:
    """Return what a version of plan.yaml or a chapter changed.

    Where lines were joined, only what differs from all of them. Of a version that cannot be read
    nothing is told; where one before it cannot, only that something changed.
    """
    parents = [history.nodes[at] for at in node.parents]
    after, *befores = (_build_facts(each, contents) for each in (node, *parents))
    if after is None or any(parent.blob == node.blob for parent in parents):
        return None
    if None in befores:
        return FileChange(node)
    common = list_common_changes([[*yield_fact_changes(each or {}, after)] for each in befores])
    events = tuple(PlanEvent(node, FactEvent(0, change, ())) for change in common)
    former = _find_former_name(node, parents)
    return FileChange(node, None, events, former) if events or former else None


def _find_former_name(node: FileNode, parents: Sequence[FileNode]) -> str | None:
    return next((parent.name for parent in parents if parent.name != node.name), None)


def _build_facts(node: FileNode, contents: dict[str, bytes]) -> Facts | None:
    data = contents.get(node.blob) if node.blob else None
    match read_alone(node.name, node.name, data or b"").part:
        case Plan() as plan:
            return build_setting_facts(plan)
        case Chapter() as chapter:
            return build_chapter_facts(chapter)
        case _:
            return None
