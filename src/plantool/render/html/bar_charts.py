"""Charts as HTML: bars in SVG between their labels and figures, which flow like any text."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from plantool.render.bar_lengths import find_longest, to_length
from plantool.render.html.escaping import escape_line, escape_prose
from plantool.render.html.patterns import format_fill
from plantool.render.value_text import format_for_people
from plantool.reports.chart_figures import format_caption, is_stacked, name_series, sum_bar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.messages import Catalogue
    from plantool.reports.page import Bar, Chart, Series


def render_chart(block: Chart, texts: Catalogue) -> Iterator[str]:
    """Yield a figure; each bar is an image whose text alternative has all its figures.

    What stands around a bar says the same to the eye, and is not read out a second time.
    """
    caption = escape_prose(format_caption(block, texts))
    yield f'<figure class="chart">\n<figcaption>{caption}</figcaption>\n'
    if len(block.series) > 1:
        yield from _render_legend(block)
    yield '<ul class="bars">\n'
    for bar in block.bars:
        yield from _render_bar(bar, block, texts)
    yield "</ul>\n</figure>\n"


def _render_legend(block: Chart) -> Iterator[str]:
    yield '<ul class="legend">\n'
    for series in block.series:
        fill = format_fill(series)
        key = f'<svg aria-hidden="true"><rect width="100%" height="100%" fill="{fill}"/></svg>'
        yield f"<li>{key}{escape_prose(name_series(series))}</li>\n"
    yield "</ul>\n"


def _render_bar(bar: Bar, block: Chart, texts: Catalogue) -> Iterator[str]:
    amount = format_chart_amount(sum_bar(bar), block, texts)
    yield '<li><div class="name" aria-hidden="true">'
    yield f"<span>{escape_prose(bar.label)}</span> <span>{escape_prose(amount)}</span></div>\n"
    yield f'<svg role="img"><title>{escape_line(_describe_bar(bar, block, texts))}</title>'
    yield '<rect class="track" width="100%" height="100%"/>'
    yield from _render_segments(bar, block)
    yield "</svg>\n"
    if is_stacked(block):
        yield f'<div class="parts" aria-hidden="true">{render_parts(bar, block, texts)}</div>'
    yield "</li>\n"


def _render_segments(bar: Bar, block: Chart) -> Iterator[str]:
    """Yield the parts above 0, in hundredths of the longest bar."""
    one_percent, at = find_longest(block) / 100, Decimal(0)
    for part, series in zip(bar.parts, block.series, strict=True):
        if size := to_length(part):
            extent = f'x="{at / one_percent:.3f}%" width="{size / one_percent:.3f}%" height="100%"'
            yield f'<rect {extent} fill="{format_fill(series)}"/>'
        at += size


def render_parts(bar: Bar, block: Chart, texts: Catalogue) -> str:
    """Return the figures of a bar, each with the sign of its series."""
    parts = []
    for part, series in zip(bar.parts, block.series, strict=True):
        if part:
            name = escape_prose(series.symbol or series.label)
            parts.append(f"<span>{name} {_format_figure(part, texts)}</span>")
    return " ".join(parts)


def _describe_bar(bar: Bar, block: Chart, texts: Catalogue) -> str:
    """Say everything that a bar shows."""
    whole = format_chart_amount(sum_bar(bar), block, texts)
    named = zip(block.series, bar.parts, strict=True)
    words = [_describe_part(series, part, texts) for series, part in named if part is not None]
    words = [*words, f"{texts('show.total')} {whole}"] if len(words) > 1 else [whole]
    return texts("chart.bar", label=bar.label, figures=texts("list.and").join(words))


def _describe_part(series: Series, part: Decimal | int, texts: Catalogue) -> str:
    return f"{series.label} {_format_figure(part, texts)}"


def format_chart_amount(figure: Decimal, block: Chart, texts: Catalogue) -> str:
    """Return an amount with the unit of its chart."""
    return texts("chart.amount", figure=_format_figure(figure, texts), unit=block.unit).strip()


def _format_figure(part: Decimal | int, texts: Catalogue) -> str:
    return format_for_people(Decimal(part), texts)
