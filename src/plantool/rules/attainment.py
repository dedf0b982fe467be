"""A printed 達成率 is the attainment of its result, rounded to the digits it has."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from plantool.analysis.measure_history import MeasureHistory
from plantool.analysis.printed_attainment import measure_printed_attainment
from plantool.analysis.rating import cap_attainment
from plantool.diagnostics import Cause, Code, Finding, Reach, Severity
from plantool.model.exact import to_per_cent
from plantool.model.printed_rate import is_rounded_rate
from plantool.rules import running_total, value_and_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from decimal import Decimal

    from plantool.analysis.rating import MeasuredQuantity
    from plantool.model.evaluation import Scheme
    from plantool.model.plan import Plan

DIFFERS = Code("PLT714", "attainment-differs", Severity.WARNING)
CODES = (DIFFERS,)
# the result counts as another figure than it prints
FOLLOWS = (Cause((running_total.LOOKS_LIKE_TOTAL, value_and_text.DIFFERS), Reach.NODE),)


def check(plan: Plan, as_of: date) -> Iterator[Finding]:
    """Find printed attainments that do not follow from their figures."""
    for initiative in plan.initiatives if plan.has_settings else ():
        for measure in initiative.measures():
            history = MeasureHistory(measure, plan, as_of)
            for path, year, result in measure.yield_reports():
                measured = measure_printed_attainment(history, year, result)
                printed = result.attainment
                if printed is None or measured is None or measured.ratio is None:
                    continue
                if not _is_right(measured, printed, plan.scheme):
                    decimals = max(1, -int(printed.as_tuple().exponent))
                    arguments = (
                        ("printed", printed),
                        ("rate", to_per_cent(measured.ratio, decimals)),
                        ("result", measured.result),
                        ("planned", measured.planned),
                    )
                    place = (*path, "attainment")
                    yield Finding(DIFFERS, initiative.file, place, arguments, follows=FOLLOWS)


def _is_right(measured: MeasuredQuantity, printed: Decimal, scheme: Scheme) -> bool:
    """Tell whether a rate is printed right, as it is or as the scheme caps it."""
    rates = {measured.ratio, cap_attainment(measured, scheme)}
    return any(is_rounded_rate(rate, printed) for rate in rates if isinstance(rate, Fraction))
