"""Charts as lines of text: bars of characters beside their figures, told apart without colour."""

from __future__ import annotations

from itertools import accumulate, cycle
from typing import TYPE_CHECKING

from rich.cells import cell_len

from plantool.render.bar_lengths import find_longest, to_length
from plantool.render.table_layout import TextLine, lay_out_table, wrap_text
from plantool.render.value_text import format_for_people
from plantool.render.visible_text import make_visible
from plantool.reports.chart_figures import build_chart_table, format_caption, name_series
from plantool.reports.page import Column, Role, Row, Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from plantool.messages import Catalogue
    from plantool.reports.page import Bar, Chart

_FILLS = "█▓▒░▚▄·"  # one for each of the colours
_USUAL_LENGTH = 40  # cells of the longest bar where nothing limits it
_SHORTEST = 10
_LONGEST = 60
_GAP = 2  # cells between columns


def lay_out_chart(chart: Chart, texts: Catalogue, width: int | None) -> Iterator[TextLine]:
    """Yield the lines of ``chart``, at most ``width`` cells wide where that is possible."""
    fills = tuple(zip(cycle(_FILLS), chart.series, strict=False))
    colors = tuple((fill, series.color) for fill, series in fills)
    for text in _wrap_caption(format_caption(chart, texts), width):
        yield TextLine(text, Role.HEADING)
    if len(fills) > 1:
        legend = (f"{fill} {name_series(series)}" for fill, series in fills)
        for text in _pack_legend([make_visible(entry) for entry in legend], width):
            yield TextLine(text, colors=colors)
    for line in lay_out_table(_add_bars(chart, texts, width), texts, width):
        yield line._replace(colors=colors)


def _add_bars(chart: Chart, texts: Catalogue, width: int | None) -> Table:
    """Return the table of figures with a column of bars, its headings cut down to signs."""
    table = build_chart_table(chart, texts)
    columns = list(table.columns)
    if len(chart.series) > 1:
        signs = zip(cycle(_FILLS), chart.series, strict=False)
        heads = [Column(fill + series.symbol, numeric=True) for fill, series in signs]
        columns[-len(heads) :] = heads
    scale = _find_scale(columns, tuple(table.rows), texts, width)
    rows = tuple(
        Row((row.values[0], _draw_bar(chart, bar, scale), *row.values[1:]))
        for row, bar in zip(table.rows, chart.bars, strict=True)
    )
    return Table((columns[0], Column(heading=""), *columns[1:]), rows)


def _find_scale(
    columns: Sequence[Column], rows: Sequence[Row], texts: Catalogue, width: int | None
) -> int:
    """Return the cells that are left for the longest bar beside labels and figures."""
    if width is None:
        return _USUAL_LENGTH
    widths = [cell_len(column.heading) for column in columns]
    for row in rows:
        shown = (cell_len(format_for_people(value, texts)) for value in row.values)
        widths = list(map(max, widths, shown))
    label, *others = widths
    # the label column wraps, so it takes no more than a third of the line
    left = width - min(label, width // 3) - sum(others) - _GAP * len(columns)
    return max(_SHORTEST, min(_LONGEST, left))


def _draw_bar(chart: Chart, bar: Bar, scale: int) -> str:
    """Return a bar of at most ``scale`` cells; every part above 0 has at least one of them."""
    room = scale - len(bar.parts) + 1
    lengths = [to_length(part) for part in bar.parts]
    at, drawn = 0, ""
    for fill, size, reached in zip(cycle(_FILLS), lengths, accumulate(lengths), strict=False):
        end = max(at + (size > 0), round(reached * room / find_longest(chart)))
        at, drawn = end, drawn + fill * (end - at)
    return drawn


def _wrap_caption(text: str, width: int | None) -> list[str]:
    shown = make_visible(text)
    return shown.split("\n") if width is None else wrap_text(shown, width)


def _pack_legend(entries: Sequence[str], width: int | None) -> Iterator[str]:
    """Yield the entries of a legend, as many to a line as fit."""
    line = ""
    for entry in entries:
        longer = f"{line}  {entry}" if line else entry
        if line and width is not None and cell_len(longer) > width:
            yield line
            longer = entry
        line = longer
    yield line
