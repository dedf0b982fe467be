"""Charts of measures: a table whose rows are drawn as bars, plan and result one below the other."""

from __future__ import annotations

from decimal import Decimal
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from plantool.render.html.escaping import escape_line, escape_prose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.messages import Catalogue
    from plantool.site.site_page import MeasureChart, Quantity, QuantityGroup


class _Scale(NamedTuple):
    """Where 0 lies, in per cent of the width, and how much a per cent is."""

    zero: Decimal
    one_percent: Decimal

    @classmethod
    def of(cls, chart: MeasureChart) -> _Scale:
        """Return the scale that has room for all quantities and for 0."""
        values = [each.value for group in chart.groups for each in group.quantities]
        low, high = min(*values, Decimal(0)), max(*values, Decimal(0))
        one_percent = (high - low) / 100 or Decimal(1)
        return cls(-low / one_percent, one_percent)


def render_measure_chart(chart: MeasureChart, texts: Catalogue) -> Iterator[str]:
    """Yield the table; bars say nothing that does not stand beside them in words."""
    heads = ("status.year", "site.chart.kind", "site.chart.bar", "site.chart.figure")
    yield f'<table class="measure">\n<caption>{escape_prose(chart.title)}'
    if chart.remark:
        yield f" <span>{escape_prose(chart.remark)}</span>"
    yield "</caption>\n<thead>\n<tr>"
    yield from (f'<th scope="col">{escape_line(texts(key))}</th>' for key in heads)
    yield "</tr>\n</thead>\n"
    scale = _Scale.of(chart)
    yield from chain.from_iterable(_render_group(group, scale) for group in chart.groups)
    yield "</table>\n"


def _render_group(group: QuantityGroup, scale: _Scale) -> Iterator[str]:
    span = f' rowspan="{len(group.quantities)}"' if len(group.quantities) > 1 else ""
    head = f'<th scope="rowgroup"{span}>{escape_prose(group.label)}</th>'
    yield "<tbody>"
    for quantity in group.quantities:
        kind = "promised" if quantity.is_promised else "came"
        yield f'<tr class="{kind}">{head}<th scope="row">{escape_prose(quantity.label)}</th>'
        yield f"<td>{_draw_bar(quantity, scale)}</td>"
        status = f" <span>{escape_prose(quantity.status)}</span>" if quantity.status else ""
        figure = escape_prose(quantity.text)
        figure = figure if quantity.is_promised else f"<b>{figure}</b>"
        yield f"<td>{figure}{status}</td></tr>"
        head = ""
    yield "</tbody>\n"


def _draw_bar(quantity: Quantity, scale: _Scale) -> str:
    length = quantity.value / scale.one_percent
    if not scale.zero:
        return f'<svg aria-hidden="true"><rect width="{length:.1f}%"/></svg>'
    extent = f'x="{scale.zero + min(length, Decimal(0)):.1f}%" width="{abs(length):.1f}%"'
    zero = f'<line x1="{scale.zero:.1f}%" x2="{scale.zero:.1f}%" y2="100%"/>'
    return f'<svg class="signed" aria-hidden="true"><rect {extent}/>{zero}</svg>'
