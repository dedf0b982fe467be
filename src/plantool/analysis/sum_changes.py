"""Which sums of money changed between two states of a plan."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from plantool.analysis.budget import sum_budget
from plantool.analysis.choices import Grouping
from plantool.analysis.figure_difference import find_difference
from plantool.analysis.plan_changes import leave_out_unreadable
from plantool.analysis.selection import yield_listings
from plantool.model.basis import Basis
from plantool.model.money import Total

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from plantool.analysis.grouping import GroupKey
    from plantool.model.fiscal_year import FiscalYear
    from plantool.model.plan import Plan


class SumChange(NamedTuple):
    """A sum before and after: of a chapter or bureau, or of all where ``key`` is None."""

    by: Grouping | None
    key: GroupKey | None
    basis: Basis
    year: FiscalYear
    before: Total
    after: Total

    @property
    def difference(self) -> Decimal | None:
        """What came to the sum; None where a part of it is not known."""
        return find_difference(self.before, self.after)

    @property
    def share(self) -> Fraction | None:
        """The difference as a share of the sum before; None where that was nothing."""
        if self.difference is None or not self.before.amount:
            return None
        return Fraction(self.difference) / Fraction(self.before.amount)


def compare_sums(before: Plan, after: Plan) -> tuple[SumChange, ...]:
    """Return the sums that changed, 再掲 counted once, and the totals they belong to.

    Sums of two units are not compared. What cannot be read on one side is in no sum of either.
    """
    if before.unit != after.unit:
        return ()
    before, after = leave_out_unreadable(before, after), leave_out_unreadable(after, before)
    years = dict.fromkeys((*before.planned_years, *after.planned_years))
    columns = [(year, basis) for basis in Basis for year in years]
    sum_changes = []
    for by in (Grouping.CHAPTER, Grouping.BUREAU):
        old, new = (
            sum_budget(tuple(yield_listings(plan)), columns, by) for plan in (before, after)
        )
        sums = [{group.key: group.totals for group in each.groups} for each in (old, new)]
        nothing = tuple(Total() for _ in columns)
        for key in dict.fromkeys((*sums[0], *sums[1])):
            sum_changes += _list_sum_changes(
                by, key, columns, *(each.get(key, nothing) for each in sums)
            )
    touched = {(change.basis, change.year) for change in sum_changes}
    totals = (
        change
        for change in _list_sum_changes(None, None, columns, old.totals, new.totals, every=True)
    )
    counted = (t for t in totals if t.before.counted or t.after.counted)
    return (*sum_changes, *(t for t in counted if (t.basis, t.year) in touched))


def _list_sum_changes(  # noqa: PLR0913 - a row of sums
    by: Grouping | None,
    key: GroupKey | None,
    columns: Iterable[tuple[FiscalYear, Basis]],
    before: Iterable[Total],
    after: Iterable[Total],
    *,
    every: bool = False,
) -> list[SumChange]:
    return [
        SumChange(by, key, basis, year, old, new)
        for (year, basis), old, new in zip(columns, before, after, strict=True)
        if every or (old.amount, old.is_whole) != (new.amount, new.is_whole)
    ]
