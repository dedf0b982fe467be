"""Charts on paper: boxes between the figures that they show, which are read in their place."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from plantool.render.bar_lengths import find_longest, to_length
from plantool.render.chart_fills import find_pattern
from plantool.render.html.bar_charts import format_chart_amount, render_parts
from plantool.render.html.escaping import escape_prose
from plantool.reports.chart_figures import format_caption, is_stacked, name_series, sum_bar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.messages import Catalogue
    from plantool.reports.page import Bar, Chart, Series


def render_chart(block: Chart, texts: Catalogue) -> Iterator[str]:
    """Yield a chart; all its figures are text, and the boxes have nothing to say beside them."""
    caption = escape_prose(format_caption(block, texts))
    yield f'<div class="chart">\n<p class="caption">{caption}</p>\n'
    if len(block.series) > 1:
        yield '<ul class="legend">\n'
        for series in block.series:
            key = f'<span class="key {_name_classes(series)}"></span>'
            yield f"<li>{key}{escape_prose(name_series(series))}</li>\n"
        yield "</ul>\n"
    yield '<ul class="bars">\n'
    for bar in block.bars:
        yield from _render_bar(bar, block, texts)
    yield "</ul>\n</div>\n"


def _render_bar(bar: Bar, block: Chart, texts: Catalogue) -> Iterator[str]:
    name = escape_prose(bar.label)
    amount = escape_prose(format_chart_amount(sum_bar(bar), block, texts))
    yield f'<li><div class="name"><span>{name}</span> <span>{amount}</span></div>'
    yield f'<div class="bar">{"".join(_yield_boxes(bar, block))}</div>\n'
    if is_stacked(block):
        yield f'<div class="parts">{render_parts(bar, block, texts)}</div>'
    yield "</li>\n"


def _yield_boxes(bar: Bar, block: Chart) -> Iterator[str]:
    """Yield the parts above 0, in hundredths of the longest bar."""
    one_percent, at = find_longest(block) / 100, Decimal(0)
    for part, series in zip(bar.parts, block.series, strict=True):
        if size := to_length(part):
            place = f"left:{at / one_percent:.3f}%;width:{size / one_percent:.3f}%"
            yield f'<div class="{_name_classes(series)}" style="{place}"></div>'
        at += size


def _name_classes(series: Series) -> str:
    return f"{series.color} {find_pattern(series)}"
