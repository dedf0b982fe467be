"""Sums of money: every initiative of the plan once, relisted ones beside them."""

from __future__ import annotations

from fractions import Fraction
from operator import add
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from plantool.analysis.grouping import build_group_key
from plantool.model.basis import Basis
from plantool.model.money import Money, Presence, Total

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from decimal import Decimal

    from plantool.analysis.choices import Grouping
    from plantool.analysis.grouping import GroupKey
    from plantool.analysis.selection import Listing
    from plantool.model.budget import Budget
    from plantool.model.fiscal_year import FiscalYear
    from plantool.model.initiative import Initiative

YearBasis: TypeAlias = "tuple[FiscalYear, Basis]"


class MoneyRow(NamedTuple):
    """The money of one initiative in each column, and the sum of all of them.

    Where a year is not known, ``whole`` is the printed total, if that knows more.
    """

    amounts: Sequence[Money]
    whole: Total


class BudgetGroup(NamedTuple):
    """Listings that are summed together; ``totals`` has one sum per column, without relisted ones.

    ``whole`` is the sum of all columns; printed totals stand in for years that are not known.
    """

    key: GroupKey
    listings: tuple[Listing, ...]
    totals: tuple[Total, ...]
    whole: Total

    @property
    def counted(self) -> tuple[Initiative, ...]:
        """The initiatives in its sums."""
        return tuple(listing.initiative for listing in self.listings if listing.is_counted)


class BudgetSums(NamedTuple):
    """Sums by group and overall.

    ``relisted`` are the listings that are shown again (再掲) and in no total; ``uncounted`` are
    those of their initiatives that no other listing counts, which ``with_relisted`` adds. ``whole``
    and ``whole_with_relisted`` are over all columns, as those of groups; ``term`` is the basis
    of the columns if they are those of printed totals: every year of the plan. ``rows`` has the
    money of each initiative, by its id.
    """

    by: Grouping
    columns: tuple[YearBasis, ...]
    groups: tuple[BudgetGroup, ...]
    totals: tuple[Total, ...]
    relisted: tuple[Listing, ...]
    uncounted: tuple[Initiative, ...]
    with_relisted: tuple[Total, ...]
    whole: Total
    whole_with_relisted: Total
    term: Basis | None
    rows: Mapping[str, MoneyRow]


def sum_budget(
    listings: Sequence[Listing],
    columns: Sequence[YearBasis],
    by: Grouping,
    term: Sequence[FiscalYear] = (),
    known: Mapping[str, Sequence[Money]] | None = None,
) -> BudgetSums:
    """Sum the money of ``listings`` in each column, grouped; the groups add up to the total.

    ``term`` are the years that printed totals are about: the planned years of the plan. ``known``
    are amounts of initiatives that were worked out before, by their ids.
    """
    basis = find_term(columns, term)
    summing = _Summing(_build_rows(listings, columns, basis, known), len(columns))
    counted: dict[str, Initiative] = {}
    grouped: dict[GroupKey, list[Listing]] = {}
    for listing in listings:
        grouped.setdefault(build_group_key(listing, by), []).append(listing)
        if listing.is_counted:
            counted[listing.initiative.id] = listing.initiative
    relisted = tuple(listing for listing in listings if not listing.is_counted)
    uncounted: dict[str, Initiative] = {}  # one that is relisted twice is added once
    for listing in relisted:
        if listing.initiative.id not in counted:
            uncounted[listing.initiative.id] = listing.initiative
    totals, whole = summing.sum_initiatives(counted)
    more, more_whole = summing.sum_initiatives(uncounted)
    return BudgetSums(
        by=by,
        columns=tuple(columns),
        groups=tuple(summing.sum_group(key, members) for key, members in grouped.items()),
        totals=totals,
        relisted=relisted,
        uncounted=tuple(uncounted.values()),
        with_relisted=tuple(map(add, totals, more)),
        whole=whole,
        whole_with_relisted=whole + more_whole,
        term=basis,
        rows=summing.rows,
    )


def find_term(columns: Sequence[YearBasis], term: Sequence[FiscalYear]) -> Basis | None:
    """Return the basis of columns that are those of printed totals: every year of the plan."""
    bases = {basis for _, basis in columns}
    is_whole = len(bases) == 1 and bool(term) and {year for year, _ in columns} == {*term}
    return bases.pop() if is_whole else None


