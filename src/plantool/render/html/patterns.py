"""The colours of charts, each with a pattern of its own: for print and for eyes that need it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.model.evaluation import Color


_SIZE = 8
_LINES: dict[Color, str] = {  # drawn on a square of that size, repeated
    "green": "",
    "blue": "M-2 2 2 -2M0 8 8 0M6 10 10 6",
    "yellow": "M1 2h2M5 6h2",
    "orange": "M0 2h8M0 6h8",
    "red": "M0 0 8 8M8 0 0 8",
    "grey": "M2 0v8M6 0v8",
    "purple": "M0 4h8M4 0v8",
}


def render_patterns() -> Iterator[str]:
    """Yield the definitions, once for the whole document."""
    yield '<svg class="patterns" aria-hidden="true" width="0" height="0"><defs>\n'
    for color, lines in _LINES.items():
        size = f'width="{_SIZE}" height="{_SIZE}"'
        yield (
            f'<pattern id="{_name_pattern(color)}" {size} patternUnits="userSpaceOnUse">'
            f'<rect class="{color}" {size}/><path class="{color}" d="{lines}"/></pattern>\n'
        )
    yield "</defs></svg>\n"


def format_fill(color: Color) -> str:
    """Return what ``fill`` says to draw in ``color``."""
    return f"url(#{_name_pattern(color)})"


def _name_pattern(color: Color) -> str:
    return f"fill.{color}"  # headings have no full stop in their ids
