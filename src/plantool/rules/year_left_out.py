"""Measures and money say something about every year of the plan, if only that there is nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from plantool.diagnostics import Cause, Code, Finding, Reach, Severity
from plantool.model.measure import Kind
from plantool.rules import plan_years

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from plantool.diagnostics import NodePath
    from plantool.model.by_year import ByYear
    from plantool.model.initiative import Initiative
    from plantool.model.plan import Plan

    LeftOutYears: TypeAlias = tuple[NodePath, tuple[int, ...]]
    PlannedYears: TypeAlias = tuple[tuple[int, ...], tuple[int, ...], tuple[LeftOutYears, ...]]

LEFT_OUT = Code("PLT406", "year-left-out", Severity.WARNING)
CODES = (LEFT_OUT,)
FOLLOWS = (
    Cause((plan_years.DISORDER,), Reach.PLAN),
)  # the years of plan.yaml are wrong themselves


def gather(initiative: Initiative, plan: Plan, _: date) -> PlannedYears:
    """Return the years for which an initiative plans money and measures, and what leaves out some.

    Years are calendar years in which they begin.
    """
    money = {year.start for year, _ in initiative.budget.planned}
    done = {year.start for measure in initiative.measures() for year, _ in measure.planned}
    left_out = _yield_left_out(initiative, plan) if plan.has_settings else ()
    return tuple(sorted(money)), tuple(sorted(done)), tuple(left_out)


def _yield_left_out(initiative: Initiative, plan: Plan) -> Iterator[LeftOutYears]:
    planned_starts = {year.start for year in plan.planned_years}
    living = [year.start for year in plan.planned_years if initiative.life.covers(year)]
    for path, years in _yield_planned_years(initiative, len(living)):
        starts = {year.start for year, _ in years}
        left_out = tuple(start for start in living if start not in starts)
        # where one is of no year of the plan, it is misspelt, and found elsewhere
        if starts and left_out and starts <= planned_starts:
            yield path, left_out


def check(plan: Plan, gathered: Mapping[str, PlannedYears]) -> Iterator[Finding]:
    """Find planned cells and planned money that leave out a year of the plan.

    A level may plan few of the years, and money go on after all that is planned to be done.
    """
    money = {start for starts, _, _ in gathered.values() for start in starts}
    money_alone = money.difference(*(starts for _, starts, _ in gathered.values()))
    keys = {year.start: year.key for year in plan.planned_years}
    for initiative in plan.initiatives:
        _, _, lacking = gathered[initiative.file]
        for path, starts in lacking:
            spared = money_alone if path[0] == "measures" else ()
            if left_out := [keys[start] for start in starts if start not in spared]:
                arguments = (("years", ", ".join(left_out)),)
                yield Finding(
                    LEFT_OUT, initiative.file, path, arguments, on_key=True, follows=FOLLOWS
                )


def _yield_planned_years(
    initiative: Initiative, count: int
) -> Iterator[tuple[NodePath, ByYear[Any]]]:
    """Yield what is planned by year, but for levels that plan half of ``count`` years or fewer."""
    for measure in initiative.measures():
        plans_few = len(measure.planned.items) * 2 <= count
        if not (measure.kind is Kind.LEVEL and plans_few):
            yield (*measure.path, "planned"), measure.planned
    yield ("budget", "planned"), initiative.budget.planned
