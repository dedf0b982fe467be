"""The file that a page is written to, and the format that goes with its name."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from plantool.errors import UsageError
from plantool.render import is_binary, load_renderer

if TYPE_CHECKING:
    from plantool.render import ChangeFormat, DocumentFormat, ShownFormat

    _Format = TypeVar("_Format", ChangeFormat, DocumentFormat, ShownFormat)

_STDOUT = Path("-")
_ENDINGS = {
    "markdown": (".md", ".markdown"),
    "html": (".html", ".htm"),
    "docx": (".docx",),
    "pdf": (".pdf",),
    "xlsx": (".xlsx",),
    "csv": (".csv",),
    "json": (".json",),
    "table": (".txt",),
}


def choose_target(
    file: Path | None, asked: _Format | None, usual: _Format
) -> tuple[Path | None, _Format]:
    """Return the file to write, None for standard output, and the format.

    The format is the one asked for, or that of the file's name, or the usual one. Raises UsageError
    where they differ, where bytes would go to a terminal, and where a library is missing: before a
    plan is read for nothing.
    """
    target = None if file == _STDOUT else file
    chosen = _choose_format(target, asked, usual)
    if target is None and is_binary(chosen) and sys.stdout.isatty():
        raise UsageError("error.binary", format=chosen.value)
    if is_binary(chosen):
        load_renderer(chosen)
    return target, chosen


def _choose_format(file: Path | None, asked: _Format | None, usual: _Format) -> _Format:
    ending = file.suffix.lower() if file else ""
    if not ending:
        return asked or usual
    for known in type(usual):
        if ending in _ENDINGS[known.value] and asked in {None, known}:
            return known
    endings = " ".join(" ".join(_ENDINGS[known.value]) for known in type(usual))
    wanted = " ".join(_ENDINGS[asked.value]) if asked else endings
    raise UsageError("error.ending", file=file, endings=wanted)
