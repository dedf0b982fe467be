"""The running total of a cumulative measure: what its years brought together, and should have."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from plantool.model.exact import exact_sum
from plantool.model.measure import Kind
from plantool.model.result import Stage, State

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from decimal import Decimal

    from plantool.analysis.course_to_target import TargetCourse
    from plantool.model.fiscal_year import FiscalYear
    from plantool.model.result import Result


class RunningTotal:
    """Adds up the years of a ``course``; ``find_result`` gives the report of each that counts."""

    def __init__(
        self, course: TargetCourse, find_result: Callable[[FiscalYear], Result | None]
    ) -> None:
        self.measure = course.measure
        self.course = course
        self.find_result = find_result

    @cached_property
    def _start_quantity(self) -> Decimal | None:
        """The quantity at which a cumulative measure began; None where that is not known.

        Without a baseline it began at 0 if the target is the sum of all years. A target of more
        counts from a quantity that is printed elsewhere, such as over a whole group.
        """
        last = self.measure.baseline.last
        if last is not None:
            return last.quantity
        if not self.course.plans_numbers:
            return exact_sum(())
        target = self.measure.target.value if self.measure.target else None
        planned = [cell.quantity for cell in self.measure.planned.values]
        brought = [quantity for quantity in planned if quantity is not None]
        # words among the years tell nothing against a beginning at 0
        if target is None or len(brought) < len(planned) or target == exact_sum(brought):
            return exact_sum(())
        return None

    def sum_up_to(
        self, year: FiscalYear, stage: Stage = Stage.FINAL
    ) -> tuple[Decimal, Decimal] | None:
        """Return the running total of a cumulative measure after a year, and the planned one.

        None while one of the years is not known, nor a printed total (累計) of it or of a later
        one; reports of ``stage`` are taken for final ones. What came up to the last baseline is
        inside that.
        """
        if self.measure.kind is not Kind.CUMULATIVE:
            return None
        # both sums begin where the measure began; one term that is not known leaves both unknown
        planned, brought = [self._start_quantity], [self._start_quantity]
        baselines = self.measure.baseline.years
        for past in self.course.list_years():
            if past <= year and all(past > inside for inside in baselines):
                planned.append(self.find_planned_quantity(past))
                brought.append(self._find_brought_quantity(past, stage))
                printed = self._find_printed_total(past, stage) if None in brought else None
                brought = brought if printed is None else [printed]
        plan, result = _sum_known(planned), _sum_known(brought)
        return None if plan is None or result is None else (result, plan)

    def list_brought(self, year: FiscalYear) -> list[Decimal | None]:
        """Return where a cumulative measure began, and what each year up to one brought.

        What is not known, or only from reports before the year's end, is None.
        """
        years = [past for past in self.course.list_years() if past <= year]
        brought = (self._find_brought_quantity(past, Stage.FINAL) for past in years)
        return [self._start_quantity, *brought]

    def find_planned_quantity(self, year: FiscalYear) -> Decimal | None:
        """Return the quantity that a year is to bring, 0 without a plan; None for words."""
        planned = self.measure.planned.get(year)
        return planned.quantity if planned else exact_sum(())

    def _find_brought_quantity(self, year: FiscalYear, stage: Stage) -> Decimal | None:
        """Return the quantity a year brought; 0 where none was planned, or the work put off.

        Where no year plans a number, a year that was not reported is not known.
        """
        result = self.find_result(year)
        if result is None:
            planned = self.measure.planned.get(year)
            is_open = self.course.life.covers(year) and not self.course.plans_numbers
            is_none = not is_open if planned is None else planned.is_none
            return exact_sum(()) if is_none else None
        if result.stage not in {Stage.FINAL, stage}:
            return None
        if result.state in {State.POSTPONED, State.CANCELLED} and result.quantity is None:
            return exact_sum(())
        return result.quantity

    def _find_printed_total(self, year: FiscalYear, stage: Stage) -> Decimal | None:
        """Return the running total that is printed with the report of a year."""
        result = self.find_result(year)
        is_known = result is not None and result.stage in {Stage.FINAL, stage}
        return result.running.quantity if is_known and result and result.running else None


def _sum_known(terms: Sequence[Decimal | None]) -> Decimal | None:
    """Return a sum of which every term must be known."""
    known = [term for term in terms if term is not None]
    return exact_sum(known) if len(known) == len(terms) else None
