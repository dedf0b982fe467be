"""A printed running total (累計) is the sum of the years up to its own."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from plantool.analysis.measure_history import MeasureHistory
from plantool.diagnostics import Code, Finding, Severity
from plantool.model.exact import exact_sum
from plantool.model.printed_sums import build_sum_arguments
from plantool.rules import planned_total

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.model.initiative import Initiative
    from plantool.model.measure import Measure
    from plantool.model.plan import Plan

DIFFERS = Code("PLT310", "printed-running-total", Severity.WARNING)
CODES = (DIFFERS,)
FOLLOWS = planned_total.FOLLOWS  # a sum of the same kind of cells


def check(plan: Plan) -> Iterator[Finding]:
    """Find printed totals of the years so far that are not their sum, where all are known."""
    for initiative in plan.initiatives if plan.has_settings else ():
        for measure in initiative.measures():
            if any(result.running for *_, result in measure.yield_reports()):
                yield from _find_wrong_totals(plan, initiative, measure)


def _find_wrong_totals(plan: Plan, initiative: Initiative, measure: Measure) -> Iterator[Finding]:
    history = MeasureHistory(measure, plan, date.max, initiative.life)
    for path, year, result in measure.yield_reports():
        printed = result.running
        if printed is None or printed.value is None or result is not history.find_result(year):
            continue
        terms = history.total.list_brought(year)
        known = [term for term in terms if term is not None]
        if len(known) == len(terms) and not printed.is_met_by(exact_sum(known)):
            shown = known[1:] if known[0] == 0 else known  # it began at nothing
            arguments = build_sum_arguments(shown, printed.value, measure.unit or "")
            field = (*path, "running")
            yield Finding(DIFFERS, initiative.file, field, arguments, follows=FOLLOWS)
