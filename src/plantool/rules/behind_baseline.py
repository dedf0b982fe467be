"""A level is to get better: its target is no worse than its baseline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.diagnostics import Code, Finding, Severity
from plantool.model.measure import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from plantool.diagnostics import NodePath
    from plantool.model.measure import Measure
    from plantool.model.plan import Plan

BEHIND = Code("PLT309", "target-behind-baseline", Severity.WARNING)
CODES = (BEHIND,)


def check(plan: Plan) -> Iterator[Finding]:
    """Find targets, or last planned years where there is no target, that the baseline is beyond."""
    for initiative in plan.initiatives:
        for measure in initiative.measures():
            baseline, goal = measure.baseline.last, _find_level_goal(measure)
            if goal is None or baseline is None or baseline.value is None:
                continue
            path, value = goal
            if measure.direction and measure.direction.is_worse(value, baseline.value):
                unit = measure.unit or ""
                arguments = (("value", value), ("baseline", baseline.value), ("unit", unit))
                yield Finding(BEHIND, initiative.file, (*measure.path, *path), arguments)


def _find_level_goal(measure: Measure) -> tuple[NodePath, Decimal] | None:
    """Return the path and value of a level's last goal: it may dip on the way."""
    if measure.kind is not Kind.LEVEL:
        return None
    target = measure.find_goal(measure.target)
    if target is not None:
        return ("target",), target
    goals = {year: measure.find_goal(cell) for year, cell in measure.planned}
    last = max((year for year, goal in goals.items() if goal is not None), default=None)
    goal = goals[last] if last else None
    return None if last is None or goal is None else (("planned", last.key), goal)
