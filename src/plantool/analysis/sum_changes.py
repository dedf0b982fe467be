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
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from plantool.analysis.budget import BudgetSums, YearBasis
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
        """By how much the sum grew; None where a part of it is not known."""
        return find_difference(self.before, self.after)

    @property
    def share(self) -> Fraction | None:
        """The difference as a share of the sum before; None where that was nothing."""
        if self.difference is None or not self.before.amount:
            return None
        return Fraction(self.difference) / Fraction(self.before.amount)


def compare_sums(before: Plan, after: Plan) -> tuple[SumChange, ...]:
    """Return the sums that changed, 再掲 counted once, and the totals they belong to.

    Sums of two units are not compared. A file that one side cannot read is in no sum of either.
    """
    if before.unit != after.unit:
        return ()
    before, after = leave_out_unreadable(before, after), leave_out_unreadable(after, before)
    years = dict.fromkeys((*before.planned_years, *after.planned_years))
    columns = [(year, basis) for basis in Basis for year in years]
    old_listings, new_listings = tuple(yield_listings(before)), tuple(yield_listings(after))
    sum_changes: list[SumChange] = []
    for by in _list_groupings(before, after):
        old, new = sum_budget(old_listings, columns, by), sum_budget(new_listings, columns, by)
        sum_changes += (c for c in _yield_group_changes(old, new) if _has_changed(c))
    touched = {(change.basis, change.year) for change in sum_changes}
    # the groups of any grouping add up to the same totals
    for change in _pair_totals(None, None, columns, old.totals, new.totals):
        has_money = change.before.counted or change.after.counted
        if has_money and (change.basis, change.year) in touched:
            sum_changes.append(change)
    return tuple(sum_changes)


def _list_groupings(before: Plan, after: Plan) -> tuple[Grouping, ...]:
    has_departments = before.has_departments or after.has_departments
    return (Grouping.CHAPTER, Grouping.BUREAU) if has_departments else (Grouping.CHAPTER,)


def _yield_group_changes(old: BudgetSums, new: BudgetSums) -> Iterator[SumChange]:
    old_totals = {group.key: group.totals for group in old.groups}
    new_totals = {group.key: group.totals for group in new.groups}
    nothing = (Total(),) * len(old.columns)
    for key in dict.fromkeys((*old_totals, *new_totals)):
        before, after = old_totals.get(key, nothing), new_totals.get(key, nothing)
        yield from _pair_totals(old.by, key, old.columns, before, after)


def _pair_totals(
    by: Grouping | None,
    key: GroupKey | None,
    columns: Sequence[YearBasis],
    before: Sequence[Total],
    after: Sequence[Total],
) -> Iterator[SumChange]:
    for (year, basis), old, new in zip(columns, before, after, strict=True):
        yield SumChange(by, key, basis, year, old, new)


def _has_changed(change: SumChange) -> bool:
    """Tell whether a sum is another amount, or became whole or partly known."""
    before, after = change.before, change.after
    return (before.amount, before.is_whole) != (after.amount, after.is_whole)
