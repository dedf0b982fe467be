"""The budget report: sums that add up, and notes on the amounts that they leave out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.analysis.budget import is_known_by_total
from plantool.model.initiative import id_order
from plantool.reports.money_lines import LineKind, SumLines
from plantool.reports.page import Block, Column, Heading, Note, Page, Records, Table
from plantool.reports.phrases import describe_plan, describe_year, join_names
from plantool.reports.table_parts import split_columns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.analysis.budget import BudgetSums
    from plantool.model.money import Total
    from plantool.reports.money_lines import MoneyLine
    from plantool.reports.page import Record, Value
    from plantool.reports.scope import Scope

_RECORD_COLUMNS = (
    "row",
    "key",
    "title",
    "year",
    "western_year",
    "first_day",
    "basis",
    "amount",
    "presence",
    "unknown",
    "below_unit",
    "unit",
)


class BudgetReport:
    """Lays out ``sums`` on one basis, a column a year."""

    def __init__(self, scope: Scope, *, sums: BudgetSums) -> None:
        self.scope = scope
        self.plan = scope.plan
        self.texts = scope.texts
        self.sums = sums
        self.sum_lines = SumLines(scope, sums)

    def build_page(self) -> Page:
        by = self.sums.by.value
        return Page(
            name="budget",
            blocks=self._yield_blocks(),
            records=Records(_RECORD_COLUMNS, self._yield_records()),
            metadata={"plan": describe_plan(self.plan), "unit": self.plan.unit, "by": by},
        )

    def _yield_blocks(self) -> Iterator[Block]:
        texts, bases = self.texts, dict.fromkeys(basis for _, basis in self.sums.columns)
        basis = texts("list.and").join(texts(f"basis.{basis.value}") for basis in bases)
        words = {"title": texts("budget.title"), "basis": basis, "unit": self.plan.unit}
        yield Heading(self.plan.title)
        yield Heading(self.scope.qualify(texts("budget.caption", **words)), 2)
        rows = (
            line.build_row(self._yield_line_values(line)) for line in self.sum_lines.yield_lines()
        )
        yield from split_columns(Table(tuple(self._yield_budget_columns()), tuple(rows)))
        if self.sums.relisted:
            yield Note(self._format_relisted_note())
        yield from self.sum_lines.yield_sum_notes()
        if self._has_sum_column:
            yield from self.sum_lines.yield_carry_notes()
        if ids := self._name_known_by_total():
            yield Note(self.texts("budget.printed-totals", ids=ids))

    def _name_known_by_total(self) -> str:
        """Name the initiatives whose total is printed where their years are not known."""
        if not (self._has_sum_column and self.sums.term):
            return ""
        printed = set[str]()
        for group in self.sums.groups:
            initiatives = (listing.initiative for listing in group.listings)
            printed.update(i.id for i in initiatives if is_known_by_total(i, self.sums.columns))
        return join_names(sorted(printed, key=id_order), self.texts)

    def _yield_budget_columns(self) -> Iterator[Column]:
        yield Column(heading=self.texts(f"budget.item.{self.sums.by.value}"), wide=True)
        for year, _ in self.sums.columns:
            yield Column(heading=self.scope.name_year(year), numeric=True)
        if self._has_sum_column:
            yield Column(heading=self.texts("budget.total"), numeric=True)

    @property
    def _has_sum_column(self) -> bool:
        return len(self.sums.columns) > 1

    def _yield_line_values(self, line: MoneyLine) -> Iterator[Value]:
        if line.line_kind is LineKind.HEADING:
            yield from [None] * (len(self.sums.columns) + self._has_sum_column)
            return
        yield from line.shown_amounts
        if self._has_sum_column:
            yield line.whole

    def _format_relisted_note(self) -> str:
        ids, totals = self.sum_lines.name_relisted(), self.sums.with_relisted
        if not self.sums.uncounted or not all(total.is_whole for total in totals):
            return self.texts("budget.relisted.plain", ids=ids)
        amounts = [
            self._format_year_amount(self.scope.name_year(year), total)
            for (year, _), total in zip(self.sums.columns, totals, strict=True)
        ]
        if self._has_sum_column:
            whole = self.sums.whole_with_relisted
            amounts.append(self._format_year_amount(self.texts("budget.total"), whole))
        listed = self.texts("list.and").join(amounts)
        return self.texts("budget.relisted", ids=ids, amounts=listed)

    def _format_year_amount(self, year: str, total: Total) -> str:
        amount = f"{total.amount:,f} {self.plan.unit}"
        return self.texts("budget.relisted.amount", year=year, amount=amount)

    def _yield_records(self) -> Iterator[Record]:
        """Yield one record for each column of a line."""
        for line in self.sum_lines.yield_lines():
            for at, total in enumerate(line.totals):
                year, basis = self.sums.columns[at]
                yield {
                    "row": line.name_kind(self.sums.by),
                    "key": line.key,
                    "title": line.title,
                    **describe_year(year, self.plan),
                    "basis": basis.value,
                    "amount": total,
                    "presence": line.amounts[at].presence.value if line.amounts else None,
                    "unknown": total.unknown,
                    "below_unit": total.below_unit,
                    "unit": self.plan.unit,
                }
