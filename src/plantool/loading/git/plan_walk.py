"""The commits that touched the files of a plan, and what each did to which: one call of git."""

from __future__ import annotations

import os
import posixpath
from typing import TYPE_CHECKING, NamedTuple

from plantool.loading.folder import PLAN_FILE
from plantool.loading.git.calls import run_git
from plantool.loading.git.file_history import FileVersion, find_former_paths
from plantool.loading.git.objects import FILE_MODES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.loading.git.revision import Revision

_START = "\x01"  # of what is said of a commit: no path begins with it, and no entry of a file
_FIELDS = ("%H", "%P", "%aN", "%cI", "%s")
_LENGTH_OF_DAY = len("2019-04-01")


class FileEntry(NamedTuple):
    """What a commit made of the file at a ``path`` from the top, against its first parent.

    ``blob`` is the id of its content; None where it is gone, or no file. ``former`` is the name
    that it had in the plan until then.
    """

    path: str
    name: str
    blob: str | None
    former: str | None = None


class WalkedCommit(NamedTuple):
    """A commit, those it came from among the ones that are told, and its files.

    ``time`` is that of the committer, with its time zone, as ISO 8601 writes it.
    """

    version: FileVersion
    time: str
    parents: tuple[str, ...]
    entries: tuple[FileEntry, ...]


def walk_plan(revision: Revision) -> list[WalkedCommit]:
    """Return the commits that touched a plan until a revision; children before parents.

    Merges are among them where they join lines that did. Files are followed through renames, also
    where the folder of the plan was moved. Raises GitError where git fails.
    """
    paths = find_former_paths(revision.top, revision.commit, revision.build_repo_path(PLAN_FILE))
    folders = [posixpath.dirname(path) for path in paths]
    within = [] if "" in folders else ["--", *folders]
    walk = ("log", "-z", "--topo-order", "--full-history", "--parents")
    shown = ("--diff-merges=first-parent", "--raw", "--no-abbrev", "-M")
    wanted = f"--format={_START}{'%x00'.join(_FIELDS)}"
    output = run_git(revision.top, *walk, *shown, wanted, revision.commit, *within)
    return list(_yield_commits(output.split(b"\0"), folders))


def _yield_commits(tokens: list[bytes], folders: list[str]) -> Iterator[WalkedCommit]:
    at = 0
    start = _START.encode()
    while at < len(tokens) and tokens[at].startswith(start):
        fields = [each.decode("utf-8", "replace") for each in tokens[at : at + len(_FIELDS)]]
        commit, parents, author, time, subject = fields
        version = FileVersion(commit.removeprefix(_START), author, time[:_LENGTH_OF_DAY], subject)
        end = at = at + len(_FIELDS)
        while end < len(tokens) and not tokens[end].startswith(start):
            end += 1
        entries = tuple(_yield_entries(tokens[at:end], folders))
        yield WalkedCommit(version, time, tuple(parents.split()), entries)
        at = end


def _yield_entries(tokens: list[bytes], folders: list[str]) -> Iterator[FileEntry]:
    """Yield what follows a commit: for each file its modes, ids and status, and its paths.

    ``:100644 100644 8948… 9ffb… R100`` stands before two paths, other statuses before one.
    """
    rest = iter(tokens)
    for token in rest:
        if not token.strip():
            continue
        _, mode, _, blob, status = token.decode().split()
        paths = [os.fsdecode(next(rest)) for _ in range(2 if status[0] in "RC" else 1)]
        *former, name = (_name_in_plan(path, folders) for path in paths)
        content = blob if status != "D" and mode in FILE_MODES else None
        if name:
            yield FileEntry(paths[-1], name, content, former[0] if former else None)


def _name_in_plan(path: str, folders: list[str]) -> str:
    """Return the name of a file in the plan's folder; nothing for one that is in none of them."""
    folder, name = posixpath.split(path)
    return name if folder in folders else ""
