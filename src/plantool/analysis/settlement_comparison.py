"""Plan, current budget and settlement held against each other, year by year (予算と決算)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plantool.analysis.budget import find_execution_rate, is_known_by_total, sum_budget
from plantool.analysis.execution_rate import rate_execution
from plantool.model.basis import Basis

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from fractions import Fraction

    from plantool.analysis.budget import BudgetSums, YearBasis
    from plantool.analysis.choices import Grouping
    from plantool.analysis.execution_rate import ExecutionRate
    from plantool.analysis.selection import Listing
    from plantool.model.fiscal_year import FiscalYear
    from plantool.model.initiative import Initiative
    from plantool.model.money import Money, Total
    from plantool.model.plan import Plan

COMPARED_BASES = (Basis.PLANNED, Basis.INITIAL, Basis.CURRENT, Basis.SETTLED)


class YearComparison(NamedTuple):
    """The sums of one year on each of COMPARED_BASES.

    Where the plan knows the year before, one more column has its settlement.
    ``preliminary_ids`` are the initiatives whose settlement may still change.
    """

    year: FiscalYear
    sums: BudgetSums
    preliminary_ids: tuple[str, ...]


class MoneyComparison(NamedTuple):
    """The money of one initiative or group in one year.

    ``rate`` is 執行率 of those whose money is known; ``variance`` settled - current; ``change``
    settled ÷ settled the year before. The last two are None where a part is not known.
    """

    planned: Money | Total
    initial: Money | Total
    current: Money | Total
    settled: Money | Total
    settled_before: Total | None
    rate: ExecutionRate
    variance: Total | None
    change: Fraction | None


def compare_years(
    plan: Plan, listings: Sequence[Listing], years: Sequence[FiscalYear], by: Grouping
) -> Iterator[YearComparison]:
    """Yield the sums of ``listings`` in each of ``years``, grouped."""
    for year in years:
        sums = sum_budget(listings, _list_columns(plan, year), by)
        initiatives = (listing.initiative for listing in listings)
        preliminary = (i.id for i in initiatives if year in i.budget.preliminary)
        yield YearComparison(year, sums, tuple(preliminary))


def compare_term(
    plan: Plan, listings: Sequence[Listing], years: Sequence[FiscalYear], by: Grouping
) -> tuple[BudgetSums, ...]:
    """Return the sums of the whole term on each of COMPARED_BASES, with the printed totals.

    Nothing where ``years`` are not the term, or no printed total knows more than its years.
    """
    if {*years} != {*plan.planned_years}:
        return ()
    columns = [[(year, basis) for year in plan.planned_years] for basis in COMPARED_BASES]
    initiatives = [listing.initiative for listing in listings if listing.is_counted]
    if not any(is_known_by_total(each, row) for each in initiatives for row in columns):
        return ()
    return tuple(sum_budget(listings, row, by, term=plan.planned_years) for row in columns)


def _list_columns(plan: Plan, year: FiscalYear) -> list[YearBasis]:
    columns = [(year, basis) for basis in COMPARED_BASES]
    known = (*plan.baseline_years, *plan.planned_years)
    before = next((past for past in known if past.start == year.start - 1), None)
    return [*columns, (before, Basis.SETTLED)] if before else columns


def compare_money(
    year: FiscalYear,
    members: Iterable[Initiative],
    totals: Sequence[Total],
    shown_amounts: Sequence[Money | Total],
) -> MoneyComparison:
    """Compare the columns of a year: the sums of its ``members``, and the amounts as stated."""
    width = len(COMPARED_BASES)
    planned, initial, shown_current, shown_settled = shown_amounts[:width]
    _, _, current, settled = totals[:width]
    before = totals[width] if len(totals) > width else None
    known = settled.is_whole and current.is_whole and settled.counted and current.counted
    return MoneyComparison(
        planned=planned,
        initial=initial,
        current=shown_current,
        settled=shown_settled,
        settled_before=before,
        rate=rate_execution(members, (year,)),
        variance=settled + -current if known else None,
        change=find_execution_rate(settled=settled, current=before) if before else None,
    )
