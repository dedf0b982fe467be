"""The course to a target: where a year without a plan of its own should stand on the way there.

The course runs in straight lines from the last baseline through every planned number to the
target, from year's end to year's end. All of it is exact: a result right on the line is on course.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from plantool.model.evaluation import Unrated
from plantool.model.fiscal_year import FiscalYear
from plantool.model.life import WHOLE_TERM, Life
from plantool.model.measure import Direction, Kind

if TYPE_CHECKING:
    from plantool.model.measure import Measure
    from plantool.model.plan import Plan

_NONE_YET = Decimal(0)


class Point(NamedTuple):
    """A quantity at the end of a year, in the measure's unit."""

    year: FiscalYear
    quantity: Decimal


class Position(NamedTuple):
    """A quantity beside the course: ``line`` is where it should stand at the end of its year.

    The line of that year runs from ``before`` to ``after``, two corners of the course.
    ``progress`` is the part of the way from baseline to target that was gone (1 is all of it, less
    than 0 is backwards); None where they are the same.
    """

    quantity: Decimal
    line: Fraction
    baseline: Point
    target: Point
    direction: Direction
    before: Point
    after: Point

    @property
    def status(self) -> Unrated:
        """Where the quantity stands: on course, behind, or worse than it all began."""
        sign = -1 if self.direction is Direction.DOWN else 1
        if sign * (Fraction(self.quantity) - self.line) >= 0:
            return Unrated.ON_COURSE
        if self.direction.is_worse(self.quantity, self.baseline.quantity):
            return Unrated.DETERIORATED
        return Unrated.BEHIND_COURSE

    @property
    def progress(self) -> Fraction | None:
        """(quantity - baseline) ÷ (target - baseline)."""
        start = Fraction(self.baseline.quantity)
        way = Fraction(self.target.quantity) - start
        return (Fraction(self.quantity) - start) / way if way else None


class TargetCourse:
    """The course of one measure of a plan; ``life`` is that of its initiative."""

    def __init__(self, measure: Measure, plan: Plan, life: Life = WHOLE_TERM) -> None:
        self.measure = measure
        self.plan = plan
        self.life = life

    @cached_property
    def target_year(self) -> FiscalYear | None:
        """The year by whose end the target is to be reached."""
        last = max(self.plan.planned_years, default=None)
        return self.measure.target_year or self.life.ends or last

    @property
    def own_year(self) -> FiscalYear | None:
        """The year of the target where it is stated, or is not the last of the plan."""
        last = max(self.plan.planned_years, default=None)
        ends = self.life.ends if self.life.ends != last else None
        return self.measure.target_year or ends

    @cached_property
    def plans_numbers(self) -> bool:
        """Tell whether a year plans a number of its own."""
        return any(cell.states_goal for cell in self.measure.planned.values)

    @property
    def ends_in_its_year(self) -> bool:
        """Tell whether the target is that of its year alone, whatever other years plan."""
        return self.measure.target_year is not None or not self.measure.planned

    def list_years(self) -> tuple[FiscalYear, ...]:
        """Return the years of the plan, and those after it up to the target."""
        years = self.plan.planned_years
        own = self.measure.target_year
        if own is None or not years or own <= max(years):
            return years
        return (
            *years,
            *(FiscalYear(start) for start in range(max(years).start + 1, own.start + 1)),
        )

    def decides(self, year: FiscalYear) -> bool:
        """Tell whether a result of ``year`` is judged on the way to the target, or by the target.

        A year with a cell of its own is judged by that, even where it plans none (―); so is every
        year of a cumulative measure that plans numbers.
        """
        measure = self.measure
        if measure.planned.get(year) is not None or measure.target is None:
            return False
        if measure.kind is Kind.CUMULATIVE and self.plans_numbers:
            return False
        is_within = self.target_year is not None and year <= self.target_year
        return is_within and measure.target.states_goal and not self.plan.is_earlier(year)

    def is_due(self, year: FiscalYear) -> bool:
        """Tell whether a year without a cell is to be reported: for the target, or for itself."""
        if self.measure.direction is Direction.NONE:
            planned = self.measure.planned.get(year)
            is_asked = planned is None or not planned.is_none
            return is_asked and year in self.plan.planned_years and self.life.covers(year)
        return year == self.target_year and self.ends_in_its_year and self.decides(year)

    def find_position(self, year: FiscalYear, quantity: Decimal) -> Position | None:
        """Place a quantity on the course, which has to be one of up or down; None without it."""
        direction = self.measure.direction
        for before, after in pairwise(self.points):
            if direction and before.year < year <= after.year:
                line = _find_line(before, after, year)
                ends = self.points[0], self.points[-1]
                return Position(quantity, line, *ends, direction, before, after)
        return None

    @cached_property
    def points(self) -> tuple[Point, ...]:
        """The corners of the course, the first year first; none where there is no course.

        There is none to a level that is to be kept, from words or nothing, and from a baseline that
        is better than the target.
        """
        start, target_year = self._find_start(), self.target_year
        target = self.measure.find_goal(self.measure.target)
        direction = self.measure.direction
        if direction is not Direction.UP and direction is not Direction.DOWN:
            return ()
        if start is None or target_year is None or target is None or start.year >= target_year:
            return ()
        if direction.is_worse(target, start.quantity):
            return ()
        between = self._list_planned_points(start.year, target_year)
        return (start, *between, Point(target_year, target))

    def _list_planned_points(self, start: FiscalYear, end: FiscalYear) -> list[Point]:
        """Return the numbers that years in between plan; of an amount per year there are none."""
        if self.measure.kind is not Kind.LEVEL:
            return []
        goals = ((year, self.measure.find_goal(cell)) for year, cell in self.measure.planned)
        return sorted(
            Point(year, goal) for year, goal in goals if goal is not None and start < year < end
        )

    def _find_start(self) -> Point | None:
        """Return the last baseline; a running total without one begins at 0 before the plan."""
        last = max(self.measure.baseline, key=lambda item: item[0], default=None)
        is_sum = self.measure.kind is Kind.CUMULATIVE
        if last is not None:
            quantity = last[1].quantity if is_sum else last[1].value
            return None if quantity is None else Point(last[0], quantity)
        first = self.life.starts or min(self.plan.planned_years, default=None)
        if not is_sum or first is None:
            return None
        return Point(first.previous, _NONE_YET)


def _find_line(before: Point, after: Point, year: FiscalYear) -> Fraction:
    """Return the quantity at the end of ``year`` on the line between two points."""
    passed = Fraction(year.start - before.year.start, after.year.start - before.year.start)
    rise = Fraction(after.quantity) - Fraction(before.quantity)
    return Fraction(before.quantity) + rise * passed
