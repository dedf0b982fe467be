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
    from collections.abc import Iterator

_PACKAGE = Path(__file__).parents[1]
# of the rooms whose code decides about findings; those that show them, or ask git, do not
_FOLDERS = ("", "model", "syntax", "editing", "loading", "rules", "checking", "analysis")
_LIBRARIES = ("_ruamel_yaml", "jsonschema_rs", "jsonschema")


def build_fingerprint() -> str:
    """Return a text that changes with any of them; raises OSError where they are no files."""
    parts = (__version__, sys.version, *_stamp_files(), *_stamp_libraries())
    return blake2b("\n".join(parts).encode(), digest_size=16).hexdigest()


def _stamp_files() -> Iterator[str]:
    """Yield size and time of every file that takes part: reading them all would take longer."""
    for folder in (*(_PACKAGE / name for name in _FOLDERS), find_schema_folder()):
        for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
            if entry.name.endswith((".py", ".json")):
                yield _format_stamp(entry.path, entry.stat())


def _stamp_libraries() -> Iterator[str]:
    for name in _LIBRARIES:
        origin = getattr(find_spec(name), "origin", None)
        yield _format_stamp(origin, os.stat(origin)) if origin else name  # noqa: PTH116 - as it was found


def _format_stamp(path: str, status: os.stat_result) -> str:
    return f"{path} {status.st_size} {status.st_mtime_ns}"