def _build_rows(
    listings: Iterable[Listing],
    columns: Sequence[YearBasis],
    term: Basis | None,
    known: Mapping[str, Sequence[Money]] | None,
) -> dict[str, MoneyRow]:
    rows = {}
    for of, initiative in {each.initiative.id: each.initiative for each in listings}.items():
        amounts = known[of] if known else list_amounts(initiative, columns)
        whole = sum_whole(initiative.budget, amounts, term) if term else Total.of(amounts)
        rows[of] = MoneyRow(amounts, whole)
    return rows


class _Summing(NamedTuple):
    """Sums ``rows`` of initiatives, by their ids, in each column and over all columns."""

    rows: Mapping[str, MoneyRow]
    width: int

    def sum_initiatives(self, ids: Iterable[str]) -> tuple[tuple[Total, ...], Total]:
        rows = [self.rows[of] for of in ids]
        totals = _sum_rows([row.amounts for row in rows], self.width)
        # a printed total may know more than its years: the whole is no sum of the columns then
        return totals, Total.sum(row.whole for row in rows)

    def sum_group(self, key: GroupKey, members: Sequence[Listing]) -> BudgetGroup:
        group = BudgetGroup(key, tuple(members), (), Total())
        totals, whole = self.sum_initiatives(initiative.id for initiative in group.counted)
        return group._replace(totals=totals, whole=whole)


def has_inferred_money(initiative: Initiative) -> bool:
    """Tell whether an amount was read from the source by inference."""
    entries = initiative.source.unverified if initiative.source else ()
    return any(entry.path[:1] == ("budget",) for entry in entries)


def list_amounts(initiative: Initiative, columns: Iterable[YearBasis]) -> tuple[Money, ...]:
    """Return one initiative's amount in each column."""
    return tuple(initiative.budget.amount(basis, year) for year, basis in columns)


def sum_whole(budget: Budget, amounts: Iterable[Money], term: Basis | None) -> Total:
    """Return the sum of ``amounts`` of a budget, or its printed total where that knows more.

    ``term`` is their basis if they are those that a printed total sums: of every year of the plan.
    """
    total = Total.of(amounts)
    printed = budget.find_total(term.value) if term else None
    if printed and not total.is_whole and printed.presence is not Presence.UNKNOWN:
        return Total.of([printed])
    return total


def is_known_by_total(initiative: Initiative, columns: Iterable[YearBasis]) -> bool:
    """Tell whether a total is printed while the amount of a column is not known."""
    columns = tuple(columns)
    printed = initiative.budget.find_total(columns[0][1].value)
    if printed is None or printed.presence is Presence.UNKNOWN:
        return False
    return not Total.of(list_amounts(initiative, columns)).is_whole


def sum_columns(
    initiatives: Iterable[Initiative], columns: Sequence[YearBasis]
) -> tuple[Total, ...]:
    """Return the sum over ``initiatives`` in each column."""
    return _sum_rows([list_amounts(each, columns) for each in initiatives], len(columns))


def _sum_rows(rows: Sequence[Sequence[Money]], width: int) -> tuple[Total, ...]:
    columns = zip(*rows, strict=True) if rows else [()] * width
    return tuple(map(Total.of, columns))


def sum_carried_between(initiatives: Iterable[Initiative], columns: Sequence[YearBasis]) -> Decimal:
    """Return what two columns hold both: money carried from one year into the budget of the next.

    The current budget of the year that it left is without it where that is net.
    """
    years = {year for year, basis in columns if basis is Basis.CURRENT}
    starts = {year.start for year in years}
    repeated = [year for year in years if year.start - 1 in starts]
    budgets = [each.budget for each in initiatives if not each.budget.is_net]
    return Total.of(
        carried
        for budget in budgets
        for year in repeated
        if (carried := budget.carried_in.get(year)) and carried.presence is Presence.KNOWN
    ).amount


def find_execution_rate(settled: Total, current: Total) -> Fraction | None:
    """Return 執行率, settled ÷ current; None where a part is unknown or nothing was budgeted."""
    if not (settled.is_whole and current.is_whole) or current.amount <= 0 or not settled.counted:
        return None
    return Fraction(settled.amount) / Fraction(current.amount)
