"""The figures that a chart shows: the sum of each bar, and all of them as a table."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from plantool.model.exact import exact_sum
from plantool.reports.page import Column, Row, Table

if TYPE_CHECKING:
    from plantool.messages import Catalogue
    from plantool.reports.page import Bar, Chart, Series


def format_caption(chart: Chart, texts: Catalogue) -> str:
    """Return the chart's title with its unit."""
    if not chart.unit:
        return chart.title
    return texts("chart.caption", title=chart.title, unit=chart.unit)


def name_series(series: Series) -> str:
    """Return the name of a series in a legend."""
    return f"{series.symbol} {series.label}".strip()


def sum_bar(bar: Bar) -> Decimal:
    """Return the sum of the parts of a bar."""
    return exact_sum(Decimal(part) for part in bar.parts if part is not None)


def is_stacked(chart: Chart) -> bool:
    """Tell whether bars are of several parts, so that their totals mean something."""
    return any(len(bar.parts) - bar.parts.count(None) > 1 for bar in chart.bars)


def build_chart_table(chart: Chart, texts: Catalogue) -> Table:
    """Return the chart's figures: a row per bar, its total before its parts."""
    columns = [Column(heading=name_series(series), numeric=True) for series in chart.series]
    if is_stacked(chart):
        columns.insert(0, Column(heading=texts("show.total"), numeric=True))
    rows = tuple(Row((bar.label, *_list_bar_amounts(chart, bar))) for bar in chart.bars)
    return Table((Column(heading="", wide=True), *columns), rows)


def _list_bar_amounts(chart: Chart, bar: Bar) -> tuple[Decimal | None, ...]:
    parts = tuple(None if part is None else Decimal(part) for part in bar.parts)
    return (sum_bar(bar), *parts) if is_stacked(chart) else parts
