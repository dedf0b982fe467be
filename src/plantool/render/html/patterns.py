"""The fills of charts in SVG, for the screen, for print and for eyes that need patterns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.render.chart_fills import find_pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from plantool.render.chart_fills import Pattern
    from plantool.reports.page import Chart, Series


_SIZE = 8
_LINES: dict[Pattern, str] = {  # drawn on a square of that size, repeated
    "plain": "",
    "dots": "M1 2h2M5 6h2",
    "dashes": "M0 4 4 0M4 8 8 4",
    "rising": "M-2 2 2 -2M0 8 8 0M6 10 10 6",
    "falling": "M-2 6 2 10M0 0 8 8M6 -2 10 2",
    "level": "M0 2h8M0 6h8",
    "upright": "M2 0v8M6 0v8",
    "crosses": "M0 0 8 8M8 0 0 8",
    "grid": "M0 4h8M4 0v8",
}


def render_patterns(charts: Iterable[Chart]) -> Iterator[str]:
    """Yield the definitions of the fills that the charts of a document need, each once."""
    used = {_name_fill(series): series for chart in charts for series in chart.series}
    if not used:
        return
    yield '<svg class="patterns" aria-hidden="true" width="0" height="0"><defs>\n'
    for name, series in used.items():
        size, lines = f'width="{_SIZE}" height="{_SIZE}"', _LINES[find_pattern(series)]
        yield (
            f'<pattern id="{name}" {size} patternUnits="userSpaceOnUse">'
            f'<rect class="{series.color}" {size}/>'
            f'<path class="{series.color}" d="{lines}"/></pattern>\n'
        )
    yield "</defs></svg>\n"


def format_fill(series: Series) -> str:
    """Return what ``fill`` says to draw the parts of ``series``."""
    return f"url(#{_name_fill(series)})"


def _name_fill(series: Series) -> str:
    return f"fill.{series.color}.{find_pattern(series)}"  # headings have no full stop in their ids
