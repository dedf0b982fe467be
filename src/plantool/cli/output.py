"""Writes pages to standard output: a terminal gets its width and styles, the rest plain bytes."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from plantool.cli.session import Color
from plantool.render import Format, renderer

if TYPE_CHECKING:
    from plantool.cli.session import Session
    from plantool.reports.page import Page


def write_page(page: Page, session: Session, output: Format) -> None:
    """Write ``page`` in the format asked for."""
    if output is Format.TABLE and (sys.stdout.isatty() or session.color is Color.ALWAYS):
        from plantool.render.terminal import show

        show(page, session.texts, sys.stdout, color=session.colors(sys.stdout))
        return
    for piece in renderer(output).render(page, session.texts):
        sys.stdout.buffer.write(piece.encode("utf-8"))  # CRLF and BOM as they are, on any system
    sys.stdout.buffer.flush()
