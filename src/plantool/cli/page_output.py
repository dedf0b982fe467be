"""Writes pages to standard output: a terminal gets its width and styles, the rest plain bytes."""

from __future__ import annotations

import sys
from itertools import islice
from typing import TYPE_CHECKING

from plantool.cli.session import Color
from plantool.render import AnyFormat, ChangeFormat, DocumentFormat, Format, load_renderer

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


def write_page(page: Page, session: Session, output: Format | ChangeFormat) -> None:
    """Write ``page`` in the format asked for."""
    styled = sys.stdout.isatty() or session.color is Color.ALWAYS
    if output.value == Format.TABLE.value and styled:
        from plantool.render.terminal import print_page

        print_page(page, session.texts, sys.stdout, color=session.has_color(sys.stdout))
        return
    _write_rendered(page, session, output)


def write_document(page: Page, session: Session, output: DocumentFormat, file: Path | None) -> None:
    """Write a document to ``file``, or to standard output; raises NotWrittenError."""
    if file is None:
        _write_rendered(page, session, output)
        return
    from plantool.cli.file_writes import write_file

    pieces = load_renderer(output).render(page, session.texts)
    write_file(session, file, *(piece.encode("utf-8") for piece in pieces))
    session.write_message("report.written", file=file)


def _write_rendered(page: Page, session: Session, output: AnyFormat) -> None:
    pieces = iter(load_renderer(output).render(page, session.texts))
    while some := "".join(islice(pieces, _AT_ONCE)):
        sys.stdout.buffer.write(some.encode("utf-8"))  # CRLF and BOM as they are, on any system
    sys.stdout.buffer.flush()
