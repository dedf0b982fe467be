"""A plan as a commit of git has it, read without touching the work tree.

Everything goes through git's own objects: no file is checked out, and no lock is taken.
"""

from __future__ import annotations

import errno
import os
import posixpath
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from plantool.errors import PlanUnreadableError
from plantool.loading.folder import is_plan_file, is_stray
from plantool.loading.git.calls import GitError, find_existing_dir, resolve_commit, run_git
from plantool.loading.git.objects import FILE_MODES, list_blobs, read_objects
from plantool.loading.git.past_plan_dir import (
    find_first_plan,
    find_top_and_path,
    yield_paths_upward,
    yield_written_path,
)
from plantool.patterns import compile_late
from plantool.syntax.text_limits import MAX_BYTES

if TYPE_CHECKING:
    from pathlib import Path

    from plantool.loading.git.objects import Blob

_DATE = compile_late(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DEEPEST_NAME = 1  # folders in the name of a plan file: findings name those that are too deep
_TOO_LARGE = bytes(MAX_BYTES + 1)  # stands in for a file that is refused without being read


class Revision:
    """The files of a plan at one commit; ``shown`` is how the revision is written for users.

    ``top`` is the top folder of the repository, ``inside`` the plan's path from there.
    """

    def __init__(self, top: Path, inside: str, commit: str, shown: str) -> None:
        self.top = top
        self.inside = inside
        self.commit = commit
        self.shown = shown

    @classmethod
    def open_commit(
        cls, plan_dir: Path, revision: str, *, near: Path | None = None, needs_plan: bool = True
    ) -> Revision:
        """Open the plan that is, or once was, in the folder ``plan_dir``.

        Where that folder is only a guess, the nearest plan at or above ``near``, as the commit has
        it, goes first. ``revision`` is a revision of git, or a day: the last commit of that day or
        before it. Raises GitError for an unknown revision, and PlanUnreadableError for one without
        the plan where the caller ``needs_plan``.
        """
        repo_dir = find_existing_dir(plan_dir)
        commit = resolve_commit_or_day(repo_dir, revision)
        top, current_path = find_top_and_path(plan_dir, repo_dir)
        upward, written = yield_paths_upward(near, top), yield_written_path(plan_dir, top)
        inside = find_first_plan(top, commit, (*upward, *written, current_path))
        if inside is not None:
            return cls(top, inside, commit, revision)
        if not needs_plan:
            return cls(top, current_path, commit, revision)
        if near:
            raise PlanUnreadableError("error.no-plan-near", folder=near, revision=revision)
        folder = current_path or "."
        raise PlanUnreadableError("error.no-plan-at", folder=folder, revision=revision)

    @cached_property
    def blobs(self) -> dict[str, Blob]:
        """The files in the plan's folder, by their names in it."""
        within = (f"{self.inside}/",) if self.inside else ()
        blobs = list_blobs(self.top, self.commit, "-r", paths=within)
        start = len(self.inside) + 1 if self.inside else 0
        return {path[start:]: blob for path, blob in blobs.items()}

    @cached_property
    def _contents(self) -> dict[str, bytes]:
        """The contents of all plan files, by their ids, in one call."""
        wanted = [
            blob.id
            for name, blob in self.blobs.items()
            if is_plan_file(name) and blob.mode in FILE_MODES and blob.size <= MAX_BYTES
        ]
        contents = read_objects(self.top, list(dict.fromkeys(wanted)))
        return {identifier: data for identifier, data in contents.items() if data is not None}

    def list_names(self) -> list[str]:
        """Name the files of the plan, and those in folders within it."""
        upper_names = (name for name in self.blobs if name.count("/") <= _DEEPEST_NAME)
        return sorted(name for name in upper_names if is_plan_file(name) or is_stray(name))

    def read_bytes(self, name: str) -> bytes:
        """Return the bytes of one file; raises OSError for a link, and where it is not stored."""
        blob = self.blobs.get(name)
        if blob is None:
            raise OSError(errno.ENOENT, "no such file")
        if blob.mode not in FILE_MODES:
            raise OSError(errno.EXDEV, "a link or another repository")
        if blob.size > MAX_BYTES:
            return _TOO_LARGE
        if blob.id not in self._contents:
            raise OSError(errno.EIO, "not in this repository")
        return self._contents[blob.id]

    def build_repo_path(self, name: str) -> str:
        """Return the path of one file from the top of the repository."""
        return posixpath.join(self.inside, name)

    def format_name(self, name: str) -> str:
        """Write the path of one file for users, as git itself reads it.

        At the top of the repository a ``./`` keeps the file's name apart from the revision.
        """
        printable = os.fsencode(name).decode("utf-8", "backslashreplace")
        return f"{self.shown}:{posixpath.join(self.inside or '.', printable)}"


def parse_revision_day(revision: str) -> date | None:
    """Return the day that a revision names; None for a revision of git."""
    try:
        return date.fromisoformat(revision) if _DATE.fullmatch(revision) else None
    except ValueError as error:  # 31 February
        raise GitError("error.unknown-revision", revision=revision) from error


def resolve_commit_or_day(folder: Path, revision: str) -> str:
    """Return the commit of a revision, or the last one of a day or before it.

    What others had on their branches that day was not in the plan yet: only first parents count.
    The day of a commit is that of its committer's clock, as ``log`` and ``blame`` print it: the
    machine that asks, and its time zone, do not change it. Raises GitError where there is none.
    """
    if parse_revision_day(revision) is None:
        return resolve_commit(folder, revision)
    head = resolve_commit(folder, "HEAD")
    output = run_git(folder, "log", "--first-parent", "--format=%cs %H", head).decode().split()
    days = zip(output[::2], output[1::2], strict=True)
    last = next((commit for day, commit in days if day <= revision), None)
    if last is None:
        raise GitError("error.nothing-before", date=revision)
    return last
