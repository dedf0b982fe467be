"""The rows of money in the printed table of an initiative: each basis, and its parts below it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plantool.analysis.stated_money import sum_stated_money, yield_stated_money
from plantool.model.by_year import ByYear
from plantool.model.money import NONE
from plantool.reports.page import Role, Row

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from plantool.messages import Catalogue
    from plantool.model.budget import Budget
    from plantool.model.fiscal_year import FiscalYear
    from plantool.model.money import Money, Total
    from plantool.model.plan import Plan
    from plantool.reports.page import Value

_WITHOUT_TOTAL = frozenset({"requested"})  # requests of several years are no sum


class MoneyRows(NamedTuple):
    """Lays out money in a table that has ``years``, of which totals sum those of the plan.

    ``blanks`` are the columns between the names of the rows and the first year.
    """

    plan: Plan
    texts: Catalogue
    years: Sequence[FiscalYear]
    blanks: tuple[None, ...] = ()

    def yield_rows(self, budget: Budget) -> Iterator[Row]:
        """Yield the rows of all money that is stated, and last the printed 執行率."""
        stated = dict(yield_stated_money(budget))
        for key, _ in budget.list_by_key():
            parts = list(self.yield_part_rows(budget, key))
            if key in stated or parts:
                amounts = stated.get(key, ByYear())
                yield self.build_row(self.name_basis(key), budget, key, amounts)
                yield from parts
        if rates := tuple(self.list_rates(budget)):
            yield Row((self.texts("budget.rate"), *self.blanks, *rates), Role.TOTAL)

    def yield_part_rows(self, budget: Budget, key: str) -> Iterator[Row]:
        for part in budget.parts:
            amounts = dict(yield_stated_money(part.money)).get(key)
            if amounts is not None:
                name = self.texts("show.money.part", group=part.group, part=part.name)
                yield self.build_row(name, part.money, key, amounts)._replace(
                    role=Role.SUBTOTAL, indent=1
                )

    def build_row(
        self, name: str, budget: Budget, key: str, amounts: ByYear[Money] | ByYear[Total]
    ) -> Row:
        shown: dict[FiscalYear, Money | Total]
        years = self.plan.planned_years
        shown = {year: NONE for year in years if budget.find_unsaid(key, year) == NONE}
        shown.update(amounts)
        values = [shown.get(year) for year in self.years]
        total: Value = budget.find_total(key)
        is_summed = key != "planned" and key not in _WITHOUT_TOTAL
        if total is None and is_summed and any(map(amounts.get, years)):
            total = sum_stated_money(key, (shown.get(year) for year in years))
        return Row((name, *self.blanks, *values, total), Role.TOTAL)

    def name_basis(self, key: str) -> str:
        if key == "planned":
            return self.texts("show.money", unit=self.plan.unit)
        basis = self.texts(f"basis.{key}")
        basis = basis[:1].upper() + basis[1:]
        return self.texts("show.money.basis", basis=basis, unit=self.plan.unit)

    def list_rates(self, budget: Budget) -> list[str | None]:
        """Return the printed rates of the years and of all of them, none where none is printed."""
        rates = budget.execution_rates
        if not rates.by_year and rates.total is None:
            return []
        printed = (*(rates.by_year.get(year) for year in self.years), rates.total)
        return [None if rate is None else f"{rate:f}%" for rate in printed]
