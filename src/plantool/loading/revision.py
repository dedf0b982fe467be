"""A plan as a commit of git has it, read without touching the work tree."""

from __future__ import annotations

import errno
import os
import posixpath
import re
from datetime import date
from functools import cached_property
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from plantool.errors import PlanUnreadableError
from plantool.loading.folder import PLAN_FILE, is_plan_file
from plantool.loading.git import GitError, ask, commit_of, git, names, place_of
from plantool.syntax.guards import MAX_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_FILES = frozenset({"100644", "100755", "100664"})
_LINK = "120000"
_MOST_LINKS = 10  # that one may lead to
_LONGEST_LINK = 4096
_TOO_LARGE = bytes(MAX_BYTES + 1)  # stands in for a file that nobody needs to read to refuse it


class Blob(NamedTuple):
    """A file of a commit: its mode, the id of its content, and its size."""

    mode: str
    id: str
    size: int


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
        top, now = _top_and_path(plan, place)
        failed = None
        for path in dict.fromkeys((*_upward(near, top), *_as_written(plan, top), now)):
            try:
                inside = _end_of(top, commit, path)
            except PlanUnreadableError as error:
                failed = error
                continue
            if inside is not None:
                return cls(top, inside, commit, revision)
        if not needs_plan:
            return cls(top, now, commit, revision)
        key, folder = ("error.no-plan-near", near) if near else ("error.no-plan-at", now or ".")
        raise failed or PlanUnreadableError(key, folder=folder, revision=revision)

    @cached_property
    def blobs(self) -> dict[str, Blob]:
        """The files in the plan's folder, by their names in it."""
        within = (f"{self.inside}/",) if self.inside else ()
        listed = _listed(self.folder, self.commit, "-r", paths=within)
        start = len(self.inside) + 1 if self.inside else 0
        return {path[start:]: blob for path, blob in listed.items()}

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
        return sorted(name for name in self.blobs if is_plan_file(name) and name.count("/") < 2)  # noqa: PLR2004

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


# Where the plan was


def _top_and_path(plan: Path, place: Path) -> tuple[Path, str]:
    """Return the top of the repository, and the path from there to where ``plan`` is now.

    ``place`` is the part of that way which is there.
    """
    prefix = Path(ask(place, "rev-parse", "--show-prefix"))
    rest = plan.absolute().relative_to(place)
    top = place.resolve()
    for _ in prefix.parts:
        top = top.parent
    path = (prefix / rest).as_posix()
    return top, "" if path == "." else path


def _upward(near: Path | None, top: Path) -> Iterator[str]:
    """Yield where a plan may be that is nearest to a folder, the nearest place first."""
    for place in (near.absolute(), *near.absolute().parents) if near else ():
        if not place.is_relative_to(top):
            return
        path = place.relative_to(top)
        yield (path / "plan").as_posix()
        yield "" if place == top else path.as_posix()


def _as_written(plan: Path, top: Path) -> Iterator[str]:
    """Yield the path of the plan as the user wrote it: what is a link now may have been a folder.

    The path that it leads to today is another one only where there is a link in it.
    """
    written = Path(os.path.abspath(plan))  # noqa: PTH100 - which keeps links
    for above in written.parents:
        if above.resolve() == top:
            yield written.relative_to(above).as_posix()
            return


def _end_of(folder: Path, commit: str, path: str) -> str | None:
    """Return the path of a plan to which ``path`` leads through the links of a commit.

    None where there is no plan. Raises PlanUnreadableError where a link leads out.
    """
    for _ in range(_MOST_LINKS):
        settings = posixpath.join(path, PLAN_FILE)
        steps = list(accumulate(path.split("/"), posixpath.join)) if path else []
        found = _listed(folder, commit, paths=(*steps, settings))
        link = next((step for step in steps if step in found and found[step].mode == _LINK), None)
        if link is None:
            return path if settings in found else None
        path = _followed(folder, link, found[link], path[len(link) + 1 :])
    return None


def _followed(folder: Path, link: str, blob: Blob, rest: str) -> str:
    """Return the path that a link leads to; raises PlanUnreadableError where it leads out."""
    known = contents_of(folder, [blob.id])[blob.id] if blob.size <= _LONGEST_LINK else None
    target = os.fsdecode(known or b"/")
    path = posixpath.normpath(posixpath.join(posixpath.dirname(link), target, rest))
    if path == ".." or path.startswith(("/", "../")):
        raise PlanUnreadableError("error.link-then", link=link, target=target)
    return "" if path == "." else path


# What git stores


def _listed(folder: Path, commit: str, *options: str, paths: Sequence[str]) -> dict[str, Blob]:
    """Return the files at paths of a commit, by their paths from the top."""
    listed = git(folder, "ls-tree", "-lz", "--full-tree", *options, commit, "--", *paths)
    found = {}
    for entry in names(listed):
        head, _, path = entry.partition("\t")
        mode, _, identifier, size = head.split()
        found[path] = Blob(mode, identifier, int(size) if size.isdecimal() else 0)
    return found


def contents_of(folder: Path, names: Sequence[str]) -> dict[str, bytes | None]:
    """Return the contents of objects named by id or ``commit:path``; None where there is no file.

    What holds a line break cannot be asked for by name, only by id.
    """
    ids = {name: _id_of(folder, name) if "\n" in name else name for name in names}
    asked = [name for name in names if ids[name]]
    found: dict[str, bytes | None] = dict.fromkeys(names)
    stdin = os.fsencode("".join(f"{ids[name]}\n" for name in asked))
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


def _id_of(folder: Path, name: str) -> str:
    return ask(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", name)
