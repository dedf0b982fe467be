"""Words that compare point the way that is better: 以下 where more is better is a slip."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.diagnostics import Code, Finding, Severity
from plantool.model.measure import Direction

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.diagnostics import NodePath
    from plantool.model.cell import Cell
    from plantool.model.measure import Measure
    from plantool.model.plan import Plan

AGAINST = Code("PLT308", "word-against-direction", Severity.WARNING)
CODES = (AGAINST,)


def check(plan: Plan) -> Iterator[Finding]:
    """Find planned cells and targets whose words point the other way than the direction."""
    for initiative in plan.initiatives:
        for measure in initiative.measures():
            for path, cell in _yield_goals(measure):
                asks_for_less = measure.direction is Direction.DOWN
                if cell.comparison and cell.comparison.is_upward is asks_for_less:
                    direction = measure.direction.value if measure.direction else ""
                    arguments = (("value", cell.text), ("direction", direction))
                    yield Finding(AGAINST, initiative.file, (*measure.path, *path), arguments)


def _yield_goals(measure: Measure) -> Iterator[tuple[NodePath, Cell]]:
    if measure.direction not in {Direction.UP, Direction.DOWN}:
        return
    yield from ((("planned", year.key), cell) for year, cell in measure.planned)
    if measure.target:
        yield ("target",), measure.target
