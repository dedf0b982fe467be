"""When the years of one measure are over, and until when their reports are due.

That is decided by the fiscal year and the plan's deadlines; the day by which a milestone is to be
done (期限) goes before both.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from plantool.model.fiscal_year import FiscalYear
    from plantool.model.measure import Measure
    from plantool.model.plan import Plan
    from plantool.model.result import Result


class MeasureDeadlines:
    """The days that count for one measure of a plan, seen from the day ``as_of``."""

    def __init__(self, measure: Measure, plan: Plan, as_of: date) -> None:
        self.measure = measure
        self.plan = plan
        self.as_of = as_of

    @cached_property
    def due_year(self) -> FiscalYear | None:
        """The year in which a milestone is due: the one of that day, or the last of the plan.

        Where ``planned`` names other years, it is the last of them that has begun by then.
        """
        due = self.measure.due
        if due is None or not self.plan.planned_years:
            return None
        named = [year for year, cell in self.measure.planned if not cell.is_none]
        years = sorted(named or self.plan.planned_years)
        begun = [year for year in years if self.plan.calendar.has_begun(year, due)]
        return begun[-1] if begun else years[0]

    def find_due(self, year: FiscalYear) -> date | None:
        """Return the day by which the work of a year is to be done, if the plan names one."""
        return self.measure.due if self.measure.due and year == self.due_year else None

    def is_planned(self, year: FiscalYear) -> bool:
        """Tell whether something is to be done in a year, by its cell or by the day it is due."""
        planned = self.measure.planned.get(year)
        has_cell = planned is not None and not planned.is_none
        return has_cell or self.find_due(year) is not None

    def is_over(self, year: FiscalYear) -> bool:
        """Tell whether a year is over, or the day in it by which the work is due."""
        due = self.find_due(year)
        if due is None:
            return self.plan.calendar.has_ended(year, self.as_of)
        return self.as_of > due

    def find_last_day(self, year: FiscalYear) -> date:
        """Return the last day for the report on a year."""
        final = self.plan.deadlines.find_final_day
        return self.find_due(year) or final(year, self.plan.calendar)

    def has_passed(self, year: FiscalYear) -> bool:
        """Tell whether the report on a year is overdue where it is not there."""
        return self.as_of > self.find_last_day(year)


def is_reported_late(measure: Measure, result: Result) -> bool:
    """Tell whether a report was made after the day by which its milestone was due."""
    return bool(measure.due and result.reported and result.reported > measure.due)
