"""A target asks for no less than the years before it plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.diagnostics import Code, Finding, Severity
from plantool.model.exact import exact_sum
from plantool.model.measure import Direction, Kind
from plantool.rules import planned_total

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from plantool.model.measure import Measure
    from plantool.model.plan import Plan

BEHIND = Code("PLT306", "target-behind-planned", Severity.WARNING)
CODES = (BEHIND,)
FOLLOWS = planned_total.FOLLOWS  # the plan comes to a sum of the same cells


def check(plan: Plan) -> Iterator[Finding]:
    """Find targets that are less than the plan, in the direction that is better."""
    for initiative in plan.initiatives:
        for measure in initiative.measures():
            target = measure.find_goal(measure.target)
            best = _find_best_planned(measure)
            if measure.target is None or target is None or best is None:
                continue
            if not _is_behind(measure, target, best) or measure.target.is_met_by(best):
                continue
            arguments = (("target", target), ("planned", best), ("unit", measure.unit or ""))
            path = (*measure.path, "target")
            yield Finding(BEHIND, initiative.file, path, arguments, follows=FOLLOWS)


def _find_best_planned(measure: Measure) -> Decimal | None:
    """Return the sum of the years, or the best level that one of them plans."""
    if measure.kind is Kind.CUMULATIVE:
        quantities = measure.list_planned_quantities()
        # with a baseline, the target is held against the exact sum by another law
        known = any(cell.value is not None or cell.is_none for cell in measure.baseline.values)
        return None if known or not quantities else exact_sum(quantities)
    goals = map(measure.find_goal, measure.planned.values)
    values = [goal for goal in goals if goal is not None]
    if not values:
        return None
    return min(values) if measure.direction is Direction.DOWN else max(values)


def _is_behind(measure: Measure, target: Decimal, planned: Decimal) -> bool:
    if measure.direction is Direction.DOWN and measure.kind is not Kind.LEVEL:
        return False
    return measure.direction is not None and measure.direction.is_worse(target, planned)
