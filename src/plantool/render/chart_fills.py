"""The colours of charts in files of office programs, each with a pattern of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from plantool.model.evaluation import Color


class ChartFill(NamedTuple):
    """A colour, the lines over it, and the pattern of these lines as Office names it."""

    color: str
    lines: str
    pattern: str


_WHITE, _DARK = "FFFFFF", "333333"
CHART_FILLS: dict[Color, ChartFill] = {
    "green": ChartFill("2E7D32", "2E7D32", "pct5"),  # which is even
    "blue": ChartFill("1565C0", _WHITE, "wdUpDiag"),
    "yellow": ChartFill("F9D71C", _DARK, "pct10"),
    "orange": ChartFill("F0921E", _DARK, "ltHorz"),
    "red": ChartFill("C62828", _WHITE, "openDmnd"),
    "grey": ChartFill("B5B5B5", _DARK, "ltVert"),
    "purple": ChartFill("7B1FA2", _WHITE, "smGrid"),
}
