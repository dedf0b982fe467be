"""The money of each initiative in one year: worked out once for all sums, or known already."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from plantool.analysis.budget import has_inferred_money, list_amounts
from plantool.analysis.execution_rate import RateTerms, find_rate_basis
from plantool.analysis.recalled_entries import ListingEntries, recall_entries
from plantool.model.basis import Basis
from plantool.model.money import Money, Presence, Total

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from plantool.analysis.budget import YearBasis
    from plantool.analysis.selection import Listing
    from plantool.loading.derived_texts import DerivedTexts
    from plantool.model.fiscal_year import FiscalYear
    from plantool.model.initiative import Initiative
    from plantool.model.plan import Plan

    MoneyHead: TypeAlias = tuple[list[str], list[bool | str | None]]  # amounts, remarks

COMPARED_BASES = (Basis.PLANNED, Basis.INITIAL, Basis.CURRENT, Basis.SETTLED)
_UNKNOWN_AMOUNTS = {each.value: Money(presence=each) for each in Presence}


class MoneyRemarks(NamedTuple):
    """What is to be said of the money of an initiative in a year.

    Its settlement is held against the money of the plan (``is_of_plan``), and may still change
    (``is_preliminary``); an amount was read from the source by inference (``is_inferred``).
    ``reason`` says why settlement and budget differ.
    """

    is_of_plan: bool
    is_preliminary: bool
    is_inferred: bool
    reason: str | None


class InitiativeMoney(NamedTuple):
    """The money of one initiative in the columns of a year, and what its 執行率 follows from."""

    amounts: tuple[Money, ...]
    rate_terms: RateTerms
    remarks: MoneyRemarks


class YearMoney(NamedTuple):
    """The money of initiatives by their ids, each with an amount in every one of ``columns``."""

    year: FiscalYear
    columns: tuple[YearBasis, ...]
    by_id: Mapping[str, InitiativeMoney]


def list_columns(plan: Plan, year: FiscalYear) -> tuple[YearBasis, ...]:
    """Return COMPARED_BASES of a year, and the settlement of the one before where it is known."""
    known = (*plan.baseline_years, *plan.planned_years)
    before = [(past, Basis.SETTLED) for past in known if past.start == year.start - 1]
    return (*((year, basis) for basis in COMPARED_BASES), *before[:1])


def recall_year_money(
    plan: Plan, listings: Iterable[Listing], year: FiscalYear, texts: DerivedTexts
) -> YearMoney:
    """Work out the money of the initiatives that are listed, or recall what it was."""
    columns, by_id = list_columns(plan, year), {}
    for of, listing in {each.initiative.id: each for each in listings}.items():
        entries = ListingEntries(listing, partial(_work_out, listing.initiative, columns))
        question = ("money", year.key)
        (by_id[of],) = recall_entries(texts, question, entries, _describe, partial(_restore, of))
    return YearMoney(year, columns, by_id)


def _work_out(initiative: Initiative, columns: tuple[YearBasis, ...]) -> Iterator[InitiativeMoney]:
    budget, (year, _) = initiative.budget, columns[0]
    remarks = MoneyRemarks(
        is_of_plan=find_rate_basis(budget) is Basis.PLANNED,
        is_preliminary=year in budget.preliminary,
        is_inferred=has_inferred_money(initiative),
        reason=budget.reasons.get(year),
    )
    yield _build_money(initiative.id, list_amounts(initiative, columns), remarks)


def _build_money(of: str, amounts: tuple[Money, ...], remarks: MoneyRemarks) -> InitiativeMoney:
    planned, _, current, settled = amounts[: len(COMPARED_BASES)]
    base = planned if remarks.is_of_plan else current
    terms = RateTerms(of, Total.of([settled]), Total.of([base]), is_of_plan=remarks.is_of_plan)
    return InitiativeMoney(amounts, terms, remarks)


def _describe(money: InitiativeMoney) -> MoneyHead:
    """Return the money as values of JSON."""
    is_known = Presence.KNOWN
    texts = [f"{m.amount}" if m.presence is is_known else m.presence.value for m in money.amounts]
    return texts, list(money.remarks)


def _restore(of: str, head: MoneyHead, _: int) -> InitiativeMoney:
    texts, remarks = head
    amounts = tuple(_UNKNOWN_AMOUNTS.get(text) or Money(Decimal(text)) for text in texts)
    return _build_money(of, amounts, MoneyRemarks(*remarks))  # type: ignore[arg-type] # ours
