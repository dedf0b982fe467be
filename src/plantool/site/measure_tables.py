"""Records of measures: a table of years, with bars for plan and result, and the verdict below."""

from __future__ import annotations

from decimal import Decimal
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from plantool.render.html.escaping import escape_line, escape_prose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.messages import Catalogue
    from plantool.site.site_page import MeasureRecord, MeasureYear, Quantity


class _Scale(NamedTuple):
    """Where 0 lies, in per cent of the width, and how much a per cent is."""

    zero: Decimal
    one_percent: Decimal

    @classmethod
    def of(cls, record: MeasureRecord) -> _Scale:
        """Return the scale that has room for all quantities and for 0."""
        values = [Decimal(0), *(each.value for year in record.years for each in year.quantities)]
        low, high = min(values), max(values)
        one_percent = (high - low) / 100 or Decimal(1)
        return cls(-low / one_percent, one_percent)


def render_measure_record(record: MeasureRecord, texts: Catalogue) -> Iterator[str]:
    """Yield the table, every row of which has its heads: the year, and what it is of the year.

    Bars say nothing that does not stand beside them in words.
    """
    yield f'<table class="measure">\n<caption>{escape_prose(record.title)}'
    if record.remark:
        yield f" <span>{escape_prose(record.remark)}</span>"
    yield "</caption>\n"
    scale = _Scale.of(record)
    yield from chain.from_iterable(_render_year(year, scale, texts) for year in record.years)
    yield "</table>\n"


def _render_year(year: MeasureYear, scale: _Scale, texts: Catalogue) -> Iterator[str]:
    rows = [_render_quantity(quantity, scale) for quantity in year.quantities]
    if verdict := year.verdict:
        why = escape_prose("\n".join(verdict.reasons))
        status = f"<b>{escape_prose(verdict.status)}</b> <small>{why}</small>"
        label = escape_line(texts("site.record.verdict"))
        rows.append(f'<th scope="row">{label}</th><td>{status}</td>')
    span = f' rowspan="{len(rows)}"' if len(rows) > 1 else ""
    head = f'<th scope="rowgroup"{span}>{escape_prose(year.label)}</th>'
    yield "<tbody>"
    for row in rows:
        yield f"<tr>{head}{row}</tr>"
        head = ""
    yield "</tbody>\n"


def _render_quantity(quantity: Quantity, scale: _Scale) -> str:
    figure = escape_prose(quantity.text)
    label = f'<th scope="row">{escape_prose(quantity.label)}</th>'
    if quantity.is_promised:
        return f'{label}<td class="planned">{_draw_bar(quantity, scale)}{figure}</td>'
    return f"{label}<td>{_draw_bar(quantity, scale)}<b>{figure}</b></td>"


def _draw_bar(quantity: Quantity, scale: _Scale) -> str:
    length = quantity.value / scale.one_percent
    if not scale.zero:
        return f'<svg aria-hidden="true"><rect width="{length:.1f}%"/></svg>'
    extent = f'x="{scale.zero + min(length, Decimal(0)):.1f}%" width="{abs(length):.1f}%"'
    zero = f'<line x1="{scale.zero:.1f}%" x2="{scale.zero:.1f}%" y2="100%"/>'
    return f'<svg class="signed" aria-hidden="true"><rect {extent}/>{zero}</svg>'
