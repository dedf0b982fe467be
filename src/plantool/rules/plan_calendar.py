"""A year is written as the plan's calendar names it."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from plantool.analysis.named_years import NamedYear, yield_all_years
from plantool.diagnostics import Code, Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.model.plan import Plan

MISNAMED = Code("PLT407", "year-of-another-calendar")
CODES = (MISNAMED,)


def check(plan: Plan) -> Iterator[Finding]:
    """Find spans and years of an era where the plan's calendar has no place for them."""
    calendar = plan.calendar
    if not (calendar.is_named_after_end or calendar.has_calendar_years):
        return
    for named in _yield_setting_years(plan):
        if not calendar.admits(named.year):
            yield _build_finding(plan, plan.file, named)
    for initiative in plan.initiatives:
        for named in yield_all_years(initiative):
            if not calendar.admits(named.year):
                yield _build_finding(plan, initiative.file, named)


def _yield_setting_years(plan: Plan) -> Iterator[NamedYear]:
    lists = {
        "baseline": plan.baseline_years,
        "planned": plan.planned_years,
        "closed": plan.closed_years,
    }
    listed = (
        NamedYear(("years", key, at), year, is_key=False)
        for key, years in lists.items()
        for at, year in enumerate(years)
    )
    notes = (NamedYear(("years", "notes", year.key), year) for year in plan.year_notes.years)
    return chain(listed, notes)


def _build_finding(plan: Plan, file: str, named: NamedYear) -> Finding:
    calendar, year = plan.calendar, named.year
    is_next = calendar.is_named_after_end and not calendar.has_calendar_years
    arguments = (("year", year.key), ("expected", str(year.start + is_next)))
    return Finding(MISNAMED, file, named.path, arguments, on_key=named.is_key)
