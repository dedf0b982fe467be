"""Writes pages to standard output: a terminal gets its width and styles, the rest plain bytes."""

from __future__ import annotations

import sys
from itertools import islice
from typing import TYPE_CHECKING

from plantool.cli.session import Color
from plantool.render import AnyFormat, Format, load_renderer

if TYPE_CHECKING:
    from pathlib import Path

    from plantool.cli.session import Session
    from plantool.reports.page import Page


_AT_ONCE = 500  # pieces of a page that are written together
_WIDE = 150  # cells, which the detailed layout of a table needs to read well


def is_wide_terminal() -> bool:
    """Tell whether there is a terminal with room for more columns."""
    if not sys.stdout.isatty():
        return False
    from plantool.render.terminal import measure_width

    return measure_width(sys.stdout) >= _WIDE


def write_page(page: Page, session: Session, output: AnyFormat) -> None:
    """Write ``page`` to standard output in the format asked for."""
    styled = sys.stdout.isatty() or session.color is Color.ALWAYS
    if output.value == Format.TABLE.value and styled:
        from plantool.render.terminal import print_page

        print_page(page, session.texts, sys.stdout, color=session.has_color(sys.stdout))
        return
    pieces = map(_encode, load_renderer(output).render(page, session.texts))
    while some := b"".join(islice(pieces, _AT_ONCE)):
        sys.stdout.buffer.write(some)  # CRLF and BOM as they are, on any system
    sys.stdout.buffer.flush()


def write_document(page: Page, session: Session, output: AnyFormat, file: Path | None) -> None:
    """Write a page to ``file``, or to standard output; raises NotWrittenError."""
    if file is None:
        write_page(page, session, output)
        return
    from plantool.cli.file_writes import write_file

    pieces = load_renderer(output).render(page, session.texts)
    write_file(session, file, *map(_encode, pieces))
    session.write_message("report.written", file=file)


def _encode(piece: str | bytes) -> bytes:
    return piece if isinstance(piece, bytes) else piece.encode("utf-8")
