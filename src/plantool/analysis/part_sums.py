"""Sums of the parts of money: 財源 by 財源, over every initiative of the plan once."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plantool.analysis.budget import find_term, list_amounts, sum_columns, sum_whole
from plantool.analysis.stated_money import find_part_amount
from plantool.model.money import NONE, UNKNOWN, Money, Presence, Total

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from plantool.analysis.budget import YearBasis
    from plantool.model.basis import Basis
    from plantool.model.breakdown import Breakdown
    from plantool.model.budget import Budget
    from plantool.model.fiscal_year import FiscalYear
    from plantool.model.initiative import Initiative


class PartSum(NamedTuple):
    """The sum of one part, one total per column; ``whole`` is that of all columns."""

    name: str
    totals: tuple[Total, ...]
    whole: Total


class PartGroup(NamedTuple):
    """The parts of a group of the plan; ``totals`` and ``whole`` are over all of them."""

    group: Breakdown
    parts: tuple[PartSum, ...]
    totals: tuple[Total, ...]
    whole: Total


class PartSums(NamedTuple):
    """Groups of parts beside ``totals`` and ``whole``: the money that they break down."""

    columns: tuple[YearBasis, ...]
    groups: tuple[PartGroup, ...]
    totals: tuple[Total, ...]
    whole: Total


def sum_parts_of_money(
    initiatives: Sequence[Initiative],
    columns: Sequence[YearBasis],
    groups: Iterable[Breakdown],
    term: Sequence[FiscalYear] = (),
) -> PartSums:
    """Sum the parts of ``groups`` over ``initiatives``, each of which is counted once.

    ``term`` are the years that printed totals are about: the planned years of the plan.
    """
    basis = find_term(columns, term)
    budgets = [_IndexedBudget(each.budget, index_parts(each.budget)) for each in initiatives]
    summing = _PartSumming(budgets, columns, basis)
    wholes = (sum_whole(each.budget, list_amounts(each, columns), basis) for each in initiatives)
    return PartSums(
        tuple(columns),
        tuple(map(summing.sum_group, groups)),
        sum_columns(initiatives, columns),
        sum(wholes, Total()),
    )


class _IndexedBudget(NamedTuple):
    """A budget, and the money of its parts by group and name."""

    whole: Budget
    groups: dict[str, dict[str, Budget]]


def index_parts(budget: Budget) -> dict[str, dict[str, Budget]]:
    """Return the money of the parts that a budget states, by group and name."""
    groups: dict[str, dict[str, Budget]] = {}
    for part in budget.parts:
        groups.setdefault(part.group, {})[part.name] = part.money
    return groups


class _PartSumming(NamedTuple):
    """Sums parts of ``budgets``; ``term`` is the basis of the columns if they are a whole term."""

    budgets: Sequence[_IndexedBudget]
    columns: Sequence[YearBasis]
    term: Basis | None

    def sum_group(self, group: Breakdown) -> PartGroup:
        parts = tuple(self.sum_part(group, name) for name in group.parts)
        columns = zip(*(part.totals for part in parts), strict=True)
        totals = tuple(sum(column, Total()) for column in columns)
        return PartGroup(group, parts, totals, sum((part.whole for part in parts), Total()))

    def sum_part(self, group: Breakdown, name: str) -> PartSum:
        rows, wholes = [], []
        for budget, groups in self.budgets:
            stated = groups.get(group.name, {})
            row = [find_counted_amount(budget, stated, name, column) for column in self.columns]
            rows.append(row)
            wholes.append(
                sum_whole(stated[name], row, self.term) if name in stated else Total.of(row)
            )
        totals = tuple(Total.of(column) for column in zip(*rows, strict=True))
        return PartSum(name, totals or (Total(),) * len(self.columns), sum(wholes, Total()))


def find_counted_amount(
    budget: Budget, stated: Mapping[str, Budget], name: str, column: YearBasis
) -> Money:
    """Return the amount of a part: none where the other parts ``stated`` are all there is.

    Money that is not broken down by the group has parts of unknown amounts, unless it is nothing.
    """
    year, basis = column
    if name in stated:
        return find_part_amount(budget, stated[name], basis.value, year)
    whole = budget.amount(basis, year)
    is_nothing = whole.presence in {Presence.KNOWN, Presence.NONE} and not whole.amount
    return NONE if stated or is_nothing else UNKNOWN
