"""A plan as a commit of git has it, read without touching the work tree."""

from __future__ import annotations

import errno
import os
import posixpath
import re
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from plantool.errors import PlanUnreadableError
from plantool.loading.folder import is_plan_file
from plantool.loading.git import GitError, commit_of, git, place_of
from plantool.loading.objects import FILES, contents_of, listed
from plantool.loading.whereabouts import as_written, first_plan, top_and_path, upward
from plantool.syntax.guards import MAX_BYTES

if TYPE_CHECKING:
    from pathlib import Path

    from plantool.loading.objects import Blob

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TOO_LARGE = bytes(MAX_BYTES + 1)  # stands in for a file that nobody needs to read to refuse it


class Revision:
    """The files of a plan at one commit; ``shown`` is how the revision is written for users.

    ``folder`` is the top of the repository, ``inside`` the plan's path from there.
    """

    def __init__(self, folder: Path, inside: str, commit: str, shown: str) -> None:
        self.folder = folder
        self.inside = inside
        self.commit = commit
        self.shown = shown

    @classmethod
    def of(
        cls, plan: Path, revision: str, *, near: Path | None = None, needs_plan: bool = True
    ) -> Revision:
        """Open the plan that now is, or once was, in the folder ``plan``.

        Where nobody named that, it is the nearest one at or above ``near``, as the commit has it.
        ``revision`` is a revision of git, or a day: the last commit of that day or before it.
        Raises GitError without it, and PlanUnreadableError where it ``needs_plan`` and has none.
        """
        place = place_of(plan)
        commit = commit_at(place, revision)
        top, now = top_and_path(plan, place)
        inside = first_plan(top, commit, (*upward(near, top), *as_written(plan, top), now))
        if inside is None and needs_plan:
            key, folder = ("error.no-plan-near", near) if near else ("error.no-plan-at", now or ".")
            raise PlanUnreadableError(key, folder=folder, revision=revision)
        return cls(top, now if inside is None else inside, commit, revision)

    @cached_property
    def blobs(self) -> dict[str, Blob]:
        """The files in the plan's folder, by their names in it."""
        within = (f"{self.inside}/",) if self.inside else ()
        found = listed(self.folder, self.commit, "-r", paths=within)
        start = len(self.inside) + 1 if self.inside else 0
        return {path[start:]: blob for path, blob in found.items()}

    @cached_property
    def _contents(self) -> dict[str, bytes]:
        """The contents of all plan files, by their ids, in one call."""
        wanted = {
            blob.id: blob
            for name, blob in self.blobs.items()
            if is_plan_file(name) and blob.mode in FILES and blob.size <= MAX_BYTES
        }
        found = contents_of(self.folder, list(wanted))
        return {identifier: data for identifier, data in found.items() if data is not None}

    def names(self) -> list[str]:
        """Name the files of the plan, and those in folders within it."""
        return sorted(name for name in self.blobs if is_plan_file(name) and name.count("/") < 2)  # noqa: PLR2004

    def read(self, name: str) -> bytes:
        """Return the bytes of one file; raises OSError for what is no file, or not stored here."""
        blob = self.blobs.get(name)
        if blob is None:
            raise OSError(errno.ENOENT, "no such file")
        if blob.mode not in FILES:
            raise OSError(errno.EXDEV, "a link or another repository")
        if blob.size > MAX_BYTES:
            return _TOO_LARGE
        if blob.id not in self._contents:
            raise OSError(errno.EIO, "not in this repository")
        return self._contents[blob.id]

    def path(self, name: str) -> str:
        """Return the path of one file from the top of the repository."""
        return posixpath.join(self.inside, name)

    def show(self, name: str) -> str:
        """Write the path of one file for users, as git itself writes it."""
        printable = os.fsencode(name).decode("utf-8", "backslashreplace")
        return f"{self.shown}:{self.path(printable)}"


def day_of(revision: str) -> date | None:
    """Return the day that a revision names; None for a revision of git."""
    try:
        return date.fromisoformat(revision) if _DATE.fullmatch(revision) else None
    except ValueError as error:  # 31 February
        raise GitError("error.unknown-revision", revision=revision) from error


def commit_at(folder: Path, revision: str) -> str:
    """Return the commit of a revision, or the last one of a day or before it.

    What others had on their branches that day was not in the plan yet: only first parents count.
    The day of a commit is that of its committer's clock, as ``log`` and ``blame`` print it: the
    machine that asks, and its time zone, do not change it. Raises GitError where there is none.
    """
    if day_of(revision) is None:
        return commit_of(folder, revision)
    head = commit_of(folder, "HEAD")
    said = git(folder, "log", "--first-parent", "--format=%cs %H", head).decode().split()
    days = zip(said[::2], said[1::2], strict=True)
    last = next((commit for day, commit in days if day <= revision), None)
    if last is None:
        raise GitError("error.nothing-before", date=revision)
    return last
