"""Writes changed files of a plan, or shows how they would change."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
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
    """Replace files while no other plantool writes; see ``replace``."""
    if after:
        with holding(folder):
            replace(folder, before, after)


def replace(folder: Folder, before: Mapping[str, bytes], after: Mapping[str, bytes]) -> None:
    """Replace files, each at once; raises NotWrittenError at the first that cannot be."""
    for name, data in after.items():
        try:
            folder.write(name, data, instead_of=before[name])
        except OSError as error:
            raise _not_written(folder.show(name), error) from error


@contextmanager
def holding(folder: Folder) -> Iterator[None]:
    """Keep other writers out of a plan; raises NotWrittenError where they do not finish."""
    from plantool.loading.lock import locked

    with ExitStack() as stack:
        try:
            stack.enter_context(locked(folder.path))
        except OSError as error:
            raise _not_written(folder.shown, error) from error
        yield


def _not_written(file: str, error: OSError) -> NotWrittenError:
    return NotWrittenError("error.not-written", file=file, reason=error.strerror or str(error))


def difference(
    folder: Folder, before: Mapping[str, bytes], after: Mapping[str, bytes]
) -> Iterator[str]:
    """Yield the lines of a unified diff."""
    for name, data in after.items():
        shown = folder.show(name).lstrip("/")
        old, new = _lines(before[name]), _lines(data)
        for line in unified_diff(old, new, f"a/{shown}", f"b/{shown}", lineterm=""):
            yield visible(line) + "\n"


def _lines(data: bytes) -> list[str]:
    """Return lines as they can be compared: where line ends are mixed, they show."""
    text = data.decode("utf-8", "replace").removeprefix("\ufeff")
    ends = text.count("\n")
    plain = text.replace("\r\n", "\n") if text.count("\r\n") == ends else text
    return plain.removesuffix("\n").split("\n") if plain else []
