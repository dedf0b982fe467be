"""Writes changed files of a plan, or shows how they would change."""

from __future__ import annotations

from difflib import unified_diff
from typing import TYPE_CHECKING

from plantool.errors import PlantoolError
from plantool.render.values import visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from plantool.loading.folder import Folder


class NotWrittenError(PlantoolError):
    """A file could not be replaced; it is as it was (exit 3)."""

    exit_code = 3


def write(folder: Folder, before: Mapping[str, bytes], after: Mapping[str, bytes]) -> None:
    """Replace files, each at once; raises NotWrittenError at the first that cannot be."""
    for name, data in after.items():
        try:
            folder.write(name, data, instead_of=before[name])
        except OSError as error:
            reason = error.strerror or str(error)
            raise NotWrittenError(
                "error.not-written", file=folder.show(name), reason=reason
            ) from error


def difference(
    folder: Folder, before: Mapping[str, bytes], after: Mapping[str, bytes]
) -> Iterator[str]:
    """Yield the lines of a unified diff."""
    for name, data in after.items():
        shown = folder.show(name)
        old, new = _lines(before[name]), _lines(data)
        for line in unified_diff(old, new, f"a/{shown}", f"b/{shown}", lineterm=""):
            yield visible(line) + "\n"


def _lines(data: bytes) -> list[str]:
    """Return lines as they can be compared: where line ends are mixed, they show."""
    text = data.decode("utf-8", "replace").removeprefix("\ufeff")
    ends = text.count("\n")
    return (text.replace("\r\n", "\n") if text.count("\r\n") == ends else text).split("\n")
