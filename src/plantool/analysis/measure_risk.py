"""What endangers a measure: a forecast that falls short, or more left to bring than is planned."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from plantool.model.exact import exact_sum
from plantool.model.measure import Direction
from plantool.model.result import Stage

if TYPE_CHECKING:
    from decimal import Decimal

    from plantool.analysis.measure_history import MeasureHistory
    from plantool.model.fiscal_year import FiscalYear


class Risk(NamedTuple):
    """The quantity that the remaining years must bring, and the one planned for them.

    ``is_forecast`` tells that a forecast stands in for a plan. Both quantities are None where a
    year is forecast to be missed.
    """

    needed: Decimal | None = None
    planned: Decimal | None = None
    is_forecast: bool = False


class RiskFinder:
    """Finds the risks of a measure from its history; a risk to all years left is found once."""

    def __init__(self, history: MeasureHistory) -> None:
        self.history = history
        self.measure = history.measure
        self.plan = history.plan

    def find_risk(self, year: FiscalYear) -> Risk | None:
        """Return what endangers a year: its forecast, or that the years left must bring more."""
        result = self.history.find_result(year)
        is_forecast = result is not None and result.stage is Stage.FORECAST
        if is_forecast and result and self.history.judge_result(year, result).status.missed:
            return Risk()
        if not self._last_known_year or year < self._last_known_year:
            return None
        return self._catch_up_risk

    @cached_property
    def _last_known_year(self) -> FiscalYear | None:
        """The last year up to which every year is known."""
        years = (year for year in self.measure.results.years if not self.plan.is_earlier(year))
        return max((year for year in years if self.history.total.sum_up_to(year)), default=None)

    @cached_property
    def _catch_up_risk(self) -> Risk | None:
        """The risk of the years left, where they must bring more than is planned for them."""
        if not self.history.course.plans_numbers:  # then the years left are not planned one by one
            return None
        needed = self._find_needed_quantity()
        years = self._list_remaining_years()
        if needed is None or not years or self.history.is_cancelled(years[-1]):
            return None
        # a target that was judged already is no risk any more
        end = self.history.course.target_year
        if end and self.history.judge_target(end):
            return None
        forecasts = {year: self._find_forecast(year) for year in years}
        ahead = exact_sum(())
        for year, forecast in forecasts.items():
            planned = (
                self.history.total.find_planned_quantity(year) if forecast is None else forecast
            )
            if planned is None:  # words promise no number
                return None
            ahead = exact_sum((ahead, planned))
        is_forecast = any(forecast is not None for forecast in forecasts.values())
        return Risk(needed, ahead, is_forecast) if needed > ahead else None

    def _find_needed_quantity(self) -> Decimal | None:
        """Return how much is missing from the target of a measure that is to grow."""
        target = self.measure.find_goal(self.measure.target)
        last = self._last_known_year
        standing = self.history.total.sum_up_to(last) if last else None
        if standing is None or target is None or self.measure.direction is not Direction.UP:
            return None
        return exact_sum((target, standing[0].copy_negate()))

    def _list_remaining_years(self) -> list[FiscalYear]:
        last = self._last_known_year
        return [year for year in self.plan.planned_years if last and year > last]

    def _find_forecast(self, year: FiscalYear) -> Decimal | None:
        """Return the quantity that a year is forecast to bring."""
        result = self.history.find_result(year)
        return result.quantity if result and result.stage is Stage.FORECAST else None
