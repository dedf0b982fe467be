"""A result is of the order of its plan: 105,724 beside 2,600 is another unit, or one digit more."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from plantool.diagnostics import Code, Finding, Severity
from plantool.model.exact import exact_product
from plantool.model.measure import Kind
from plantool.model.result import Stage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.model.measure import Measure
    from plantool.model.plan import Plan
    from plantool.model.result import Result

OUTLIER = Code("PLT713", "result-outlier", Severity.WARNING)
CODES = (OUTLIER,)
_TEN = Decimal(10)


def check(plan: Plan) -> Iterator[Finding]:
    """Find results of ten times what was planned, or of a tenth of it, and beyond."""
    for initiative in plan.initiatives:
        for measure in initiative.measures():
            for path, year, result in measure.reports():
                planned, value = measure.planned.get(year), result.cell.value
                if planned is None or planned.value is None or value is None:
                    continue
                if _is_far(value, planned.value, measure, result):
                    said = (
                        ("value", value),
                        ("planned", planned.value),
                        ("unit", measure.unit or ""),
                    )
                    yield Finding(OUTLIER, initiative.file, (*path, "value"), said)


def _is_far(value: Decimal, planned: Decimal, measure: Measure, result: Result) -> bool:
    """Compare two amounts; nothing, and what a part of a year has added, is no other order."""
    if value <= 0 or planned <= 0:
        return False
    is_part = measure.kind is Kind.CUMULATIVE and result.stage is Stage.INTERIM
    is_little = not is_part and exact_product(value, _TEN) <= planned
    return is_little or value >= exact_product(planned, _TEN)
