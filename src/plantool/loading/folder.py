"""The folder a plan is read from."""

from __future__ import annotations

import errno
import os
from pathlib import Path, PurePosixPath
from stat import S_ISREG
from typing import TYPE_CHECKING, NamedTuple, Protocol

from plantool.errors import PlanUnreadableError
from plantool.model.normal import nfkc
from plantool.patterns import compile_late
from plantool.syntax.text_limits import MAX_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

PLAN_FILE = "plan.yaml"

_NO_LINKS: int = getattr(os, "O_NOFOLLOW", 0)
# a pipe is opened without waiting for who writes into it, and then refused
_READ_FLAGS: int = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def is_plan_file(name: str) -> bool:
    """Tell whether a file of this name belongs to a plan; hidden files belong to none."""
    return name.lower().endswith((".yaml", ".yml")) and not _is_hidden(name)


def _is_hidden(name: str) -> bool:
    return name.startswith(".") or "/." in name


_STRAY_NAME = compile_late(  # of a name in half-width small letters
    r".*\.ya?ml.+"
    r"|[0-9a-z]*[0-9](?:-[0-9]+)*(?:[.,。．、 ]?ya?ml?[^a-z]*|\.(?:txt|bak|old|orig))?"
)
_BACKUP_NAME = compile_late(r".*\.ya?ml(?:~|[._-]?(?:bak|old|orig|rej|tmp|save|copy|backup)[0-9]*)")


def is_stray(name: str) -> bool:
    """Tell whether a file that is no plan file was meant as one: ``1-5.yaml.txt``, ``1-7``."""
    if _is_hidden(name) or is_plan_file(name):
        return False
    plain = nfkc(name.rpartition("/")[2]).strip().lower()
    return _STRAY_NAME.fullmatch(plain) is not None


def is_backup(name: str) -> bool:
    """Tell whether a file is what an editor or a tool keeps of one that it changed."""
    return _BACKUP_NAME.fullmatch(name.rpartition("/")[2].lower()) is not None


def is_read(name: str) -> bool:
    """Tell whether a plan file of this name is read; others look like one, which is a finding."""
    return "/" not in name and name.endswith(".yaml")


def find_file_kind(name: str) -> str:
    """Tell by its name what a file holds: ``plan``, ``chapter`` or ``initiative``."""
    if name == PLAN_FILE:
        return "plan"
    return "initiative" if "-" in PurePosixPath(name).stem else "chapter"


class PlanFiles(Protocol):
    """The files of a plan: in a folder, with some of them edited, or as a commit has them."""

    def list_names(self) -> list[str]:
        """Name the files of the plan."""

    def read_bytes(self, name: str) -> bytes:
        """Return the bytes of one file; raises OSError."""

    def format_name(self, name: str) -> str:
        """Write the path of one file for users."""


