"""Figures are of the years in which the initiative lives (``starts``, ``ends``).

Money that was carried out of its last year may still be spent in the year after it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.analysis.measure_deadlines import MeasureDeadlines
from plantool.analysis.named_years import yield_named_years
from plantool.diagnostics import Code, Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.analysis.named_years import NamedYear
    from plantool.model.initiative import Initiative
    from plantool.model.plan import Plan

OUTSIDE = Code("PLT408", "outside-life")
CODES = (OUTSIDE,)
_NEW_MONEY = frozenset({"planned", "initial", "supplementary", "reserve"})


def check(plan: Plan) -> Iterator[Finding]:
    """Find figures of years before ``starts`` or after ``ends``, and an end before the start."""
    for initiative in plan.initiatives:
        starts, ends = initiative.life
        if starts and ends and starts > ends:
            arguments = (("year", ends.key), ("life", _format_life(initiative)))
            yield Finding(OUTSIDE, initiative.file, ("ends",), arguments)
        elif starts or ends:
            yield from _find_outside(initiative)
            yield from _find_outside_dues(initiative, plan)


def _find_outside(initiative: Initiative) -> Iterator[Finding]:
    for named in yield_named_years(initiative):
        if initiative.life.covers(named.year) or named.is_none:
            continue
        if not _is_left_money(initiative, named):
            arguments = (("year", named.year.key), ("life", _format_life(initiative)))
            yield Finding(OUTSIDE, initiative.file, named.path, arguments, on_key=named.is_key)


def _find_outside_dues(initiative: Initiative, plan: Plan) -> Iterator[Finding]:
    """Find milestones that are due in years outside the initiative's life."""
    for measure in initiative.measures():
        if measure.due is None:
            continue
        year = MeasureDeadlines(measure, plan, measure.due).due_year
        if year and not initiative.life.covers(year):
            day = measure.due.isoformat()
            arguments = (("year", day), ("life", _format_life(initiative)))
            yield Finding(OUTSIDE, initiative.file, (*measure.path, "due"), arguments)


def _is_left_money(initiative: Initiative, named: NamedYear) -> bool:
    """Tell whether it is of money that was left over to the year after the last one."""
    is_received = initiative.budget.carried_in.get(named.year) is not None
    is_old_money = named.path[0] == "budget" and named.path[1] not in _NEW_MONEY
    return initiative.life.is_last_before(named.year) and is_received and is_old_money


def _format_life(initiative: Initiative) -> str:
    """Return the keys of the initiative's life as its file has them."""
    years = initiative.life._asdict().items()
    return ", ".join(f"{key}: {year.key}" for key, year in years if year)
