"""Writes changed files of a plan, or shows how they would change."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from difflib import unified_diff
from functools import partial
from typing import TYPE_CHECKING

from plantool.errors import NotWrittenError
from plantool.render.value_text import make_visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from plantool.cli.session import Session
    from plantool.loading.folder import Folder


def write_files(
    session: Session, folder: Folder, before: Mapping[str, bytes], after: Mapping[str, bytes]
) -> None:
    """Replace files of a plan while no other plantool writes; see ``replace``."""
    if after:
        with hold_plan_lock(folder):
            replace_files(session, folder, before, after)


def replace_files(
    session: Session, folder: Folder, before: Mapping[str, bytes], after: Mapping[str, bytes]
) -> None:
    """Replace files of a plan, each at once; NotWrittenError at the first that cannot be."""
    for name, data in after.items():
        write_one = partial(folder.replace_file, name, data, instead_of=before[name])
        _write_and_report(session, folder.format_name(name), write_one)


def write_file(session: Session, file: Path, data: bytes) -> None:
    """Replace any other file at once, or make it; raises NotWrittenError."""
    from plantool.loading.atomic_writes import write_atomically

    _write_and_report(session, str(file), partial(write_atomically, file, data))


def _write_and_report(session: Session, file: str, write: Callable[[], tuple[str, ...]]) -> None:
    """Write a file and tell what of it could not be kept; raises NotWrittenError."""
    try:
        lost = write()
    except OSError as error:
        raise _build_write_error(file, error) from error
    if lost:
        kinds = (session.texts(f"lost.{kind}") for kind in lost)
        session.write_message("write.lost", file=file, lost=session.texts("list.and").join(kinds))


@contextmanager
def hold_plan_lock(folder: Folder) -> Iterator[None]:
    """Keep other writers out of a plan; raises NotWrittenError where they do not finish."""
    from plantool.loading.lock import lock_folder

    with ExitStack() as stack:
        try:
            stack.enter_context(lock_folder(folder.path))
        except OSError as error:
            raise _build_write_error(folder.shown, error) from error
        yield


def _build_write_error(file: str, error: OSError) -> NotWrittenError:
    return NotWrittenError("error.not-written", file=file, reason=error.strerror or str(error))


def yield_diff_lines(
    folder: Folder, before: Mapping[str, bytes], after: Mapping[str, bytes]
) -> Iterator[str]:
    """Yield the lines of a unified diff."""
    for name, data in after.items():
        shown = folder.format_name(name).lstrip("/")
        old, new = _split_diff_lines(before[name]), _split_diff_lines(data)
        for line in unified_diff(old, new, f"a/{shown}", f"b/{shown}", lineterm=""):
            yield make_visible(line) + "\n"


def _split_diff_lines(data: bytes) -> list[str]:
    """Return lines as they can be compared: where line ends are mixed, they show."""
    text = data.decode("utf-8", "replace").removeprefix("\ufeff")
    ends = text.count("\n")
    plain = text.replace("\r\n", "\n") if text.count("\r\n") == ends else text
    return plain.removesuffix("\n").split("\n") if plain else []
