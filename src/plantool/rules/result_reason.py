"""A result says what became of the plan, and why where that was not met."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.diagnostics import Code, Finding, Severity
from plantool.model.measure import Direction, Kind, MilestoneState

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.model.fiscal_year import FiscalYear
    from plantool.model.measure import Measure, Result
    from plantool.model.plan import Plan

NO_REASON = Code("PLT703", "result-without-reason", Severity.WARNING)
NO_STATE = Code("PLT705", "milestone-without-state", Severity.WARNING)
CODES = (NO_REASON, NO_STATE)
_EXPLAINED = frozenset(
    {MilestoneState.NOT_DONE, MilestoneState.POSTPONED, MilestoneState.CANCELLED}
)


def check(plan: Plan) -> Iterator[Finding]:
    """Find missed, postponed and cancelled results without a reason, and milestones unjudged."""
    for initiative in plan.initiatives:
        for measure in initiative.measures():
            for year, result in measure.results:
                path, words = (*measure.path, "results", year.key), (("year", year.key),)
                if measure.kind is Kind.MILESTONE and result.state is None:
                    yield Finding(NO_STATE, initiative.file, path, words, on_key=True)
                elif not result.reason and _fell_short(measure, year, result):
                    yield Finding(NO_REASON, initiative.file, path, words, on_key=True)


def _fell_short(measure: Measure, year: FiscalYear, result: Result) -> bool:
    planned, value = measure.planned.get(year), result.quantity
    if result.state is not None:
        return result.state in _EXPLAINED
    if planned is None or planned.value is None or value is None:
        return False
    match measure.direction:
        case Direction.UP:
            return value < planned.value
        case Direction.DOWN:
            return value > planned.value
        case _:
            return value != planned.value
