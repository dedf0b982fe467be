"""Measures and money say something about every year of the plan, if only that there is nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from plantool.diagnostics import Cause, Code, Finding, Reach, Severity
from plantool.model.measure import Kind
from plantool.rules import plan_years

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from plantool.diagnostics import NodePath
    from plantool.model.fiscal_year import FiscalYear
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
    money = {year.start for year in initiative.budget.planned.years}
    done = {year.start for measure in initiative.measures() for year in measure.planned.years}
    left_out = _yield_left_out(initiative, plan) if plan.has_settings else ()
    return tuple(sorted(money)), tuple(sorted(done)), tuple(left_out)


def _yield_left_out(initiative: Initiative, plan: Plan) -> Iterator[LeftOutYears]:
    living = [*filter(initiative.life.covers, plan.planned_years)]
    for path, years in _yield_planned_years(initiative, living):
        left_out = tuple(year.start for year in living if year not in years)
        outside = any(year not in plan.planned_years for year in years)
        if years and left_out and not outside:  # else one is misspelt, and found elsewhere
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
    initiative: Initiative, living: Sequence[FiscalYear]
) -> Iterator[tuple[NodePath, tuple[FiscalYear, ...]]]:
    for measure in initiative.measures():
        years = measure.planned.years
        plans_few = len(years) * 2 <= len(living)
        if not (measure.kind is Kind.LEVEL and plans_few):
            yield (*measure.path, "planned"), years
    yield ("budget", "planned"), initiative.budget.planned.years
