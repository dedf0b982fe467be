"""The fills of charts: colours, each with patterns that print in black and white keeps apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from plantool.model.evaluation import Color
    from plantool.reports.page import Series

Pattern: TypeAlias = Literal[
    "plain", "dots", "dashes", "rising", "falling", "level", "upright", "crosses", "grid"
]

# in print, green, blue, red and purple are dark, with light lines; the others the reverse
_PATTERNS: dict[Color, tuple[Pattern, ...]] = {
    "green": ("plain", "dots", "grid"),
    "blue": ("rising", "level", "falling"),
    "yellow": ("dots", "dashes", "grid"),
    "orange": ("level", "rising", "crosses"),
    "red": ("crosses", "upright", "dots"),
    "grey": ("upright", "plain", "dots", "falling", "grid", "crosses", "level"),
    "purple": ("grid", "falling", "dashes"),
}
_WHITE, _DARK = "FFFFFF", "333333"
_OFFICE_COLORS: dict[Color, tuple[str, str]] = {
    "green": ("2E7D32", _WHITE),
    "blue": ("1565C0", _WHITE),
    "yellow": ("F9D71C", _DARK),
    "orange": ("F0921E", _DARK),
    "red": ("C62828", _WHITE),
    "grey": ("B5B5B5", _DARK),
    "purple": ("7B1FA2", _WHITE),
}


class OfficeFill(NamedTuple):
    """A colour and that of the lines over it, as programs of Office write them, and a pattern."""

    color: str
    lines: str
    pattern: Pattern


def find_pattern(series: Series) -> Pattern:
    """Return what is drawn over the colour of ``series``."""
    patterns = _PATTERNS[series.color]
    return patterns[series.variant % len(patterns)]


def find_office_fill(series: Series) -> OfficeFill:
    """Return what fills the parts of ``series``."""
    return OfficeFill(*_OFFICE_COLORS[series.color], find_pattern(series))
