"""The course of one measure: what its reports say of each year, and of the years together."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from plantool.analysis.rating import (
    MeasuredQuantity,
    cap_attainment,
    compare_results,
    measure_quantity,
    rate_quantity,
)
from plantool.model.cell import EMPTY_CELL
from plantool.model.evaluation import Unrated
from plantool.model.exact import exact_product, exact_sum
from plantool.model.fiscal_year import FiscalYear
from plantool.model.measure import Direction, Kind
from plantool.model.result import Stage, State

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal
    from fractions import Fraction

    from plantool.model.cell import Cell
    from plantool.model.comparison import Comparison
    from plantool.model.evaluation import Status, Trend
    from plantool.model.measure import Measure
    from plantool.model.plan import Plan
    from plantool.model.result import Result


class Verdict(NamedTuple):
    """A status and what it comes from: a measured quantity, or the state that was reported."""

    status: Status
    measured: MeasuredQuantity | None = None
    attainment: Fraction | None = None
    state: State | None = None


class Risk(NamedTuple):
    """What the remaining years must bring, and what is planned for them.

    ``is_forecast`` tells that a forecast took the place of a plan. Both are None where a year is
    forecast to be missed.
    """

    needed: Decimal | None = None
    planned: Decimal | None = None
    is_forecast: bool = False


class MeasureHistory:
    """What is known of one measure of a plan on ``as_of``."""

    def __init__(self, measure: Measure, plan: Plan, as_of: date) -> None:
        self.measure = measure
        self.plan = plan
        self.scheme = plan.scheme
        self.as_of = as_of
        self._results: dict[int, Result | None] = {}  # by the year's start, which hashes fast

    # One year

    def find_result(self, year: FiscalYear) -> Result | None:
        """Return the report that counts: the final one, before there is one the latest."""
        if not self.measure.results:
            return None
        start = year.start
        if start not in self._results:
            reports = self.measure.results.get(year)
            self._results[start] = reports.find_counting(self.as_of) if reports else None
        return self._results[start]

    def judge_year(self, year: FiscalYear) -> Verdict:
        """Judge one year; what is missed of a year that is not over is not due.

        Of one that has not begun nothing is due at all, and nothing reached.
        """
        result = self.find_result(year)
        if result is None or result.stage is not Stage.FINAL:
            return Verdict(self._judge_without_result(year))
        verdict = self._judge_result(year, result)
        if not year.has_begun(self.as_of) and verdict.status is not Unrated.CANCELLED:
            return Verdict(Unrated.NOT_DUE)
        early = verdict.status.missed and not year.has_ended(self.as_of)
        return verdict._replace(status=Unrated.NOT_DUE) if early else verdict

    def _judge_without_result(self, year: FiscalYear) -> Status:
        planned = self.measure.planned.get(year)
        if planned is None or planned.is_none:
            return Unrated.NOT_PLANNED
        if self._is_cancelled_before(year):
            return Unrated.CANCELLED
        due = self.plan.deadlines.find_final_day(year)
        return Unrated.UNREPORTED if self.as_of > due else Unrated.NOT_DUE

    def _is_cancelled_before(self, year: FiscalYear) -> bool:
        earlier = (self.find_result(past) for past in self.measure.results.years if past < year)
        return any(result and result.state is State.CANCELLED for result in earlier)

    def _judge_result(self, year: FiscalYear, result: Result) -> Verdict:
        if result.state is State.CANCELLED:
            return Verdict(Unrated.CANCELLED, state=result.state)
        if result.state is not None:
            band = self.scheme.find_state_band(result.state)
            return Verdict(band or Unrated.NOT_JUDGED, state=result.state)
        if self.scheme.running and self.measure.kind is Kind.CUMULATIVE:
            return self.judge_running_total(year, result.stage) or Verdict(Unrated.NOT_JUDGED)
        planned = self.measure.planned.get(year) or EMPTY_CELL
        comparison = _find_comparison(planned, result)
        return self._judge_quantity(
            result.quantity, planned.value, self.find_trend(year), comparison
        )

    def _find_planned_value(self, year: FiscalYear) -> Decimal | None:
        planned = self.measure.planned.get(year)
        return planned.value if planned else None

    def _judge_quantity(
        self,
        result: Decimal | None,
        planned: Decimal | None,
        trend: Trend | None = None,
        comparison: Comparison | None = None,
    ) -> Verdict:
        """Hold a quantity against another; words, and what nobody planned, cannot be judged.

        A ``word`` that stands with what was planned goes before the measure's direction, unless
        that is to keep what there is.
        """
        direction = self.measure.direction
        if result is None or planned is None or direction is None:
            return Verdict(Unrated.NOT_JUDGED)
        if direction is Direction.MAINTAIN:
            comparison = None
        elif comparison:
            direction = Direction.UP if comparison.is_upward else Direction.DOWN
        quantity = measure_quantity(
            result,
            planned,
            direction=direction,
            formula=self.scheme.find_formula(self.measure.kind),
            baseline=self._baseline_value if self.measure.kind is Kind.LEVEL else None,
            tolerance=self._find_tolerance(planned),
            is_strict=comparison is not None and comparison.is_strict,
        )
        return Verdict(
            rate_quantity(quantity, self.scheme, trend),
            quantity,
            cap_attainment(quantity, self.scheme),
        )

    def _find_tolerance(self, planned: Decimal) -> Decimal:
        own = self.measure.tolerance
        return exact_product(self.scheme.tolerance, planned.copy_abs(), -2) if own is None else own

    # The year before

    def find_previous_quantity(self, year: FiscalYear) -> Decimal | None:
        """Return the quantity of the year before; of a level the baseline says it as well."""
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
        """Compare a year with the one before; what half a year added says nothing of the whole."""
        result, direction = self.find_result(year), self.measure.direction
        quantity = result.quantity if result else None
        if result is None or quantity is None or direction is None:
            return None
        if result.stage is Stage.INTERIM and self.measure.kind is Kind.CUMULATIVE:
            return None
        before, planned = self.find_previous_quantity(year), self._find_planned_value(year)
        if before is None:
            return None
        if planned is None and direction is Direction.MAINTAIN:
            return None
        goal = quantity if planned is None else planned
        return compare_results(quantity, before, direction, goal, self._find_tolerance(goal))

    # The years together

    @cached_property
    def _baseline_value(self) -> Decimal | None:
        last = self.measure.baseline.last
        return last.value if last else None

    @cached_property
    def _start_quantity(self) -> Decimal | None:
        """Where a cumulative measure began; None where that is not known.

        Without a baseline it began at nothing if the target is what all years bring. A target of
        more counts from what stands elsewhere, such as over a whole group.
        """
        last = self.measure.baseline.last
        if last is not None:
            return last.quantity
        target = self.measure.target.value if self.measure.target else None
        planned = [cell.quantity for cell in self.measure.planned.values]
        brought = [quantity for quantity in planned if quantity is not None]
        if target is None or len(brought) < len(planned) or target == exact_sum(brought):
            return exact_sum(())
        return None

    def _sum_up_to(
        self, year: FiscalYear, stage: Stage = Stage.FINAL
    ) -> tuple[Decimal, Decimal] | None:
        """Return where a cumulative measure stands after a year, and where it was to stand.

        None while a year is not known; reports of ``stage`` are taken for final ones.
        """
        years = [past for past in self.plan.planned_years if past <= year]
        planned = [self._find_planned_quantity(past) for past in years]
        results = [self._find_brought_quantity(past, stage) for past in years]
        known = [self._start_quantity, *planned], [self._start_quantity, *results]
        if self.measure.kind is not Kind.CUMULATIVE or any(None in terms for terms in known):
            return None
        plan, result = (exact_sum(t for t in terms if t is not None) for terms in known)
        return result, plan

    def _find_planned_quantity(self, year: FiscalYear) -> Decimal | None:
        planned = self.measure.planned.get(year)
        return planned.quantity if planned else exact_sum(())

    def _find_brought_quantity(self, year: FiscalYear, stage: Stage) -> Decimal | None:
        """Return what a year brought; nothing where nothing was planned or came of it."""
        result = self.find_result(year)
        if result is None:
            planned = self.measure.planned.get(year)
            return exact_sum(()) if planned is None or planned.is_none else None
        if result.stage not in {Stage.FINAL, stage}:
            return None
        if result.state in {State.POSTPONED, State.CANCELLED} and result.quantity is None:
            return exact_sum(())
        return result.quantity

    def judge_running_total(self, year: FiscalYear, stage: Stage = Stage.FINAL) -> Verdict | None:
        """Judge the running total of a cumulative measure, from final reports or as forecast."""
        result = self.find_result(year)
        if result is None or result.state is State.CANCELLED or not year.has_begun(self.as_of):
            return None
        standing = self._sum_up_to(year, stage)
        return self._judge_quantity(*standing, self.find_trend(year)) if standing else None

    def judge_target(self, year: FiscalYear) -> Verdict | None:
        """Judge the target, in the last year of the plan once it is over.

        A level counts as the last year that was planned left it; years without a plan add nothing.
        """
        target = self.measure.target
        is_end = year == max(self.plan.planned_years) and year.has_ended(self.as_of)
        if not is_end or target is None or target.value is None or self._is_cancelled(year):
            return None
        if self.measure.kind is Kind.LEVEL:
            last = self._last_planned_year
            result = self.find_result(last) if last else None
            if last is None or result is None or result.stage is not Stage.FINAL:
                return None
            comparison = _find_comparison(target, result)
            return self._judge_quantity(
                result.quantity, target.value, self.find_trend(last), comparison
            )
        standing = self._sum_up_to(year) if self.measure.results else None
        if standing is None:
            return None
        return self._judge_quantity(
            standing[0], target.value, self.find_trend(year), target.comparison
        )

    @property
    def _last_planned_year(self) -> FiscalYear | None:
        """The last year for which something was planned or reported."""
        planned = (year for year, cell in self.measure.planned if not cell.is_none)
        return max((*planned, *self.measure.results.years), default=None)

    def _is_cancelled(self, year: FiscalYear) -> bool:
        result = self.find_result(year)
        is_now = result is not None and result.state is State.CANCELLED
        return is_now or self._is_cancelled_before(year)

    def find_risk(self, year: FiscalYear) -> Risk | None:
        """Tell what endangers a year: its forecast, or more to bring than the plan has for it."""
        result = self.find_result(year)
        if result and result.stage is Stage.FORECAST and self._is_forecast_missed(year, result):
            return Risk()
        if not self._last_known_year or year < self._last_known_year:
            return None
        return self._catch_up_risk

    def _is_forecast_missed(self, year: FiscalYear, result: Result) -> bool:
        over = self.as_of > self.plan.deadlines.find_final_day(year)
        return not over and self._judge_result(year, result).status.missed

    @cached_property
    def _last_known_year(self) -> FiscalYear | None:
        """The last year up to which every year is known."""
        known = [year for year in self.measure.results.years if self._sum_up_to(year)]
        return max(known, default=None)

    @cached_property
    def _catch_up_risk(self) -> Risk | None:
        """What the remaining years must bring, where that is more than is planned for them."""
        remaining_years = [
            year
            for year in self.plan.planned_years
            if self._last_known_year and year > self._last_known_year
        ]
        standing = self._sum_up_to(self._last_known_year) if self._last_known_year else None
        forecasts = {year: self._find_forecast(year) for year in remaining_years}
        planned = [
            self._find_planned_quantity(year) if forecast is None else forecast
            for year, forecast in forecasts.items()
        ]
        target = self.measure.target.value if self.measure.target else None
        if (
            not remaining_years
            or not standing
            or None in planned
            or self._is_cancelled(remaining_years[-1])
        ):
            return None
        if self.judge_target(max(self.plan.planned_years)):  # it is known how it ended
            return None
        if self.measure.direction is not Direction.UP or target is None:
            return None
        needed = exact_sum((target, standing[0].copy_negate()))
        ahead = exact_sum(amount for amount in planned if amount is not None)
        is_forecast = any(forecast is not None for forecast in forecasts.values())
        return Risk(needed, ahead, is_forecast) if needed > ahead else None

    def _find_forecast(self, year: FiscalYear) -> Decimal | None:
        """Return what a year is expected to bring, where somebody said so."""
        result = self.find_result(year)
        return result.quantity if result and result.stage is Stage.FORECAST else None


def _find_comparison(goal: Cell, result: Result) -> Comparison | None:
    """Return how a result is to compare with its goal: one that says under 5 itself is under 5."""
    comparison = goal.comparison
    return (
        comparison.inclusive if comparison and comparison is result.cell.comparison else comparison
    )
