"""Pages on a terminal: the same lines as plain text, fitted to its width and styled by rich."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from plantool.render.plain import lay_out_page
from plantool.reports.page import Role

if TYPE_CHECKING:
    from typing import TextIO

    from plantool.messages import Catalogue
    from plantool.render.table_layout import TextLine
    from plantool.reports.page import Page

_STYLES = {
    None: "",
    Role.ITEM: "",
    Role.HEADING: "bold",
    Role.REMARK: "dim",
    Role.SUBTOTAL: "italic",
    Role.TOTAL: "bold",
    Role.RELISTED: "dim",
}
_COLORS = {"grey": "bright_black", "orange": "dark_orange", "purple": "magenta"}
_USUAL, _NARROWEST = 80, 20  # cells
_DIGITS = 5  # more of them are no width


def measure_width(stream: TextIO) -> int:
    """Return how many cells a line of the terminal has, or as many as COLUMNS says, in reason."""
    setting = os.environ.get("COLUMNS", "")
    if setting.isascii() and setting.isdecimal() and len(setting) < _DIGITS and int(setting):
        return max(int(setting), _NARROWEST)
    try:
        columns = os.get_terminal_size(stream.fileno()).columns
    except (OSError, ValueError):  # no terminal
        columns = 0
    return columns or _USUAL


def print_page(page: Page, texts: Catalogue, stream: TextIO, *, color: bool) -> None:
    """Print ``page`` on ``stream``, with styles if ``color``."""
    cells = measure_width(stream)
    console = Console(
        file=stream,
        force_terminal=color,
        no_color=not color,
        highlight=False,
        width=cells,
        height=1,  # which rich would read from LINES
    )
    for line in lay_out_page(page, texts, cells):
        text = _style_line(line) if color else Text(line.text)
        console.print(text, soft_wrap=True)


def _style_line(line: TextLine) -> Text:
    text = Text(line.text, style=_STYLES[line.role])
    for fill, color in line.colors:
        text.highlight_regex(f"{re.escape(fill)}+", _COLORS.get(color, color))
    return text
