"""Writes changed files of a plan, or shows how they would change."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from difflib import unified_diff
from functools import partial
from typing import TYPE_CHECKING

from plantool.errors import NotWrittenError
from plantool.render.values import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from plantool.cli.session import Session
    from plantool.loading.folder import Folder


def write(
    session: Session, folder: Folder, before: Mapping[str, bytes], after: Mapping[str, bytes]
) -> None:
    """Replace files of a plan while no other plantool writes; see ``replace``."""
    if after:
        with holding(folder):
            replace(session, folder, before, after)


def replace(
    session: Session, folder: Folder, before: Mapping[str, bytes], after: Mapping[str, bytes]
) -> None:
    """Replace files of a plan, each at once; NotWrittenError at the first that cannot be."""
    for name, data in after.items():
        written = partial(folder.write, name, data, instead_of=before[name])
        _tell_lost(session, folder.show(name), written)


def write_file(session: Session, file: Path, data: bytes) -> None:
    """Replace any other file at once, or make it; raises NotWrittenError."""
    from plantool.loading.writer import replace

    _tell_lost(session, str(file), partial(replace, file, data))


def _tell_lost(session: Session, file: str, write: Callable[[], tuple[str, ...]]) -> None:
    """Write a file and tell what of it could not be kept; raises NotWrittenError."""
    try:
        lost = write()
    except OSError as error:
        raise _not_written(file, error) from error
    if lost:
        kinds = (session.texts(f"lost.{kind}") for kind in lost)
        session.tell("write.lost", file=file, lost=session.texts("list.and").join(kinds))


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
