"""Results are of years that ended and that something was planned for."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from plantool.diagnostics import Code, Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.diagnostics import NodePath
    from plantool.model.fiscal_year import FiscalYear
    from plantool.model.measure import Measure, Result
    from plantool.model.plan import Plan

TOO_EARLY = Code("PLT701", "result-too-early", Severity.WARNING)
UNPLANNED = Code("PLT702", "result-without-planned", Severity.WARNING)
REPORTED = Code("PLT704", "reported-outside", Severity.WARNING)
CODES = (TOO_EARLY, UNPLANNED, REPORTED)


def check(plan: Plan, as_of: date) -> Iterator[Finding]:
    """Find results of years not ended, of years without a plan, and impossible dates of report."""
    for initiative in plan.initiatives:
        for measure in initiative.measures():
            known = (item for item in measure.results if item[0] in plan.planned_years)
            for year, result in known:  # others are not of the plan, which is found elsewhere
                path = (*measure.path, "results", year.key)
                yield from _year(initiative.file, path, measure, year, as_of)
                yield from _reported(initiative.file, path, year, result, as_of)


def _year(
    file: str, path: NodePath, measure: Measure, year: FiscalYear, as_of: date
) -> Iterator[Finding]:
    planned = measure.planned.get(year)
    if not year.ended(as_of):
        words = (("year", year.key), ("last", date(year.start + 1, 3, 31).isoformat()))
        yield Finding(TOO_EARLY, file, path, words, on_key=True)
    elif year in measure.planned.years and (planned is None or planned.is_none):
        yield Finding(UNPLANNED, file, path, (("year", year.key),), on_key=True)


def _reported(
    file: str, path: NodePath, year: FiscalYear, result: Result, as_of: date
) -> Iterator[Finding]:
    day = result.reported
    if day and day != date.min and not date(year.start, 4, 1) <= day <= as_of:
        words = (("day", day.isoformat()), ("year", year.key))
        yield Finding(REPORTED, file, (*path, "reported"), words)
