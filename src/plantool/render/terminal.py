"""Pages on a terminal: the same lines as plain text, fitted to its width and styled by rich."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from plantool.render.plain import lines
from plantool.reports.page import Role

if TYPE_CHECKING:
    from typing import TextIO

    from plantool.messages import Catalogue
    from plantool.reports.page import Page

_STYLES = {
    None: "",
    Role.ITEM: "",
    Role.HEADING: "bold",
    Role.SUBTOTAL: "italic",
    Role.TOTAL: "bold",
    Role.RELISTED: "dim",
}


def show(page: Page, texts: Catalogue, stream: TextIO, *, color: bool) -> None:
    """Print ``page`` on ``stream``, with styles if ``color``."""
    console = Console(file=stream, force_terminal=color, no_color=not color, highlight=False)
    for line in lines(page, texts, console.width):
        style = _STYLES[line.role] if color else ""
        console.print(Text(line.text, style=style), soft_wrap=True)
