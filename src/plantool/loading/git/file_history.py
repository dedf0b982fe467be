"""The history of a plan file: its text at every commit that touched it, under all its names."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from plantool.loading.git.calls import run_git
from plantool.loading.git.objects import read_objects
from plantool.loading.read_file import read_alone
from plantool.model.initiative import Initiative

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from plantool.loading.git.revision import Revision

_FIELDS = ("%H", "%P", "%aN", "%cs", "%s")
_MOST_NAMES = 50  # that one file may have had


class FileVersion(NamedTuple):
    """A commit that touched a file: its id, its author, its day and its subject.

    The ``author`` has the name that .mailmap gives, and the ``day`` is that of the committer, where
    it was committed. ``commit`` is empty for changes that are not committed yet.
    """

    commit: str
    author: str
    day: str
    subject: str


class FileState(NamedTuple):
    """A file at one version, and the versions before that, by their commits.

    ``initiative`` is None where the file was gone or could not be read.
    """

    version: FileVersion
    parents: tuple[str, ...]
    initiative: Initiative | None
    is_unreadable: bool = False


def list_states(revision: Revision, name: str) -> list[FileState]:
    """Return the states of the file ``name`` of a plan until a revision.

    The latest comes first, parents after children. Renames are followed, copies are not: a file
    made after another's model has its own history. Raises GitError where git fails.
    """
    repo_dir, commit = revision.top, revision.commit
    paths = find_former_paths(repo_dir, commit, revision.build_repo_path(name))
    rows = _list_commits(repo_dir, commit, paths)
    # every commit is asked for the file under each of its names: at most one of them is there
    objects = [[f"{row[0]}:{path}" for path in paths] for row in rows]
    contents = read_objects(repo_dir, list(chain.from_iterable(objects)))
    states = []
    for row, names in zip(rows, objects, strict=True):
        data = next((contents[known] for known in names if contents[known] is not None), None)
        states.append(_build_state(row, data, name))
    return states


def _list_commits(repo_dir: Path, commit: str, paths: list[str]) -> list[tuple[str, ...]]:
    """Return _FIELDS of every commit that touched one of the paths, children before parents."""
    walk = ("log", "-z", "--topo-order", "--full-history", "--parents")
    wanted = f"--format={'%x00'.join(_FIELDS)}"
    output = run_git(repo_dir, *walk, wanted, commit, "--", *paths)
    fields = iter(output.decode("utf-8", "replace").split("\0"))
    return list(zip(*[fields] * len(_FIELDS), strict=False))  # all from one iterator: in rows


def find_former_paths(repo_dir: Path, commit: str, path: str) -> list[str]:
    """Return the paths that a file has had, the latest first."""
    names = [path]
    while len(names) < _MOST_NAMES and (older := _find_old_name(repo_dir, commit, names[-1])):
        if older in names:
            break
        names.append(older)
    return names


def _find_old_name(repo_dir: Path, commit: str, path: str) -> str | None:
    """Return the name a file had before the commit that first gave it this one."""
    added = ("log", "-z", "--diff-filter=A", "--no-renames", "--format=%H", "-1", commit)
    first = run_git(repo_dir, *added, "--", path).decode().strip("\0\n")
    if not first:
        return None
    diff = ("diff-tree", "-r", "-z", "-M", "--diff-filter=R", "--name-status", "--no-commit-id")
    output = run_git(repo_dir, *diff, first).decode("utf-8", "surrogateescape").split("\0")
    pairs = zip(output[1::3], output[2::3], strict=False)
    return next((old for old, new in pairs if new == path), None)


def _build_state(row: Sequence[str], data: bytes | None, name: str) -> FileState:
    commit, parents, author, day, subject = row
    return read_state(FileVersion(commit, author, day, subject), tuple(parents.split()), data, name)


def read_state(
    version: FileVersion, parents: tuple[str, ...], data: bytes | None, name: str
) -> FileState:
    """Return the state of a file with these bytes; None stands for a file that was gone."""
    if data is None:
        return FileState(version, parents, None)
    file = read_alone(name, name, data)
    initiative = file.part if isinstance(file.part, Initiative) else None
    return FileState(version, parents, initiative, is_unreadable=initiative is None)


def yield_readable(states: Sequence[FileState]) -> Iterator[FileState]:
    """Yield the states without those that could not be read, whose children take their parents."""
    parents = {state.version.commit: state.parents for state in states if state.is_unreadable}
    for state in states:
        if not state.is_unreadable:
            yield state._replace(parents=tuple(_yield_kept_commits(state.parents, parents)))


def _yield_kept_commits(
    commits: Sequence[str], skipped: dict[str, tuple[str, ...]]
) -> Iterator[str]:
    """Yield the commits, and instead of each skipped one those that it came from."""
    for commit in commits:
        if commit in skipped:
            yield from _yield_kept_commits(skipped[commit], skipped)
        else:
            yield commit
