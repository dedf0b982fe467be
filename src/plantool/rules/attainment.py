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
    from plantool.diagnostics import NodePath
    from plantool.model.evaluation import Scheme
    from plantool.model.fiscal_year import FiscalYear
    from plantool.model.plan import Plan
    from plantool.model.result import Result

DIFFERS = Code("PLT714", "attainment-differs", Severity.WARNING)
CODES = (DIFFERS,)
# the result counts as another figure than it prints
FOLLOWS = (Cause((running_total.LOOKS_LIKE_TOTAL, value_and_text.DIFFERS), Reach.NODE),)


def check(plan: Plan, as_of: date) -> Iterator[Finding]:
    """Find printed attainments that do not follow from their figures."""
    for initiative in plan.initiatives if plan.has_settings else ():
        for measure in initiative.measures():
            printed = [
                entry for entry in measure.yield_reports() if entry[2].attainment is not None
            ]
            if printed:
                history = MeasureHistory(measure, plan, as_of, initiative.life)
                for path, year, result in printed:
                    yield from _check_report(history, initiative.file, path, year, result)


def _check_report(
    history: MeasureHistory, file: str, path: NodePath, year: FiscalYear, result: Result
) -> Iterator[Finding]:
    printed, measured = result.attainment, measure_printed_attainment(history, year, result)
    if printed is None or measured is None or measured.ratio is None:
        return
    if not _is_right(measured, printed, history.scheme):
        decimals = max(1, -int(printed.as_tuple().exponent))
        arguments = (
            ("printed", printed),
            ("rate", to_per_cent(measured.ratio, decimals)),
            ("result", measured.result),
            ("planned", measured.planned),
        )
        yield Finding(DIFFERS, file, (*path, "attainment"), arguments, follows=FOLLOWS)


def _is_right(measured: MeasuredQuantity, printed: Decimal, scheme: Scheme) -> bool:
    """Tell whether a rate is printed right, as it is or as the scheme caps it."""
    rates = {measured.ratio, cap_attainment(measured, scheme)}
    return any(is_rounded_rate(rate, printed) for rate in rates if isinstance(rate, Fraction))
