"""A result is of the order of its plan: 105,724 beside 2,600 is another unit, or one digit more."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from plantool.diagnostics import Cause, Code, Finding, Reach, Severity
from plantool.model.exact import exact_product
from plantool.model.measure import Kind
from plantool.model.result import Stage
from plantool.rules import running_total, value_and_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from plantool.model.plan import Plan

OUTLIER = Code("PLT713", "result-outlier", Severity.WARNING)
CODES = (OUTLIER,)
# the result counts as another figure than it prints
FOLLOWS = (Cause((running_total.LOOKS_LIKE_TOTAL, value_and_text.DIFFERS), Reach.NODE),)
_TEN = Decimal(10)


def check(plan: Plan, as_of: date) -> Iterator[Finding]:
    """Find results of ten times what was planned, or of a tenth of it, and beyond."""
    for initiative in plan.initiatives:
        for measure in initiative.measures():
            for path, year, result in measure.yield_reports():
                planned, value = measure.find_goal(measure.planned.get(year)), result.cell.value
                if planned is None or value is None:
                    continue
                has_ended = plan.calendar.has_ended(year, as_of)
                is_whole = result.stage is not Stage.INTERIM and has_ended
                may_grow = measure.kind is Kind.CUMULATIVE and not is_whole
                if _is_of_other_order(value, planned, may_grow=may_grow):
                    unit = measure.unit or ""
                    arguments = (("value", value), ("planned", planned), ("unit", unit))
                    value_path = (*path, "value")
                    yield Finding(OUTLIER, initiative.file, value_path, arguments, follows=FOLLOWS)


def _is_of_other_order(value: Decimal, planned: Decimal, *, may_grow: bool) -> bool:
    """Compare two amounts; nothing is of no order, and what may still grow is not little."""
    if value <= 0 or planned <= 0:
        return False
    is_little = not may_grow and exact_product(value, _TEN) <= planned
    return is_little or value >= exact_product(planned, _TEN)
