"""The folder a plan is read from."""

from __future__ import annotations

import errno
import os
import re
from pathlib import Path, PurePosixPath
from stat import S_ISREG
from typing import TYPE_CHECKING, NamedTuple, Protocol

from plantool.errors import PlanUnreadableError
from plantool.model.normal import nfkc
from plantool.syntax.refused_text import MAX_BYTES

if TYPE_CHECKING:
    from collections.abc import Mapping

PLAN_FILE = "plan.yaml"


def is_plan_file(name: str) -> bool:
    """Tell whether a file of this name belongs to a plan; hidden files are nobody's."""
    hidden = any(part.startswith(".") for part in name.split("/"))
    return name.lower().endswith((".yaml", ".yml")) and not hidden


_STRAY_NAME = re.compile(  # of a name in half-width small letters
    r".*\.ya?ml.+"
    r"|[0-9a-z]*[0-9](?:-[0-9]+)*(?:[.,。．、 ]?ya?ml?[^a-z]*|\.(?:txt|bak|old|orig))?"
)
_BACKUP_NAME = re.compile(r".*\.ya?ml(?:~|[._-]?(?:bak|old|orig|rej|tmp|save|copy|backup)[0-9]*)")


def is_stray(name: str) -> bool:
    """Tell whether a file that is none of a plan's was meant for one: ``1-5.yaml.txt``, ``1-7``."""
    hidden = any(part.startswith(".") for part in name.split("/"))
    plain = nfkc(name.rpartition("/")[2]).strip().lower()
    return not hidden and not is_plan_file(name) and _STRAY_NAME.fullmatch(plain) is not None


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
    """Where the files of a plan come from: a folder, or one with files that are being edited."""

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
                "error.unreadable-folder", folder=path, reason=error.strerror or error
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
            with os.scandir(self.path) as listing:
                entries = [entry for entry in listing if not entry.name.startswith(".")]
            inner = [entry for entry in entries if entry.is_dir(follow_symlinks=False)]
            names = [entry.name for entry in entries]
            for folder in inner:
                names += [f"{folder.name}/{entry.name}" for entry in os.scandir(folder)]
        except OSError as error:
            reason = error.strerror or str(error)
            raise PlanUnreadableError(
                "error.unreadable-folder", folder=self.shown, reason=reason
            ) from error
        folders = {folder.name for folder in inner}
        strays = (name for name in names if is_stray(name) and name not in folders)
        return sorted({*filter(is_plan_file, names), *strays})

    def read_bytes(self, name: str) -> bytes:
        """Return the bytes of one file, of a large one a part that is too large itself.

        Raises OSError, also for what is no regular file of this folder: a device or a pipe never
        ends, and a link that leads out would quote in a public report what is not the plan's.
        """
        path = self.path / name
        if not S_ISREG(path.stat().st_mode):
            raise OSError(errno.EISDIR, "not a file")
        if path.is_symlink() and not self._is_own_file(path.resolve()):
            raise OSError(errno.EXDEV, "leads out of the plan")
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)

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
        """Tell whether a resolved path is that of a plan file here: no link leads to others."""
        return path.parent == self.path.resolve() and is_plan_file(path.name)

    def format_name(self, name: str) -> str:
        """Write the path of one file for users, with forward slashes."""
        printable = os.fsencode(name).decode("utf-8", "backslashreplace")
        return f"{self.shown}/{printable}" if self.shown != "." else printable


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
        new = (name for name in self.texts if is_plan_file(name))
        return sorted({*self.folder.list_names(), *new})

    def read_bytes(self, name: str) -> bytes:
        """Return the bytes that the file is to have."""
        return self.texts[name] if name in self.texts else self.folder.read_bytes(name)

    def format_name(self, name: str) -> str:
        """Write the path of one file for users."""
        return self.folder.format_name(name)
