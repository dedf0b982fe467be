"""The rows of the fact tables about money: one amount of one basis and year a row."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plantool.analysis.part_sums import find_counted_amount, index_parts
from plantool.analysis.stated_money import find_part_amount, find_stated_amount
from plantool.model.basis import Basis
from plantool.model.exact import exact_product
from plantool.model.money import Money, Presence
from plantool.tables.columns import fit_integer, fit_number, write_long_number

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date
    from decimal import Decimal

    from plantool.diagnostics import NodePath
    from plantool.model.budget import Budget, BudgetPart
    from plantool.model.fiscal_year import FiscalYear
    from plantool.tables.columns import Row
    from plantool.tables.table_source import InitiativeSource

_SUMMED = ("planned", "initial", "current", "settled")
_DERIVED = ("current", "unused")
_SETTLEMENT = frozenset({"settled", "carried_out", "unused"})


class _Amount(NamedTuple):
    """An amount with its basis and year; ``path`` leads to it, None where no file states it."""

    basis: str
    year: FiscalYear | None
    money: Money
    path: NodePath | None
    number: int | None = None
    decided: date | None = None


def yield_money_rows(source: InitiativeSource) -> Iterator[Row]:
    """Yield the rows of ``money``: on the bases that are summed one for every year of the plan."""
    budget = source.initiative.budget
    if not source.of.plan.has_money:
        return
    for amount in _Amounts(source, budget, ("budget",)).yield_amounts():
        yield *source.key, *_list_amount(source, amount)


def yield_breakdown_rows(source: InitiativeSource) -> Iterator[Row]:
    """Yield the rows of ``breakdown``: what is stated of each part, follows, or is unknown."""
    budget = source.initiative.budget
    for part in budget.parts:
        path = ("budget", "breakdown", part.group, part.name)
        for amount in _Amounts(source, part.money, path, part).yield_amounts():
            yield *source.key, part.group, part.name, *_list_amount(source, amount)
    stated = index_parts(budget)
    for group in source.of.plan.breakdowns:
        parts = stated.get(group.name, {})
        for name in group.parts:
            if name not in parts:
                for amount in _yield_unknown(source, parts, name):
                    yield *source.key, group.name, name, *_list_amount(source, amount)


def _yield_unknown(
    source: InitiativeSource, parts: Mapping[str, Budget], name: str
) -> Iterator[_Amount]:
    """Yield the amounts that sums of a part miss, of which the file does not speak."""
    for basis in Basis:
        for year in source.of.plan.planned_years:
            money = find_counted_amount(source.initiative.budget, parts, name, (year, basis))
            if money.presence is Presence.UNKNOWN:
                yield _Amount(basis.value, year, money, None)


class _Amounts:
    """The amounts of a budget, or of one ``part`` of it, which stands at ``path``."""

    def __init__(
        self,
        source: InitiativeSource,
        budget: Budget,
        path: NodePath,
        part: BudgetPart | None = None,
    ) -> None:
        self.planned_years = source.of.plan.planned_years
        self.whole = source.initiative.budget
        self.budget = budget
        self.path = path
        self.part = part

    def yield_amounts(self) -> Iterator[_Amount]:
        for key, amounts in self.budget.list_by_key():
            if key == "supplementary":
                yield from self._yield_supplements()
                continue
            for year in self._list_years(key, amounts.years):
                path = (*self.path, key, year.key) if amounts.get(year) is not None else None
                money = self._find_amount(key, year)
                if path or key in _SUMMED or money.presence is not Presence.UNKNOWN:
                    yield _Amount(key, year, money, path)
        if self.budget.total:
            yield _Amount("planned_total", None, self.budget.total, self._find_total_path())
        for key, total in self.budget.totals:
            yield _Amount(f"{key}_total", None, total, (*self.path, key, "total"))

    def _find_total_path(self) -> NodePath:
        return self.budget.total_path if self.part is None else (*self.path, "total")

    def _list_years(self, key: str, stated: tuple[FiscalYear, ...]) -> list[FiscalYear]:
        """Return the years of a basis in order: those of the plan where it is summed or follows."""
        years = {*stated}
        if key in _SUMMED or key in _DERIVED:
            years |= {*self.planned_years}
        spelt = {year.start: year for year in (*self.planned_years, *stated)}
        return [spelt[year.start] for year in sorted(years)]

    def _find_amount(self, key: str, year: FiscalYear) -> Money:
        if self.part is None:
            return find_stated_amount(self.budget, key, year)
        return find_part_amount(self.whole, self.budget, key, year)

    def _yield_supplements(self) -> Iterator[_Amount]:
        for year, supplements in self.budget.supplementary:
            for at, each in enumerate(supplements):
                path = (*self.path, "supplementary", year.key, at)
                yield _Amount("supplementary", year, each.amount, path, each.number, each.decided)


def _list_amount(source: InitiativeSource, amount: _Amount) -> Row:
    plan, budget, year = source.of.plan, source.initiative.budget, amount.year
    is_settlement = amount.basis in _SETTLEMENT
    path = amount.path or ("budget", amount.basis, year.key if year else "total")
    return (
        amount.basis,
        *source.of.spell_year(year),
        *_list_figures(source, amount.money),
        amount.path is not None,
        year in plan.planned_years,
        is_settlement and year in budget.preliminary,
        amount.number,
        amount.decided,
        budget.reasons.get(year) if year and amount.basis == "settled" else None,
        source.initiative.is_inferred_at(path),
        *source.locate(amount.path),
    )


def _list_figures(source: InitiativeSource, money: Money) -> Row:
    """Return an amount in the plan's unit, in yen, and in the smallest unit of its currency."""
    known = money.amount if money.presence is Presence.KNOWN else None
    unit = source.of.currency_unit
    minor = _scale(known, unit.minor_units) if unit and known is not None else None
    currency = unit.currency if unit else None
    return (
        fit_number(known),
        write_long_number(known),
        source.of.plan.unit or None,
        minor if currency == "JPY" else None,
        currency,
        minor,
        money.presence.value,
    )


def _scale(amount: Decimal, factor: Decimal) -> int | None:
    return fit_integer(exact_product(amount, factor))
