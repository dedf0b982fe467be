"""The way to a target in words: the line, where the year stands beside it, and the way gone."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from plantool.model.evaluation import Unrated
from plantool.model.exact import to_decimal, to_per_cent
from plantool.reports.phrases import format_year
from plantool.reports.rates import count_decimals

if TYPE_CHECKING:
    from plantool.analysis.course_to_target import Point, Position
    from plantool.messages import Catalogue
    from plantool.model.plan import Plan

_BOUNDS = (Decimal(0), Decimal(100))


def explain_position(position: Position, plan: Plan, texts: Catalogue) -> str:
    """Return the arithmetic of a position: ``5.4 < 5.63 on the line …, (5.4 - 5.5) ÷ … = …``."""
    baseline, start, end = (
        texts("show.baseline.of", cell=f"{point.quantity:,f}", year=_name_year(point, plan, texts))
        for point in (position.baseline, position.before, position.after)
    )
    words = {"standing": _format_standing(position), "start": start, "end": end}
    if position.progress is None:
        text = texts("why.course.flat", **words)
    else:
        text = texts("why.course", progress=_format_progress(position), **words)
    if position.status is Unrated.DETERIORATED:
        return texts("why.course.worse", text=text, baseline=baseline)
    return text


def _name_year(point: Point, plan: Plan, texts: Catalogue) -> str:
    year, before_plan = point.year, min(plan.planned_years).previous
    if year.era is None and not year.span and year == before_plan:
        year = before_plan  # of a bare baseline, whose year nobody spelled
    return format_year(year, plan, texts)


def _format_standing(position: Position) -> str:
    quantity, line = position.quantity, position.line
    gap = Fraction(quantity) - line
    sign = "=" if gap == 0 else "<" if gap < 0 else ">"
    return f"{quantity:,f} {sign} {format_line(line, quantity)}"


def format_line(line: Fraction, quantity: Decimal) -> str:
    """Return the quantity of the line, rounded so that it stays on its side of ``quantity``."""
    exact = to_decimal(line)
    if Fraction(exact) == line:
        return f"{exact:,f}"
    exponent = quantity.as_tuple().exponent
    digits = max(-exponent if isinstance(exponent, int) else 0, 0) + 1
    while (rounded := to_per_cent(line / 100, digits)) == quantity:
        digits += 1
    return f"{rounded:,f}"


def _format_progress(position: Position) -> str:
    """Say how much of the way from baseline to target was gone."""
    quantity, progress = f"{position.quantity:,f}", position.progress or Fraction(0)
    start, end = _format_term(position.baseline.quantity), f"{position.target.quantity:,f}"
    per_cent = to_per_cent(progress, count_decimals(progress, _BOUNDS))
    return f"({quantity} - {start}) ÷ ({end} - {start}) = {per_cent:,f}%"


def _format_term(number: Decimal) -> str:
    return f"({number:,f})" if number < 0 else f"{number:,f}"
