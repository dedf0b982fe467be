"""The money that the file of an initiative states, basis by basis."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.model.by_year import ByYear
from plantool.model.money import NONE, UNKNOWN, Money, Presence, Total, sum_parts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from plantool.model.budget import Budget
    from plantool.model.fiscal_year import FiscalYear

_OCCASIONAL_BASES = frozenset(
    {"supplementary", "reserve", "transfers", "carried_in", "carried_out"}
)
_DERIVED_BASES = frozenset({"current", "unused"})


def yield_stated_money(budget: Budget) -> Iterator[tuple[str, ByYear[Money] | ByYear[Total]]]:
    """Yield each basis with its amounts; of supplementary budgets the sum of a year."""
    for key, amounts in budget.list_by_key():
        if key == "supplementary" and amounts:
            yield key, ByYear(tuple((y, budget.sum_supplements(y)) for y in amounts.years))
        elif amounts or budget.find_total(key):  # a total may be all there is
            yield key, amounts


def sum_stated_money(key: str, amounts: Iterable[Money | Total | None]) -> Total:
    """Return the sum of the years on one basis.

    Where a year says nothing there was no supplement, reserve or carry-over, and every other amount
    is unknown.
    """
    unsaid = _find_unsaid(key)
    return sum((_to_total(amount or unsaid) for amount in amounts), Total())


def find_stated_amount(budget: Budget, key: str, year: FiscalYear) -> Money:
    """Return the amount of a year on a basis, which may follow from the others."""
    match key:
        case "current":
            return budget.find_current(year)
        case "unused":
            return budget.find_unused(year)
        case "supplementary":
            return sum_parts(each.amount for each in budget.supplementary.get(year) or ())
        case _:
            amounts: ByYear[Money] = dict(budget.list_by_key())[key]
            unsaid = NONE if key in _OCCASIONAL_BASES else budget.find_unsaid(key, year)
            return amounts.get(year) or unsaid


def find_part_amount(whole: Budget, part: Budget, key: str, year: FiscalYear) -> Money:
    """Return the amount of a part of ``whole`` in a year on a basis.

    What follows from other amounts is unknown where a part does not share in all that moved.
    """
    stated = dict(part.list_by_key())[key].get(year)
    if key not in _DERIVED_BASES or stated is not None:
        return stated if isinstance(stated, Money) else find_stated_amount(part, key, year)
    moved = {key for key, amounts in whole.list_by_key() if amounts.get(year)} & _OCCASIONAL_BASES
    shared = {key for key, amounts in part.list_by_key() if amounts.get(year)}
    return find_stated_amount(part, key, year) if moved <= shared else UNKNOWN


def sum_term(budget: Budget, key: str, years: Sequence[FiscalYear]) -> Total:
    """Return the sum of all years of the plan on a basis; a printed total where that knows more."""
    summed = Total.of(find_stated_amount(budget, key, year) for year in years)
    printed = budget.find_total(key)
    if summed.is_whole or printed is None or printed.presence is Presence.UNKNOWN:
        return summed
    return Total.of([printed])


def _find_unsaid(key: str) -> Money:
    return NONE if key in _OCCASIONAL_BASES else UNKNOWN


def _to_total(amount: Money | Total) -> Total:
    return Total.of([amount]) if isinstance(amount, Money) else amount
