"""What a cell asks for: the number that a quantity is held to, and the way that is better."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from plantool.model.exact import exact_difference, exact_product, exact_sum
from plantool.model.measure import Direction

if TYPE_CHECKING:
    from plantool.model.cell import Cell, Range
    from plantool.model.comparison import Comparison
    from plantool.model.evaluation import Scheme
    from plantool.model.measure import Measure

_NONE = Decimal(0)
_HALF = Decimal("0.5")


class Goal(NamedTuple):
    """A number to reach, not to exceed, or to keep within a ``tolerance``.

    A ``range`` to keep has no tolerance; ``planned`` is then its number nearest to the result.
    Where it ``is_strict`` (under 5), the number itself is not enough.
    """

    planned: Decimal
    direction: Direction
    tolerance: Decimal = _NONE
    is_strict: bool = False
    range: Range | None = None

    @property
    def middle(self) -> tuple[Decimal, Decimal]:
        """The middle of what may be kept, and how far from it that reaches on both sides."""
        if self.range is None:
            return self.planned, self.tolerance
        low, high = self.range
        return exact_product(exact_sum(self.range), _HALF), exact_product(
            exact_difference(high, low), _HALF
        )


def find_goal(
    cell: Cell | None, measure: Measure, scheme: Scheme, result: Decimal, said: Cell | None = None
) -> Goal | None:
    """Return what a cell asks of ``result``; None for words and for what has no better way.

    A word that compares (以上, under) goes before the measure's direction, and makes a level to be
    kept one-sided. A result that is ``said`` with the same word (under 5) is on its side.
    """
    direction = measure.direction
    if cell is None or direction is None or direction is Direction.NONE:
        return None
    if cell.range and direction is Direction.MAINTAIN:
        return Goal(cell.range.find_nearest(result), direction, range=cell.range)
    planned = measure.find_goal(cell)
    if planned is None:
        return None
    comparison = _include_said(cell.comparison, said)
    if comparison:
        worded = Direction.UP if comparison.is_upward else Direction.DOWN
        return Goal(planned, worded, is_strict=comparison.is_strict)
    return Goal(planned, direction, find_tolerance(planned, measure, scheme))


def find_tolerance(planned: Decimal, measure: Measure, scheme: Scheme) -> Decimal:
    """Return how far a level that is to be kept may stray from ``planned``."""
    if measure.tolerance is not None:
        return measure.tolerance
    return exact_product(scheme.tolerance, planned.copy_abs(), -2)


def _include_said(comparison: Comparison | None, said: Cell | None) -> Comparison | None:
    if comparison and said and comparison is said.comparison:
        return comparison.inclusive
    return comparison
