"""Results are of years that ended and that something was planned for."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from plantool.analysis.measure_deadlines import MeasureDeadlines
from plantool.diagnostics import Code, Finding, Severity
from plantool.model.result import Stage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.diagnostics import NodePath
    from plantool.model.calendar import Calendar
    from plantool.model.fiscal_year import FiscalYear
    from plantool.model.plan import Plan
    from plantool.model.result import Result

TOO_EARLY = Code("PLT701", "result-too-early", Severity.WARNING)
UNPLANNED = Code("PLT702", "result-without-planned", Severity.WARNING)
REPORTED = Code("PLT704", "reported-outside", Severity.WARNING)
CODES = (TOO_EARLY, UNPLANNED, REPORTED)


def check(plan: Plan, as_of: date) -> Iterator[Finding]:
    """Find results of years not ended, of years without a plan, and impossible dates of report."""
    for initiative in plan.initiatives:
        for measure in initiative.measures():
            for year, reports in measure.results:
                if year in plan.planned_years:  # of others it is found elsewhere
                    path = (*measure.path, "results", year.key)
                    planned = measure.planned.get(year)
                    is_final = any(result.stage is Stage.FINAL for result in reports.items)
                    has_ended = plan.calendar.has_ended(year, as_of)
                    if planned and planned.is_none and is_final and has_ended:
                        arguments = (("year", year.key),)
                        yield Finding(UNPLANNED, initiative.file, path, arguments, on_key=True)
                    is_due = measure.due and year == MeasureDeadlines(measure, plan, as_of).due_year
                    for report_path, result in reports.list_with_paths(path):
                        if is_due and result.stage is Stage.FINAL:
                            continue  # what has a day of its own may be done before the year's end
                        yield from _find_day_faults(
                            plan.calendar, (initiative.file, report_path), year, result, as_of
                        )


def _find_day_faults(
    calendar: Calendar,
    place: tuple[str, NodePath],
    year: FiscalYear,
    result: Result,
    as_of: date,
) -> Iterator[Finding]:
    file, path = place
    if result.stage is Stage.FINAL and not calendar.has_ended(year, as_of):
        arguments = (("year", year.key), ("last", calendar.find_last_day(year).isoformat()))
        yield Finding(TOO_EARLY, file, path, arguments, on_key=True)
    day = result.reported
    first = date.min if result.stage is Stage.FORECAST else calendar.find_first_day(year)
    if day and day != date.min and not first <= day <= as_of:
        arguments = (("day", day.isoformat()), ("year", year.key))
        yield Finding(REPORTED, file, (*path, "reported"), arguments)
