"""The money that the file of an initiative states, basis by basis."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.model.by_year import ByYear
from plantool.model.money import NONE, UNKNOWN, Money, Total

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from plantool.model.money import Budget

_OCCASIONAL_BASES = frozenset({"supplementary", "reserve", "carried_in", "carried_out"})


def yield_stated_money(budget: Budget) -> Iterator[tuple[str, ByYear[Money] | ByYear[Total]]]:
    """Yield each basis with its amounts; of supplementary budgets the sum of a year."""
    for key, amounts in budget.list_by_key():
        if key == "supplementary" and amounts:
            yield key, ByYear(tuple((y, budget.sum_supplements(y)) for y in amounts.years))
        elif amounts or (key == "planned" and budget.total):  # a total may be all there is
            yield key, amounts


def sum_stated_money(key: str, amounts: Iterable[Money | Total | None]) -> Total:
    """Return the sum of the years on one basis.

    Where a year says nothing there was no supplement, reserve or carry-over, and every other amount
    is unknown.
    """
    unsaid = NONE if key in _OCCASIONAL_BASES else UNKNOWN
    return sum((_to_total(amount or unsaid) for amount in amounts), Total())


def _to_total(amount: Money | Total) -> Total:
    return Total.of([amount]) if isinstance(amount, Money) else amount