class Folder(NamedTuple):
    """A plan's folder in the work tree; ``shown`` is how its path is written for users."""

    path: Path
    shown: str

    @classmethod
    def open_at(cls, path: Path) -> Folder:
        """Open ``path``, a folder or its plan.yaml; raises PlanUnreadableError without a plan."""
        if path.name == PLAN_FILE:
            path = path.parent
        try:
            has_plan = (path / PLAN_FILE).is_file()
        except OSError as error:
            raise PlanUnreadableError(
                "error.unreadable-folder", folder=path, reason=error
            ) from error
        if not has_plan:
            raise PlanUnreadableError("error.no-plan-file", folder=path)
        return cls(path, _shorten_path(path))

    @classmethod
    def open_nearest(cls, start: Path) -> Folder:
        """Find the nearest ``plan/`` at or above ``start``, or the plan that ``start`` is in."""
        is_dir, is_file = os.path.isdir, os.path.isfile  # which never raise, as those of Path do
        for folder in (start.absolute(), *start.absolute().parents):
            for candidate in (folder / "plan", folder):
                forbidden = is_dir(candidate) and not os.access(candidate, os.R_OK | os.X_OK)
                if forbidden and candidate != folder:
                    return cls.open_at(candidate)  # which says why it cannot be read
                if is_file(candidate / PLAN_FILE):
                    return cls.open_at(candidate)
        raise PlanUnreadableError("error.no-plan", folder=start)

    def list_names(self) -> list[str]:
        """Name the files of the plan, in a stable order, and those in folders within it."""
        try:
            return sorted(self._yield_names())
        except OSError as error:
            raise PlanUnreadableError(
                "error.unreadable-folder", folder=self.shown, reason=error
            ) from error

    def _yield_names(self) -> Iterator[str]:
        """Yield the files and the strays, one folder deep; a link to a folder is not followed."""
        with os.scandir(self.path) as listing:
            for entry in listing:
                is_inner = not _is_hidden(entry.name) and entry.is_dir(follow_symlinks=False)
                if is_plan_file(entry.name) or (is_stray(entry.name) and not is_inner):
                    yield entry.name
                if is_inner:
                    names = (f"{entry.name}/{inner.name}" for inner in os.scandir(entry))
                    yield from (name for name in names if is_plan_file(name) or is_stray(name))

    def read_bytes(self, name: str) -> bytes:
        """Return the bytes of one file, of a large one a part that is too large itself.

        Raises OSError, also for anything but a regular file of this folder: a device or a pipe
        never ends, and a link that leads out would bring foreign text into a public report.
        """
        descriptor = self._open_file(name)
        try:
            status = os.fstat(descriptor)
            if not S_ISREG(status.st_mode):
                raise OSError(errno.EISDIR, "not a file")
            return _read_all(descriptor, status.st_size)
        finally:
            os.close(descriptor)

    def _open_file(self, name: str) -> int:
        """Open a file of this folder, through a link if that does not lead out."""
        path = f"{self.path}{os.sep}{name}"  # which costs less: called for each file of a plan
        if _NO_LINKS:
            try:
                return os.open(path, _READ_FLAGS | _NO_LINKS)
            except OSError:
                if not os.path.islink(path):  # noqa: PTH114 - ditto
                    raise
        real_path = Path(os.path.realpath(path))  # which raises nothing where links go in a circle
        if not self._is_own_file(real_path):
            raise OSError(errno.EXDEV, "leads out of the plan")
        return os.open(real_path, _READ_FLAGS)

    def replace_file(self, name: str, data: bytes, *, instead_of: bytes) -> tuple[str, ...]:
        """Replace one file at once, or not at all; return what of it could not be kept.

        Raises OSError where it cannot be written, and where it no longer says ``instead_of``.
        """
        from plantool.loading.atomic_writes import write_atomically  # noqa: PLC0415 - most runs write nothing

        path = (self.path / name).resolve()
        if not self._is_own_file(path):
            raise OSError(errno.EXDEV, "leads out of the plan")
        current = path.read_bytes()
        if current == data:  # by another name
            return ()
        if current != instead_of:
            raise OSError(errno.ESTALE, "changed meanwhile")
        return write_atomically(path, data)

    def _is_own_file(self, path: Path) -> bool:
        """Tell whether a resolved path is that of a plan file in this very folder."""
        return path.parent == self.path.resolve() and is_plan_file(path.name)

    def format_name(self, name: str) -> str:
        """Write the path of one file for users, with forward slashes."""
        printable = os.fsencode(name).decode("utf-8", "backslashreplace")
        return f"{self.shown}/{printable}" if self.shown != "." else printable


def _read_all(descriptor: int, size: int) -> bytes:
    """Return the bytes of a file that is so long, or that was: most take one call."""
    data = os.read(descriptor, min(size, MAX_BYTES) + 1)
    if len(data) == size:
        return data
    while more := os.read(descriptor, MAX_BYTES + 1 - len(data)):
        data += more
    return data


def _shorten_path(path: Path) -> str:
    """Write a path as short as it can be typed from here."""
    try:
        here = Path.cwd()
    except OSError:  # somebody deleted the folder that we are in
        return path.as_posix()
    absolute = Path(os.path.abspath(path))  # noqa: PTH100 - keeps symbolic links as the user wrote them
    if absolute.is_relative_to(here):
        return absolute.relative_to(here).as_posix()
    return absolute.as_posix()


class EditedFolder(NamedTuple):
    """A folder as it would be with other ``texts`` (bytes by name) in some of its files."""

    folder: PlanFiles
    texts: Mapping[str, bytes]

    def list_names(self) -> list[str]:
        """Name the files of the plan, those not saved yet included."""
        return sorted({*self.folder.list_names(), *filter(is_plan_file, self.texts)})

    def read_bytes(self, name: str) -> bytes:
        """Return the bytes that the file is to have."""
        return self.texts[name] if name in self.texts else self.folder.read_bytes(name)

    def format_name(self, name: str) -> str:
        """Write the path of one file for users."""
        return self.folder.format_name(name)
