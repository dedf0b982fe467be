"""What each commit changed in the plan, the latest first."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plantool.analysis.fact_history import build_nodes, yield_events
from plantool.loading.folder import find_file_kind
from plantool.site.site_history import PlanEvent, list_facts_told

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from plantool.loading.git.plan_history import FileNode, PlanHistory
    from plantool.loading.git.plan_walk import WalkedCommit
    from plantool.model.initiative import Initiative

_AT_ONCE = 20  # commits whose files are read together


class FileChange(NamedTuple):
    """What a commit changed in one file; ``events`` of an ``initiative`` that was there before.

    ``is_gone`` where it took the file out of the plan.
    """

    node: FileNode
    initiative: Initiative | None = None
    events: tuple[PlanEvent, ...] = ()

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
    """Yield the commits that changed a fact; how a file is laid out is none."""
    by_commit: dict[str, list[int]] = {}
    for at, node in enumerate(history.nodes):
        by_commit.setdefault(node.commit.version.commit, []).append(at)
    told = [each for each in history.commits if each.version.commit in by_commit]
    for start in range(0, len(told), _AT_ONCE):
        yield from _yield_some(history, told[start : start + _AT_ONCE], by_commit)


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
    if find_file_kind(node.name) != "initiative":
        is_new_text = all(history.nodes[parent].blob != node.blob for parent in node.parents)
        return FileChange(node) if is_new_text else None
    if not node.parents:  # all that it says is new, and is told as one
        return FileChange(node)
    states = history.build_states((at, *node.parents), node.name, contents)
    if states[0].is_unreadable:
        return None
    graph = build_nodes([state for state in states if not state.is_unreadable])
    events = (PlanEvent(node, each) for each in yield_events(graph) if each.version_index == 0)
    initiative = next((state.initiative for state in states if state.initiative), None)
    told = tuple(list_facts_told(list(events)))
    is_renamed = any(history.nodes[parent].name != node.name for parent in node.parents)
    return FileChange(node, initiative, told) if told or is_renamed else None
