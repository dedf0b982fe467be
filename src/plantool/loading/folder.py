"""The folder a plan is read from."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from stat import S_ISREG
from typing import NamedTuple

from plantool.errors import PlanUnreadableError
from plantool.syntax.guards import MAX_BYTES

PLAN_FILE = "plan.yaml"
_SUFFIXES = (".yaml", ".yml")


class Folder(NamedTuple):
    """A plan's folder in the work tree; ``shown`` is how its path is written for users."""

    path: Path
    shown: str

    @classmethod
    def at(cls, path: Path) -> Folder:
        """Open ``path``; raises PlanUnreadableError where there is no plan in it."""
        try:
            found = (path / PLAN_FILE).is_file()
        except OSError as error:
            raise PlanUnreadableError(
                "error.unreadable-folder", folder=path, reason=error
            ) from error
        if not found:
            raise PlanUnreadableError("error.no-plan-file", folder=path)
        return cls(path, _shown(path))

    @classmethod
    def nearest(cls, start: Path) -> Folder:
        """Find the nearest ``plan/`` at or above ``start``, or the plan that ``start`` is in."""
        is_dir, is_file = os.path.isdir, os.path.isfile  # which never raise, as those of Path do
        for place in (start.absolute(), *start.absolute().parents):
            for candidate in (place / "plan", place):
                if is_dir(candidate) and not os.access(candidate, os.R_OK | os.X_OK):
                    return cls.at(candidate)  # which says why it cannot be read
                if is_file(candidate / PLAN_FILE):
                    return cls.at(candidate)
        raise PlanUnreadableError("error.no-plan", folder=start)

    def names(self) -> list[str]:
        """Name the files of the plan, in a stable order; hidden files are nobody's plan."""
        try:
            names = [entry.name for entry in self.path.iterdir()]
        except OSError as error:
            reason = error.strerror or str(error)
            raise PlanUnreadableError(
                "error.unreadable-folder", folder=self.shown, reason=reason
            ) from error
        return sorted(n for n in names if n.lower().endswith(_SUFFIXES) and not n.startswith("."))

    def read(self, name: str) -> bytes:
        """Return the bytes of one file, of a large one a part that is too large itself.

        Raises OSError, also for what is no regular file of this folder: a device or a pipe never
        ends, and a link that leads out would quote in a public report what is not the plan's.
        """
        path = self.path / name
        if not S_ISREG(path.stat().st_mode):
            raise OSError(errno.EISDIR, "not a file")
        if path.is_symlink() and not path.resolve().is_relative_to(self.path.resolve()):
            raise OSError(errno.EXDEV, "leads out of the folder")
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)

    def show(self, name: str) -> str:
        """Write the path of one file for users, with forward slashes."""
        return f"{self.shown}/{name}" if self.shown != "." else name


def _shown(path: Path) -> str:
    """Write a path as short as it can be typed from here."""
    absolute = Path(os.path.abspath(path))  # noqa: PTH100 - keeps symbolic links as the user wrote them
    here = Path.cwd()
    if absolute.is_relative_to(here):
        return absolute.relative_to(here).as_posix()
    return absolute.as_posix()
