"""Charts as HTML: bars in SVG between their labels and figures, which flow like any text."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from plantool.render.charts import caption, is_stacked, length, longest, name, total
from plantool.render.html.escaping import line, prose
from plantool.render.html.patterns import reference
from plantool.render.values import human

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.messages import Catalogue
    from plantool.reports.page import Bar, Chart, Series


def chart(block: Chart, texts: Catalogue) -> Iterator[str]:
    """Yield a figure; each bar is an image whose text alternative has all its figures.

    What stands around a bar says the same to the eye, and is not read out a second time.
    """
    yield f'<figure class="chart">\n<figcaption>{prose(caption(block, texts))}</figcaption>\n'
    if len(block.series) > 1:
        yield from _legend(block)
    yield '<ul class="bars">\n'
    for bar in block.bars:
        yield from _bar(bar, block, texts)
    yield "</ul>\n</figure>\n"


def _legend(block: Chart) -> Iterator[str]:
    yield '<ul class="legend">\n'
    for series in block.series:
        fill = reference(series.color)
        key = f'<svg aria-hidden="true"><rect width="100%" height="100%" fill="{fill}"/></svg>'
        yield f"<li>{key}{prose(name(series))}</li>\n"
    yield "</ul>\n"


def _bar(bar: Bar, block: Chart, texts: Catalogue) -> Iterator[str]:
    amount = _amount(total(bar), block, texts)
    yield '<li><div class="name" aria-hidden="true">'
    yield f"<span>{prose(bar.label)}</span> <span>{prose(amount)}</span></div>\n"
    yield f'<svg role="img"><title>{line(_alternative(bar, block, texts))}</title>'
    yield '<rect class="track" width="100%" height="100%"/>'
    yield from _segments(bar, block)
    yield "</svg>\n"
    if is_stacked(block):
        yield f'<div class="parts" aria-hidden="true">{_parts(bar, block, texts)}</div>'
    yield "</li>\n"


def _segments(bar: Bar, block: Chart) -> Iterator[str]:
    """Yield the parts above 0, in hundredths of the longest bar."""
    whole, at = longest(block) / 100, Decimal(0)
    for part, series in zip(bar.parts, block.series, strict=True):
        if size := length(part):
            place = f'x="{at / whole:.3f}%" width="{size / whole:.3f}%" height="100%"'
            yield f'<rect {place} fill="{reference(series.color)}"/>'
        at += size


def _parts(bar: Bar, block: Chart, texts: Catalogue) -> str:
    parts = (
        f"<span>{prose(series.symbol or series.label)} {_figure(part, texts)}</span>"
        for part, series in zip(bar.parts, block.series, strict=True)
        if part
    )
    return " ".join(parts)


def _alternative(bar: Bar, block: Chart, texts: Catalogue) -> str:
    """Say everything that a bar shows."""
    whole = _amount(total(bar), block, texts)
    named = zip(block.series, bar.parts, strict=True)
    words = [_named(series, part, texts) for series, part in named if part is not None]
    words = [*words, f"{texts('show.total')} {whole}"] if len(words) > 1 else [whole]
    return texts("chart.bar", label=bar.label, figures=texts("list.and").join(words))


def _named(series: Series, part: Decimal | int, texts: Catalogue) -> str:
    return f"{series.label} {_figure(part, texts)}"


def _amount(figure: Decimal, block: Chart, texts: Catalogue) -> str:
    return texts("chart.amount", figure=_figure(figure, texts), unit=block.unit).strip()


def _figure(part: Decimal | int, texts: Catalogue) -> str:
    return human(Decimal(part), texts)
