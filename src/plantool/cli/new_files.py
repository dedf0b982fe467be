"""Writes files that are new: never over others, and none where one cannot be made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.cli.file_writes import write_file
from plantool.errors import NotWrittenError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from plantool.cli.session import Session


def write_new_files(session: Session, files: Mapping[Path, bytes]) -> None:
    """Write files, their folders with them; those that say the same already stay.

    Raises NotWrittenError, before anything is written, where a file says something else: all such
    files are named.
    """
    known = {path: _read_known(path) for path in files}
    if others := [str(path) for path, data in known.items() if data not in {None, files[path]}]:
        raise NotWrittenError("error.file-exists", files="\n  ".join(others))
    for path, data in files.items():
        if known[path] is None:
            _make_folder(path.parent)
            write_file(session, path, data)


def _read_known(path: Path) -> bytes | None:
    """Return what a file says; None where there is none, and nothing of what is no file."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError:
        return b""


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise NotWrittenError("error.not-written", file=str(folder), reason=error) from error
