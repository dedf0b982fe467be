"""The history of all files of a plan at once: who came from which version, in one walk of git.

``file_history`` follows one file; whoever wants many asks here, which takes as many calls of git
for ten thousand files as for one.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from plantool.loading.git.file_history import FileState, read_state
from plantool.loading.git.objects import read_objects
from plantool.loading.git.plan_walk import FileEntry, walk_plan

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from plantool.loading.git.file_history import FileVersion
    from plantool.loading.git.plan_walk import WalkedCommit
    from plantool.loading.git.revision import Revision

    Tips = dict[str, tuple[int, ...]]


class FileNode(NamedTuple):
    """A file at a commit that touched it, or joined two versions of it; ``path`` is from the top.

    ``parents`` are the indexes of the versions it came from, each below its own.
    """

    commit: WalkedCommit
    path: str
    name: str
    blob: str | None
    parents: tuple[int, ...]


class PlanHistory:
    """The versions of a plan's files: ``nodes``, parents before children.

    ``tips`` are the indexes of the last version of each file that ever was there.
    """

    def __init__(
        self, top: Path, commits: Sequence[WalkedCommit], nodes: Sequence[FileNode], tips: Tips
    ) -> None:
        self.top = top
        self.commits = commits
        self.nodes = nodes
        self.tips = tips

    @classmethod
    def read(cls, revision: Revision) -> PlanHistory:
        """Return the history of a plan until a revision; raises GitError where git fails."""
        commits = walk_plan(revision)
        graph = _Graph(commits)
        return cls(revision.top, commits, graph.nodes, graph.build_tips())

    def list_nodes(self, name: str) -> list[int]:
        """Return the indexes of all versions of a file, under all its names, the latest first."""
        return sorted(_walk_down(self.nodes, self.tips.get(name, ())), reverse=True)

    def find_last_version(self, name: str) -> FileVersion | None:
        """Return the last commit that touched a file; None where none has it."""
        tips = self.tips.get(name, ())
        return self.nodes[max(tips)].commit.version if tips else None

    def read_blobs(self, indexes: Iterable[int]) -> dict[str, bytes]:
        """Return the contents of versions by the ids of their blobs, in one call of git."""
        blobs = dict.fromkeys(self.nodes[at].blob for at in indexes)
        contents = read_objects(self.top, [blob for blob in blobs if blob])
        return {blob: data for blob, data in contents.items() if data is not None}

    def build_states(
        self, indexes: Sequence[int], name: str, contents: dict[str, bytes]
    ) -> list[FileState]:
        """Return the states of a file whose versions are ``indexes``, as ``list_states`` does."""
        return [self._build_state(self.nodes[at], name, contents) for at in indexes]

    def _build_state(self, node: FileNode, name: str, contents: dict[str, bytes]) -> FileState:
        parents = tuple(self.nodes[at].commit.version.commit for at in node.parents)
        data = contents.get(node.blob) if node.blob else None
        return read_state(node.commit.version, parents, data, name)

    def map_former_names(self) -> dict[str, str]:
        """Return the files that have another name now, by names that no file has any more."""
        present = {name for name, tips in self.tips.items() if self._is_there(tips)}
        names: dict[str, str] = {}
        for name in sorted(present):
            for at in self.list_nodes(name):
                former = self.nodes[at].name
                if former not in present:
                    names.setdefault(former, name)
        return names

    def _is_there(self, tips: Sequence[int]) -> bool:
        return any(self.nodes[at].blob for at in tips)


def _walk_down(nodes: Sequence[FileNode], start: Iterable[int]) -> set[int]:
    """Return some versions and all that they came from."""
    found: set[int] = set()
    waiting = list(start)
    while waiting:
        if (at := waiting.pop()) not in found:
            found.add(at)
            waiting += nodes[at].parents
    return found


class _Graph:
    """Goes through the commits, parents first, with the last version of each file."""

    def __init__(self, commits: Sequence[WalkedCommit]) -> None:
        self.nodes: list[FileNode] = []
        self._last = commits[0].version.commit if commits else ""
        self._tips: dict[str, Tips] = {}
        known = {commit.version.commit for commit in commits}
        # git walked them children first; a parent's tips are handed on to its last child uncopied
        self._heirs = Counter(parent for commit in commits for parent in {*commit.parents})
        for commit in reversed(commits):
            self._take(commit, [parent for parent in commit.parents if parent in known])

    def build_tips(self) -> Tips:
        """Return the last version of each file at the last commit."""
        return self._tips.get(self._last, {})

    def _take(self, commit: WalkedCommit, parents: Sequence[str]) -> None:
        all_tips = [self._inherit(parent) for parent in dict.fromkeys(parents)]
        tips = all_tips[0] if all_tips else {}
        changed = {entry.name: entry for entry in commit.entries}
        joined = dict(self._yield_joined(all_tips))
        origins = {name: self._find_origins(entry, tips, joined) for name, entry in changed.items()}
        for entry in commit.entries:
            if entry.former and entry.former not in changed:
                tips.pop(entry.former, None)
                joined.pop(entry.former, None)
        for name, above in joined.items():
            if name in tips and name not in changed:
                first = self.nodes[tips[name][0]]
                tips[name] = self._join(commit, FileEntry(first.path, name, first.blob), above)
        for name, entry in changed.items():
            tips[name] = self._join(commit, entry, origins[name])
        self._tips[commit.version.commit] = tips

    def _inherit(self, parent: str) -> Tips:
        self._heirs[parent] -= 1
        return dict(self._tips[parent]) if self._heirs[parent] else self._tips.pop(parent)

    def _yield_joined(self, all_tips: Sequence[Tips]) -> Iterator[tuple[str, tuple[int, ...]]]:
        """Yield the files of which other lines have another version than the first, with all."""
        first, *others = all_tips or [{}]
        for name in dict.fromkeys(name for tips in others for name in tips):
            versions = [tips[name] for tips in (first, *others) if name in tips]
            if name not in first or any(each != versions[0] for each in versions):
                yield name, self._drop_earlier([at for each in versions for at in each])

    def _find_origins(self, entry: FileEntry, tips: Tips, joined: Tips) -> tuple[int, ...]:
        names = dict.fromkeys(filter(None, (entry.former, entry.name)))
        found = [at for name in names for at in joined.get(name) or tips.get(name, ())]
        return self._drop_earlier(found)

    def _drop_earlier(self, versions: Sequence[int]) -> tuple[int, ...]:
        """Return the versions without those that others of them came from."""
        kept: list[int] = []
        for at in sorted(set(versions), reverse=True):
            if not any(self._came_from(later, at) for later in kept):
                kept.append(at)
        return tuple(at for at in dict.fromkeys(versions) if at in kept)

    def _came_from(self, later: int, earlier: int) -> bool:
        waiting, seen = [later], {later}
        while waiting:
            for parent in self.nodes[waiting.pop()].parents:
                if parent == earlier:
                    return True
                if parent > earlier and parent not in seen:
                    seen.add(parent)
                    waiting.append(parent)
        return False

    def _join(
        self, commit: WalkedCommit, entry: FileEntry, origins: tuple[int, ...]
    ) -> tuple[int, ...]:
        """Return the version of a file at a commit: the one before where it is the same."""
        if len(origins) == 1:
            before = self.nodes[origins[0]]
            if (before.path, before.blob) == (entry.path, entry.blob):
                return origins
        self.nodes.append(FileNode(commit, entry.path, entry.name, entry.blob, origins))
        return (len(self.nodes) - 1,)
