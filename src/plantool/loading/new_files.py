"""Makes files that were not there: all of them or none, and never in the place of another."""

from __future__ import annotations

import os
from contextlib import ExitStack, suppress
from typing import TYPE_CHECKING

from plantool.loading.atomic_writes import create_atomically
from plantool.loading.plan_writes import build_write_error

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path


def find_obstacles(folder: Path, names: Iterable[str]) -> list[str]:
    """Return the paths below ``folder`` that are in the way of new files ``names``, each once.

    They are the files themselves, and what stands where a folder is to be.
    """
    found: dict[str, None] = {}
    for name in names:
        path = folder / name
        if os.path.lexists(path):
            found[name] = None
        for parent in path.parents:
            if os.path.lexists(parent) and not parent.is_dir():
                inside = parent.is_relative_to(folder) and parent != folder
                found[parent.relative_to(folder).as_posix() if inside else parent.as_posix()] = None
    return list(found)


def create_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Make files below ``folder``, by their paths from there, and the folders that they need.

    Raises NotWrittenError; files and folders made before are taken away again.
    """
    with ExitStack() as undo:
        for name, data in files.items():
            path = folder / name
            try:
                _make_folders(path.parent, undo)
                create_atomically(path, data)
            except OSError as error:
                raise build_write_error(path.as_posix(), error) from error
            undo.callback(path.unlink, missing_ok=True)
        undo.pop_all()


def _make_folders(folder: Path, undo: ExitStack) -> None:
    if folder.is_dir():
        return
    _make_folders(folder.parent, undo)
    folder.mkdir()
    undo.callback(_remove_folder, folder)


def _remove_folder(folder: Path) -> None:
    with suppress(OSError):  # somebody put something into it
        folder.rmdir()
