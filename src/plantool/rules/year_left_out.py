"""Measures and money say something about every year of the plan, if only that there is nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.diagnostics import Cause, Code, Finding, Reach, Severity
from plantool.model.measure import Kind
from plantool.rules import plan_years

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from plantool.diagnostics import NodePath
    from plantool.model.fiscal_year import FiscalYear
    from plantool.model.initiative import Initiative
    from plantool.model.plan import Plan

LEFT_OUT = Code("PLT406", "year-left-out", Severity.WARNING)
CODES = (LEFT_OUT,)
FOLLOWS = (
    Cause((plan_years.DISORDER,), Reach.PLAN),
)  # the years of plan.yaml are wrong themselves


def check(plan: Plan) -> Iterator[Finding]:
    """Find planned cells and planned money that leave out a year of the plan.

    A level may plan few of the years, and money go on after all that is planned to be done.
    """
    money_alone = _find_years_of_money(plan)
    for initiative in plan.initiatives if plan.has_settings else ():
        living = [*filter(initiative.life.covers, plan.planned_years)]
        for path, years in _yield_planned_years(initiative, living):
            spared = money_alone if path[0] == "measures" else ()
            left_out = [y.key for y in living if y not in years and y not in spared]
            outside = any(year not in plan.planned_years for year in years)
            if years and left_out and not outside:  # else one is misspelt, and found elsewhere
                arguments = (("years", ", ".join(left_out)),)
                yield Finding(
                    LEFT_OUT, initiative.file, path, arguments, on_key=True, follows=FOLLOWS
                )


def _find_years_of_money(plan: Plan) -> frozenset[FiscalYear]:
    """Return the years for which the plan has money, and no measure anything to do."""
    money: set[FiscalYear] = set()
    done: set[FiscalYear] = set()
    for initiative in plan.initiatives:
        money.update(initiative.budget.planned.years)
        for measure in initiative.measures():
            done.update(measure.planned.years)
    return frozenset(money - done)


def _yield_planned_years(
    initiative: Initiative, living: Sequence[FiscalYear]
) -> Iterator[tuple[NodePath, tuple[FiscalYear, ...]]]:
    for measure in initiative.measures():
        years = measure.planned.years
        plans_few = len(years) * 2 <= len(living)
        if not (measure.kind is Kind.LEVEL and plans_few):
            yield (*measure.path, "planned"), years
    yield ("budget", "planned"), initiative.budget.planned.years
