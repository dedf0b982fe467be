"""What a file of a plan said at every commit that touched it, under whatever name it had."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plantool.loading.contents import Content
from plantool.loading.git import git
from plantool.loading.memory import Memory
from plantool.loading.objects import contents_of
from plantool.loading.reading import read_file
from plantool.model.initiative import Initiative

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from plantool.loading.revision import Revision

_FIELDS = ("%H", "%P", "%aN", "%cs", "%s")
_MOST_NAMES = 50  # that one file may have had


class Version(NamedTuple):
    """A commit that touched a file: its id, who made it, on which day, and what its subject says.

    The ``author`` has the name that .mailmap gives, and the ``day`` is that of the committer, where
    it was committed. ``commit`` is empty for what is not committed yet.
    """

    commit: str
    author: str
    day: str
    subject: str


class State(NamedTuple):
    """What a file said at a version, and the versions it came from, by their commits.

    ``initiative`` is None where the file was gone or could not be read.
    """

    version: Version
    parents: tuple[str, ...]
    initiative: Initiative | None
    is_unreadable: bool = False


def states(revision: Revision, name: str) -> list[State]:
    """Return the states of the file ``name`` of a plan until a revision.

    The latest comes first, parents after children. Renames are followed, copies are not: a file
    made after another's model has its own history. Raises GitError where git fails.
    """
    place, commit = revision.folder, revision.commit
    paths = _names(place, commit, revision.path(name))
    walk = ("log", "-z", "--topo-order", "--full-history", "--parents")
    wanted = f"--format={'%x00'.join(_FIELDS)}"
    said = git(place, *walk, wanted, commit, "--", *paths)
    fields = said.decode("utf-8", "replace").split("\0")
    rows = list(zip(*[iter(fields)] * len(_FIELDS), strict=False))
    asked = [f"{row[0]}:{known}" for row in rows for known in paths]
    contents = contents_of(place, asked)
    return [_state_of(row, [contents[f"{row[0]}:{p}"] for p in paths], name) for row in rows]


def _names(place: Path, commit: str, path: str) -> list[str]:
    """Return the names that a file has had, the latest first."""
    found = [path]
    while len(found) < _MOST_NAMES and (older := _renamed_from(place, commit, found[-1])):
        if older in found:
            break
        found.append(older)
    return found


def _renamed_from(place: Path, commit: str, path: str) -> str | None:
    """Return the name a file had before the commit that first gave it this one."""
    added = ("log", "-z", "--diff-filter=A", "--no-renames", "--format=%H", "-1", commit)
    first = git(place, *added, "--", path).decode().strip("\0\n")
    if not first:
        return None
    diff = ("diff-tree", "-r", "-z", "-M", "--diff-filter=R", "--name-status", "--no-commit-id")
    said = git(place, *diff, first).decode("utf-8", "surrogateescape").split("\0")
    pairs = zip(said[1::3], said[2::3], strict=False)
    return next((old for old, new in pairs if new == path), None)


def _state_of(row: Sequence[str], contents: Sequence[bytes | None], name: str) -> State:
    commit, parents, author, day, subject = row
    data = next((content for content in contents if content is not None), None)
    return state(Version(commit, author, day, subject), tuple(parents.split()), data, name)


def state(version: Version, parents: tuple[str, ...], data: bytes | None, name: str) -> State:
    """Return what the file said whose bytes these are; None for a file that was gone."""
    if data is None:
        return State(version, parents, None)
    read = read_file(Content(name, name, data), Memory())
    initiative = read.part if isinstance(read.part, Initiative) else None
    return State(version, parents, initiative, is_unreadable=initiative is None)


def readable(states: Sequence[State]) -> Iterator[State]:
    """Yield the states without those that could not be read, whose children take their parents."""
    parents = {state.version.commit: state.parents for state in states if state.is_unreadable}
    for state in states:
        if not state.is_unreadable:
            yield state._replace(parents=tuple(_kept(state.parents, parents)))


def _kept(commits: Sequence[str], skipped: dict[str, tuple[str, ...]]) -> Iterator[str]:
    for commit in commits:
        if commit in skipped:
            yield from _kept(skipped[commit], skipped)
        else:
            yield commit
