"""Pages on a terminal: the same lines as plain text, fitted to its width and styled by rich."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from plantool.render.plain import lines
from plantool.reports.page import Role

if TYPE_CHECKING:
    from typing import TextIO

    from plantool.messages import Catalogue
    from plantool.render.layout import Line
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
_DRAWN = "─│┌┬┐├┼┤└┴┘■█▓▒░▚▄·"
_INSTEAD = "-|+++++++++*#%=-+:."  # where the terminal's encoding lacks them


def width(stream: TextIO) -> int:
    """Return how many cells a line of the terminal has."""
    return Console(file=stream).width


def show(page: Page, texts: Catalogue, stream: TextIO, *, color: bool) -> None:
    """Print ``page`` on ``stream``, with styles if ``color``."""
    console = Console(file=stream, force_terminal=color, no_color=not color, highlight=False)
    drawable = _drawable(stream.encoding or "utf-8")
    for line in lines(page, texts, console.width):
        text = _styled(line) if color else Text(line.text)
        text.plain = text.plain.translate(drawable)
        console.print(text, soft_wrap=True)


def _styled(line: Line) -> Text:
    text = Text(line.text, style=_STYLES[line.role])
    for fill, color in line.colors:
        text.highlight_regex(f"{re.escape(fill)}+", _COLORS.get(color, color))
    return text


def _drawable(encoding: str) -> dict[int, str]:
    """Return what stands for the lines and bars that ``encoding`` has no character for."""
    pairs = zip(_DRAWN, _INSTEAD, strict=True)
    return {ord(drawn): plain for drawn, plain in pairs if not _has(encoding, drawn)}


def _has(encoding: str, character: str) -> bool:
    try:
        character.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
