"""Writes pages to standard output: a terminal gets its width and styles, the rest plain bytes."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from plantool.cli.session import Color
from plantool.render import AnyFormat, ChangeFormat, DocumentFormat, Format, renderer

if TYPE_CHECKING:
    from pathlib import Path

    from plantool.cli.session import Session
    from plantool.reports.page import Page


_WIDE = 150  # cells that the detailed layout of a table needs to be read with ease


def is_wide() -> bool:
    """Tell whether there is a terminal with room for more columns."""
    if not sys.stdout.isatty():
        return False
    from plantool.render.terminal import width

    return width(sys.stdout) >= _WIDE


def write_page(page: Page, session: Session, output: Format | ChangeFormat) -> None:
    """Write ``page`` in the format asked for."""
    styled = sys.stdout.isatty() or session.color is Color.ALWAYS
    if output.value == Format.TABLE.value and styled:
        from plantool.render.terminal import show

        show(page, session.texts, sys.stdout, color=session.colors(sys.stdout))
        return
    _write(page, session, output)


def write_document(page: Page, session: Session, output: DocumentFormat, file: Path | None) -> None:
    """Write a document to ``file``, or to standard output; raises NotWrittenError."""
    if file is None:
        _write(page, session, output)
        return
    from plantool.cli.writing import write_file

    pieces = renderer(output).render(page, session.texts)
    write_file(session, file, "".join(pieces).encode("utf-8"))
    session.tell("report.written", file=file)


def _write(page: Page, session: Session, output: AnyFormat) -> None:
    for piece in renderer(output).render(page, session.texts):
        sys.stdout.buffer.write(piece.encode("utf-8"))  # CRLF and BOM as they are, on any system
    sys.stdout.buffer.flush()
