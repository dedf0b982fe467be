"""The fingerprint of the program: its code, its schemas, its parser and its Python.

Findings depend on it as they do on the plan, so a cache is only good for one fingerprint.
"""

from __future__ import annotations

import os
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from plantool.loading.blake2 import blake2b
from plantool.loading.schema import find_schema_folder
from plantool.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_PACKAGE = Path(__file__).parents[1]
# of the rooms whose code decides about findings
_FOLDERS = ("", "model", "syntax", "editing", "loading", "rules", "checking", "analysis")
# of those that decide how figures and words are shown, besides
_SHOWING_FOLDERS = (
    "reports",
    "reports/annual",
    "render",
    "render/html",
    "messages/ja",
    "messages/en",
    "tables",
    "exporting",
    "site",
    "site/assets",
    "site/pages",
)
_LIBRARIES = ("_ruamel_yaml", "jsonschema_rs", "jsonschema")
_SHOWING_LIBRARIES = ("rich",)  # which knows how wide a character is


def build_fingerprint(*, shows: bool = False) -> str:
    """Return a text that changes with any of them; raises OSError where they are no files.

    It is good for what was found, or with ``shows`` for what is shown.
    """
    folders = (*_FOLDERS, *_SHOWING_FOLDERS) if shows else _FOLDERS
    libraries = (*_LIBRARIES, *_SHOWING_LIBRARIES) if shows else _LIBRARIES
    parts = (__version__, sys.version, *_stamp_files(folders), *_stamp_libraries(libraries))
    return blake2b("\n".join(parts).encode(), digest_size=16).hexdigest()


def _stamp_files(folders: Iterable[str]) -> Iterator[str]:
    """Yield size and time of every file that takes part: reading them all would take longer."""
    for folder in (*(_PACKAGE / name for name in folders), find_schema_folder()):
        for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
            if entry.name.endswith((".py", ".json", ".css")):
                yield _format_stamp(entry.path, entry.stat())


def _stamp_libraries(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        origin = getattr(find_spec(name), "origin", None)
        yield _format_stamp(origin, os.stat(origin)) if origin else name  # noqa: PTH116 - as it was found


def _format_stamp(path: str, status: os.stat_result) -> str:
    return f"{path} {status.st_size} {status.st_mtime_ns}"
