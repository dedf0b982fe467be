"""The history of one measure: what its reports say of each year, and of the years together."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from plantool.analysis.course_to_target import TargetCourse
from plantool.analysis.goals import find_goal
from plantool.analysis.measure_deadlines import MeasureDeadlines
from plantool.analysis.rating import (
    MeasuredQuantity,
    cap_attainment,
    compare_results,
    measure_quantity,
    rate_quantity,
)
from plantool.analysis.running_total import RunningTotal
from plantool.model.cell import Cell
from plantool.model.evaluation import Unrated
from plantool.model.fiscal_year import FiscalYear
from plantool.model.life import WHOLE_TERM, Life
from plantool.model.measure import Direction, Kind
from plantool.model.result import Stage, State

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal
    from fractions import Fraction

    from plantool.analysis.course_to_target import Position
    from plantool.analysis.goals import Goal
    from plantool.model.evaluation import Status, Trend
    from plantool.model.measure import Measure
    from plantool.model.plan import Plan
    from plantool.model.result import Result


class Verdict(NamedTuple):
    """A status and its reason: a quantity, the state that was reported, or a ``position``.

    The position is that of a year on its way to the target. The verdict ``is_provisional`` while
    the report is not on the whole year, or the year is not over.
    """

    status: Status
    measured: MeasuredQuantity | None = None
    attainment: Fraction | None = None
    state: State | None = None
    is_provisional: bool = False
    position: Position | None = None


class MeasureHistory:
    """Judges one measure of a plan by the reports that were made by ``as_of``.

    ``life`` is that of its initiative.
    """

    def __init__(self, measure: Measure, plan: Plan, as_of: date, life: Life = WHOLE_TERM) -> None:
        self.measure = measure
        self.plan = plan
        self.scheme = plan.scheme
        self.calendar = plan.calendar
        self.as_of = as_of
        self.deadlines = MeasureDeadlines(measure, plan, as_of)
        self.course = TargetCourse(measure, plan, life)
        self._results: dict[int, Result | None] = {}  # by the year's start, which hashes fast

    # One year

    def find_result(self, year: FiscalYear) -> Result | None:
        """Return the report that counts: the final one, or the latest while there is none."""
        if not self.measure.results:
            return None
        start = year.start
        if start not in self._results:
            reports = self.measure.results.get(year)
            self._results[start] = reports.find_counting(self.as_of) if reports else None
        return self._results[start]

    def judge_year(self, year: FiscalYear) -> Verdict:
        """Judge one year, provisionally while it is not over or no report is on all of it.

        Of a year that has not begun nothing is due, and no result counts as reached.
        """
        result = self.find_result(year)
        if result is None:
            return Verdict(self._judge_without_result(year))
        verdict = self.judge_result(year, result)
        if result.stage is Stage.FINAL and self.deadlines.is_over(year):
            return verdict
        return self._judge_provisionally(year, result, verdict)

    def _judge_provisionally(self, year: FiscalYear, result: Result, verdict: Verdict) -> Verdict:
        """Return the ``verdict`` as far as it counts before the report on the whole year."""
        is_final, is_judged = result.stage is Stage.FINAL, result.judgement is not None
        if (
            not self.calendar.has_begun(year, self.as_of)
            and verdict.status is not Unrated.CANCELLED
        ):
            return Verdict(Unrated.NOT_DUE if is_final else self._judge_without_result(year))
        if verdict.status is Unrated.NOT_JUDGED and not is_judged:
            return verdict if is_final else Verdict(self._judge_without_result(year))
        return verdict._replace(is_provisional=True)

    def _judge_without_result(self, year: FiscalYear) -> Status:
        if not (self.deadlines.is_planned(year) or self.course.is_due(year)):
            return Unrated.NOT_PLANNED
        if self._is_cancelled_before(year):
            return Unrated.CANCELLED
        return Unrated.UNREPORTED if self.deadlines.has_passed(year) else Unrated.NOT_DUE

    def lacks_report(self, year: FiscalYear) -> bool:
        """Tell whether the deadline passed with a report, but none on the whole year."""
        result = self.find_result(year)
        is_partial = result is not None and result.stage is not Stage.FINAL
        return is_partial and self.deadlines.has_passed(year)

    def _is_cancelled_before(self, year: FiscalYear) -> bool:
        earlier = (self.find_result(past) for past in self.measure.results.years if past < year)
        return any(result and result.state is State.CANCELLED for result in earlier)

    def judge_result(self, year: FiscalYear, result: Result) -> Verdict:
        """Judge a report of any stage as if it were on the whole year, and the year over."""
        if result.state is State.CANCELLED:
            return Verdict(Unrated.CANCELLED, state=result.state)
        if self.measure.direction is Direction.NONE:
            return Verdict(Unrated.REPORTED)
        if result.state is not None:
            return Verdict(self._rate_state(year, result.state), state=result.state)
        is_interim = result.stage is Stage.INTERIM
        if not is_interim and self.course.decides(year):
            return self._judge_towards_target(year, result)
        if self.scheme.running and self.measure.kind is Kind.CUMULATIVE and not is_interim:
            return self.judge_running_total(year, result.stage) or Verdict(Unrated.NOT_JUDGED)
        # a number of a part of the year is held to what was planned by then, never to the year
        planned = result.planned if is_interim else self.measure.planned.get(year)
        return self.judge_cell(result.quantity, planned, year, result.cell)

    def _judge_towards_target(self, year: FiscalYear, result: Result) -> Verdict:
        """Judge a year without a plan of its own by the way to the target, its last by the target.

        A forecast counts as if it were final.
        """
        is_level, cell = self.measure.kind is Kind.LEVEL, result.cell
        quantity = cell.value if is_level else self._find_running_quantity(year, result.stage)
        if quantity is None:
            return Verdict(Unrated.NOT_JUDGED)
        at_target = self.judge_cell(quantity, self.measure.target, year, cell if is_level else None)
        if year == self.course.target_year:
            return at_target
        if self.measure.direction is Direction.MAINTAIN:
            return self._judge_kept(at_target) if is_level else Verdict(Unrated.NOT_JUDGED)
        position = self.course.find_position(year, quantity)
        return (
            Verdict(position.status, position=position) if position else Verdict(Unrated.NOT_JUDGED)
        )

    def _judge_kept(self, at_target: Verdict) -> Verdict:
        """Judge a level that is to be kept all the way, by what the target says of it."""
        if at_target.measured is None:
            return at_target
        is_kept = at_target.measured.is_reached
        return at_target._replace(status=Unrated.ON_COURSE if is_kept else Unrated.BEHIND_COURSE)

    def _find_running_quantity(self, year: FiscalYear, stage: Stage) -> Decimal | None:
        standing = self.total.sum_up_to(year, stage)
        return standing[0] if standing else None

    def _rate_state(self, year: FiscalYear, state: State) -> Status:
        """Return the status of a state; what is done in part by the day it was due is not done."""
        if (
            state is State.PARTIAL
            and self.deadlines.find_due(year)
            and self.deadlines.is_over(year)
        ):
            state = State.NOT_DONE
        return self.scheme.find_state_band(state) or Unrated.NOT_JUDGED

    def judge_cell(
        self,
        result: Decimal | None,
        cell: Cell | None,
        year: FiscalYear,
        said: Cell | None = None,
    ) -> Verdict:
        """Hold a quantity of a year against what a cell asks for; it takes numbers to judge."""
        goal = self._find_goal(cell, result, said)
        if result is None or goal is None:
            return Verdict(Unrated.NOT_JUDGED)
        quantity = measure_quantity(
            result,
            goal.planned,
            direction=goal.direction,
            formula=self.scheme.find_formula(self.measure.kind),
            baseline=self._baseline_value if self.measure.kind is Kind.LEVEL else None,
            tolerance=goal.tolerance,
            is_strict=goal.is_strict,
            down=self.scheme.down,
            kept=goal.range,
        )
        trend = self.find_trend(year) if self.scheme.asks_for_trend else None
        return Verdict(
            rate_quantity(quantity, self.scheme, trend),
            quantity,
            cap_attainment(quantity, self.scheme),
        )

    def _find_goal(
        self, cell: Cell | None, result: Decimal | None, said: Cell | None = None
    ) -> Goal | None:
        return None if result is None else find_goal(cell, self.measure, self.scheme, result, said)

    # The year before

    def find_previous_quantity(self, year: FiscalYear) -> Decimal | None:
        """Return the quantity of the year before; for a level it may be the baseline."""
        is_level = self.measure.kind is Kind.LEVEL
        if not (is_level or self.measure.results):
            return None
        past = FiscalYear(year.start - 1)
        result = self.find_result(past)
        if result and result.stage is Stage.FINAL:
            return result.quantity
        baseline = self.measure.baseline.get(past) if is_level else None
        return baseline.value if baseline else None

    def find_trend(self, year: FiscalYear) -> Trend | None:
        """Compare a year with the one before; a sum of half a year says nothing of the whole."""
        result, direction = self.find_result(year), self.measure.direction
        quantity = result.quantity if result else None
        if result is None or quantity is None or direction is None:
            return None
        if direction is Direction.NONE:
            return None
        if result.stage is Stage.INTERIM and self.measure.kind is Kind.CUMULATIVE:
            return None
        before = self.find_previous_quantity(year)
        if before is None:
            return None
        if direction is not Direction.MAINTAIN:
            return compare_results(quantity, before, direction, quantity)
        goal = self._find_goal(self.measure.planned.get(year), quantity)
        return goal and compare_results(quantity, before, goal.direction, *goal.middle)

    # The years together

    @cached_property
    def total(self) -> RunningTotal:
        """The running total of a cumulative measure."""
        return RunningTotal(self.course, self.find_result)

    @cached_property
    def _baseline_value(self) -> Decimal | None:
        last = self.measure.baseline.last
        return last.value if last else None

    def judge_running_total(self, year: FiscalYear, stage: Stage = Stage.FINAL) -> Verdict | None:
        """Judge the running total of a cumulative measure, from final reports or as forecast."""
        result = self.find_result(year)
        has_begun = self.calendar.has_begun(year, self.as_of)
        if result is None or result.state is State.CANCELLED or not has_begun:
            return None
        if not self.measure.planned:  # then the year itself is judged by the total
            return None
        standing = self.total.sum_up_to(year, stage)
        if standing is None:
            return None
        return self.judge_cell(standing[0], Cell(value=standing[1]), year)

    def judge_target(self, year: FiscalYear) -> Verdict | None:
        """Judge the target, in its year once that is over.

        A level counts as the last year that was planned left it, unless the target has its own
        year, or is all there is; years without a plan add nothing.
        """
        target = self.measure.target
        is_end = year == self.course.target_year and self.calendar.has_ended(year, self.as_of)
        if self.measure.direction is Direction.NONE:
            return None
        if not is_end or target is None or not target.states_goal or self.is_cancelled(year):
            return None
        if self.measure.kind is Kind.LEVEL:
            last = year if self.course.ends_in_its_year else self._last_planned_year
            result = self.find_result(last) if last else None
            if last is None or result is None or result.stage is not Stage.FINAL:
                return None
            return self.judge_cell(result.quantity, target, last, result.cell)
        standing = self.total.sum_up_to(year) if self.measure.results else None
        if standing is None:
            return None
        return self.judge_cell(standing[0], target, year)

    @property
    def _last_planned_year(self) -> FiscalYear | None:
        """The last year for which something was planned or reported."""
        planned = (year for year, cell in self.measure.planned if not cell.is_none)
        reported = (year for year in self.measure.results.years if not self.plan.is_earlier(year))
        return max((*planned, *reported), default=None)

    def is_cancelled(self, year: FiscalYear) -> bool:
        """Tell whether the work was cancelled in a year or before it."""
        result = self.find_result(year)
        is_now = result is not None and result.state is State.CANCELLED
        return is_now or self._is_cancelled_before(year)
