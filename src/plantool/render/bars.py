"""Charts as lines of text: bars of characters beside their figures, told apart without colour."""

from __future__ import annotations

from itertools import accumulate, cycle
from typing import TYPE_CHECKING

from rich.cells import cell_len

from plantool.render.charts import caption, figures, length, longest, name
from plantool.render.layout import Line, lay_out, wrap
from plantool.render.values import human, visible
from plantool.reports.page import Column, Role, Row, Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from plantool.messages import Catalogue
    from plantool.reports.page import Bar, Chart

_FILLS = "█▓▒░▚▄·"  # one for each of the colours
_USUAL = 40  # cells of the longest bar where nothing limits it
_SHORTEST = 10
_LONGEST = 60
_GAP = 2  # cells between columns


def lay_out_chart(chart: Chart, texts: Catalogue, width: int | None) -> Iterator[Line]:
    """Yield the lines of ``chart``, at most ``width`` cells wide where that is possible."""
    fills = tuple(zip(cycle(_FILLS), chart.series, strict=False))
    colors = tuple((fill, series.color) for fill, series in fills)
    for text in _wrapped(caption(chart, texts), width):
        yield Line(text, Role.HEADING)
    if len(fills) > 1:
        legend = (f"{fill} {name(series)}" for fill, series in fills)
        for text in _packed([visible(entry) for entry in legend], width):
            yield Line(text, colors=colors)
    for line in lay_out(_with_bars(chart, texts, width), texts, width):
        yield line._replace(colors=colors)


def _with_bars(chart: Chart, texts: Catalogue, width: int | None) -> Table:
    """Return the table of figures with a column of bars, its headings cut down to signs."""
    table = figures(chart, texts)
    columns = list(table.columns)
    if len(chart.series) > 1:
        signs = zip(cycle(_FILLS), chart.series, strict=False)
        heads = [Column(fill + series.symbol, numeric=True) for fill, series in signs]
        columns[-len(heads) :] = heads
    scale = _scale(columns, table.rows, texts, width)
    rows = tuple(
        Row((row.values[0], _drawn(chart, bar, scale), *row.values[1:]))
        for row, bar in zip(table.rows, chart.bars, strict=True)
    )
    return Table((columns[0], Column(heading=""), *columns[1:]), rows)


def _scale(
    columns: Sequence[Column], rows: Sequence[Row], texts: Catalogue, width: int | None
) -> int:
    """Return the cells that are left for the longest bar beside labels and figures."""
    if width is None:
        return _USUAL
    heads = [column.heading for column in columns]
    texts_of_rows = [[human(value, texts) for value in row.values] for row in rows]
    label, *others = (
        max(map(cell_len, cells)) for cells in zip(heads, *texts_of_rows, strict=True)
    )
    left = width - min(label, width // 3) - sum(others) - _GAP * len(columns)
    return max(_SHORTEST, min(_LONGEST, left))


def _drawn(chart: Chart, bar: Bar, scale: int) -> str:
    """Return a bar of at most ``scale`` cells; every part above 0 has at least one of them."""
    room = scale - len(bar.parts) + 1
    lengths = [length(part) for part in bar.parts]
    at, drawn = 0, ""
    for fill, size, reached in zip(cycle(_FILLS), lengths, accumulate(lengths), strict=False):
        end = max(at + (size > 0), round(reached * room / longest(chart)))
        at, drawn = end, drawn + fill * (end - at)
    return drawn


def _wrapped(text: str, width: int | None) -> list[str]:
    shown = visible(text)
    return shown.split("\n") if width is None else wrap(shown, width)


def _packed(entries: Sequence[str], width: int | None) -> Iterator[str]:
    """Yield the entries of a legend, as many to a line as fit."""
    line = ""
    for entry in entries:
        longer = f"{line}  {entry}" if line else entry
        if line and width is not None and cell_len(longer) > width:
            yield line
            longer = entry
        line = longer
    yield line
