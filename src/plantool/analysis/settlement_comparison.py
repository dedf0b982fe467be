"""Plan, current budget and settlement held against each other, year by year (予算と決算)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plantool.analysis.budget import find_execution_rate, is_known_by_total, sum_budget
from plantool.analysis.execution_rate import rate_execution
from plantool.analysis.year_money import COMPARED_BASES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from fractions import Fraction

    from plantool.analysis.budget import BudgetSums
    from plantool.analysis.choices import Grouping
    from plantool.analysis.execution_rate import ExecutionRate
    from plantool.analysis.selection import Listing
    from plantool.analysis.year_money import YearMoney
    from plantool.model.fiscal_year import FiscalYear
    from plantool.model.initiative import Initiative
    from plantool.model.money import Money, Total
    from plantool.model.plan import Plan


class YearComparison(NamedTuple):
    """The sums of one year on each of COMPARED_BASES.

    Where the plan knows the year before, one more column has its settlement. ``money`` is that of
    each initiative, and ``rate`` 執行率 of all that is counted. ``preliminary_ids`` are the
    initiatives whose settlement may still change.
    """

    money: YearMoney
    sums: BudgetSums
    rate: ExecutionRate
    preliminary_ids: tuple[str, ...]

    @property
    def year(self) -> FiscalYear:
        """The year that is compared."""
        return self.money.year


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


def compare_year(money: YearMoney, listings: Sequence[Listing], by: Grouping) -> YearComparison:
    """Return the sums of ``listings`` in the year of their money, grouped."""
    known = {of: each.amounts for of, each in money.by_id.items()}
    sums = sum_budget(listings, money.columns, by, known=known)
    counted = (initiative.id for group in sums.groups for initiative in group.counted)
    rate = rate_execution(money.by_id[of].rate_terms for of in dict.fromkeys(counted))
    ids = (listing.initiative.id for listing in listings)
    preliminary = (of for of in ids if money.by_id[of].remarks.is_preliminary)
    return YearComparison(money, sums, rate, tuple(preliminary))


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


def compare_money(
    money: YearMoney,
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
        rate=rate_execution(money.by_id[each.id].rate_terms for each in members),
        variance=settled + -current if known else None,
        change=find_execution_rate(settled=settled, current=before) if before else None,
    )
