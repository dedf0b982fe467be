"""Measures and money say something about every year of the plan, if only that there is nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.diagnostics import Cause, Code, Finding, Reach, Severity
from plantool.rules import plan_years

if TYPE_CHECKING:
    from collections.abc import Iterator

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
    """Find planned cells and planned money that leave out a year of the plan."""
    for initiative in plan.initiatives if plan.has_settings else ():
        for path, years in _yield_planned_years(initiative):
            living = filter(initiative.life.covers, plan.planned_years)
            left_out = [year.key for year in living if year not in years]
            outside = any(year not in plan.planned_years for year in years)
            if years and left_out and not outside:  # else one is misspelt, and found elsewhere
                arguments = (("years", ", ".join(left_out)),)
                yield Finding(
                    LEFT_OUT, initiative.file, path, arguments, on_key=True, follows=FOLLOWS
                )


def _yield_planned_years(
    initiative: Initiative,
) -> Iterator[tuple[NodePath, tuple[FiscalYear, ...]]]:
    for measure in initiative.measures():
        yield (*measure.path, "planned"), measure.planned.years
    yield ("budget", "planned"), initiative.budget.planned.years
