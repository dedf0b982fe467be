"""Writes changed files of a plan, or shows how they would change."""

from __future__ import annotations

from difflib import unified_diff
from typing import TYPE_CHECKING

from plantool.loading.atomic_writes import write_atomically
from plantool.loading.plan_writes import build_write_error, hold_plan_lock, replace_plan_file
from plantool.render.visible_text import make_visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from plantool.cli.session import Session
    from plantool.loading.folder import Folder


def write_files(
    session: Session, folder: Folder, before: Mapping[str, bytes], after: Mapping[str, bytes]
) -> None:
    """Replace files of a plan while no other plantool writes; see ``replace_files``."""
    if after:
        with hold_plan_lock(folder):
            replace_files(session, folder, before, after)


def replace_files(
    session: Session, folder: Folder, before: Mapping[str, bytes], after: Mapping[str, bytes]
) -> None:
    """Replace files of a plan, each at once; NotWrittenError at the first that cannot be."""
    for name, data in after.items():
        lost = replace_plan_file(folder, name, data, instead_of=before[name])
        _report_lost(session, folder.format_name(name), lost)


def write_file(session: Session, file: Path, *pieces: bytes) -> None:
    """Replace any other file at once, or make it; raises NotWrittenError."""
    try:
        lost = write_atomically(file, *pieces)
    except OSError as error:
        raise build_write_error(str(file), error) from error
    _report_lost(session, str(file), lost)


def _report_lost(session: Session, file: str, lost: tuple[str, ...]) -> None:
    """Tell what of a file could not be kept when it was written."""
    if lost:
        kinds = (session.texts(f"lost.{kind}") for kind in lost)
        session.write_message("write.lost", file=file, lost=session.texts("list.and").join(kinds))


def yield_diff_lines(
    folder: Folder,
    before: Mapping[str, bytes],
    after: Mapping[str, bytes],
    former_names: Mapping[str, str] | None = None,
) -> Iterator[str]:
    """Yield the lines of a unified diff; ``former_names`` are those of files that move."""
    for name, data in after.items():
        shown = folder.format_name(name).lstrip("/")
        former = folder.format_name((former_names or {}).get(name, name)).lstrip("/")
        old, new = _split_diff_lines(before[name]), _split_diff_lines(data)
        for line in unified_diff(old, new, f"a/{former}", f"b/{shown}", lineterm=""):
            yield make_visible(line) + "\n"


def _split_diff_lines(data: bytes) -> list[str]:
    """Return lines as they can be compared: where line ends are mixed, they show."""
    text = data.decode("utf-8", "replace").removeprefix("\ufeff")
    ends = text.count("\n")
    plain = text.replace("\r\n", "\n") if text.count("\r\n") == ends else text
    return plain.removesuffix("\n").split("\n") if plain else []
