"""A plan as a commit of git has it, read without touching the work tree."""

from __future__ import annotations

import errno
import os
import re
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from plantool.errors import PlanUnreadableError
from plantool.loading.folder import PLAN_FILE, is_plan_file, is_stray
from plantool.loading.git import GitError, call, commit_of, git, names
from plantool.syntax.guards import MAX_BYTES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_FILES = frozenset({"100644", "100755", "100664"})
_TOO_LARGE = bytes(MAX_BYTES + 1)  # stands in for a file that nobody needs to read to refuse it


class Blob(NamedTuple):
    """A file of a commit: its mode, the id of its content, and its size."""

    mode: str
    id: str
    size: int


class Revision:
    """The files of a plan at one commit; ``shown`` is how the revision is written for users.

    ``folder`` is a folder of the repository, ``inside`` the plan's path from its top.
    """

    def __init__(self, folder: Path, inside: str, commit: str, shown: str) -> None:
        self.folder = folder
        self.inside = inside
        self.commit = commit
        self.shown = shown

    @classmethod
    def of(cls, plan: Path, revision: str, *, needs_plan: bool = True) -> Revision:
        """Open the plan that now is, or once was, in the folder ``plan``.

        ``revision`` is a revision of git, or a day: the last commit of that day or before it.
        Raises GitError without it, and PlanUnreadableError where it ``needs_plan`` and has none.
        """
        place = next(path for path in (plan.absolute(), *plan.absolute().parents) if path.is_dir())
        commit = commit_at(place, revision)
        inside = inside_of(plan, place)
        found = cls(place, inside, commit, revision)
        if needs_plan and PLAN_FILE not in found.blobs:
            raise PlanUnreadableError("error.no-plan-at", folder=inside or ".", revision=revision)
        return found

    @cached_property
    def blobs(self) -> dict[str, Blob]:
        """The files in the plan's folder, by their names in it."""
        within = ("--", f"{self.inside}/") if self.inside else ()
        listed = git(self.folder, "ls-tree", "-rlz", "--full-tree", self.commit, *within)
        start = len(self.inside) + 1 if self.inside else 0
        found = {}
        for entry in names(listed):
            head, _, path = entry.partition("\t")
            mode, _, identifier, size = head.split()
            found[path[start:]] = Blob(mode, identifier, int(size) if size.isdecimal() else 0)
        return found

    @cached_property
    def _contents(self) -> dict[str, bytes]:
        """The contents of all plan files, by their ids, in one call."""
        wanted = {
            blob.id: blob
            for name, blob in self.blobs.items()
            if is_plan_file(name) and blob.mode in _FILES and blob.size <= MAX_BYTES
        }
        found = contents_of(self.folder, list(wanted))
        return {identifier: data for identifier, data in found.items() if data is not None}

    def names(self) -> list[str]:
        """Name the files of the plan, and those in folders within it."""
        near = (name for name in self.blobs if name.count("/") < 2)  # noqa: PLR2004
        return sorted(name for name in near if is_plan_file(name) or is_stray(name))

    def read(self, name: str) -> bytes:
        """Return the bytes of one file; raises OSError for what is no file, or not stored here."""
        blob = self.blobs.get(name)
        if blob is None:
            raise OSError(errno.ENOENT, "no such file")
        if blob.mode not in _FILES:
            raise OSError(errno.EXDEV, "a link or another repository")
        if blob.size > MAX_BYTES:
            return _TOO_LARGE
        if blob.id not in self._contents:
            raise OSError(errno.EIO, "not in this repository")
        return self._contents[blob.id]

    def show(self, name: str) -> str:
        """Write the path of one file for users, as git itself writes it."""
        printable = os.fsencode(name).decode("utf-8", "backslashreplace")
        return f"{self.shown}:{self.inside}/{printable}".replace(":/", ":", 1)


def day_of(revision: str) -> date | None:
    """Return the day that a revision names; None for a revision of git."""
    try:
        return date.fromisoformat(revision) if _DATE.fullmatch(revision) else None
    except ValueError as error:  # 31 February
        raise GitError("error.unknown-revision", revision=revision) from error


def commit_at(folder: Path, revision: str) -> str:
    """Return the commit of a revision, or the last one of a day or before it.

    What others had on their branches that day was not in the plan yet: only first parents count.
    Raises GitError where there is none.
    """
    if day_of(revision) is None:
        return commit_of(folder, revision)
    head = commit_of(folder, "HEAD")
    until = ("--first-parent", f"--before={revision} 23:59:59")
    last = git(folder, "rev-list", "-1", *until, head).decode().strip()
    if not last:
        raise GitError("error.nothing-before", date=revision)
    return last


def inside_of(plan: Path, place: Path) -> str:
    """Return the plan's path from the top of its repository, with forward slashes."""
    top = call(place, "rev-parse", "--show-prefix").stdout.decode("utf-8", "surrogateescape")
    rest = plan.absolute().relative_to(place).as_posix()
    return "/".join(part for part in (top.strip("\n/"), rest) if part not in {"", "."})


def contents_of(folder: Path, names: Sequence[str]) -> dict[str, bytes | None]:
    """Return the contents of objects named by id or ``commit:path``; None where there is no file.

    A name that holds a line break is no name of a plan's file.
    """
    asked = [name for name in names if "\n" not in name]
    found: dict[str, bytes | None] = dict.fromkeys(names)
    stdin = "".join(f"{name}\n" for name in asked).encode("utf-8", "surrogateescape")
    answer = git(folder, "cat-file", "--batch=%(objecttype) %(objectsize)", stdin=stdin)
    at = 0
    for name in asked:
        end = answer.index(b"\n", at)
        kind, _, size = answer[at:end].rpartition(b" ")
        at = end + 1
        if kind in {b"blob", b"tree", b"commit", b"tag"}:
            if kind == b"blob":
                found[name] = answer[at : at + int(size)]
            at += int(size) + 1
    return found
