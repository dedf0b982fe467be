"""The budget report: sums that add up, and what they leave out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.analysis.budget import is_known_by_total
from plantool.model.initiative import id_order
from plantool.reports.page import Block, Column, Heading, Note, Page, Records, Table
from plantool.reports.sums import SumLines, What
from plantool.reports.words import limited, names, plan_facts, year_heading

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.analysis.budget import BudgetSums
    from plantool.messages import Catalogue
    from plantool.model.money import Total
    from plantool.model.plan import Plan
    from plantool.reports.page import Value
    from plantool.reports.sums import Line

_RECORD_COLUMNS = (
    "row",
    "key",
    "title",
    "year",
    "western_year",
    "basis",
    "amount",
    "presence",
    "unknown",
    "below_unit",
    "unit",
)


class BudgetReport:
    """Lays out sums on one basis, a column a year; ``only`` names what they are limited to."""

    def __init__(self, plan: Plan, sums: BudgetSums, texts: Catalogue, *, only: str = "") -> None:
        self.plan = plan
        self.sums = sums
        self.texts = texts
        self.only = only
        self.table = SumLines(plan, sums, texts)

    def page(self) -> Page:
        by = self.sums.by.value
        return Page(
            name="budget",
            blocks=self._blocks(),
            records=Records(_RECORD_COLUMNS, self._records()),
            facts={"plan": plan_facts(self.plan), "unit": self.plan.unit, "by": by},
        )

    def _blocks(self) -> Iterator[Block]:
        texts, bases = self.texts, dict.fromkeys(basis for _, basis in self.sums.columns)
        basis = texts("list.and").join(texts(f"basis.{basis.value}") for basis in bases)
        words = {"title": texts("budget.title"), "basis": basis, "unit": self.plan.unit}
        yield Heading(self.plan.title)
        yield Heading(limited(texts("budget.caption", **words), self.only, texts), 2)
        rows = (line.row(self._values(line)) for line in self.table.lines())
        yield Table(tuple(self._columns()), tuple(rows))
        if self.sums.relisted:
            yield Note(self._relisted_note())
        yield from self.table.notes()
        if ids := self._known_by_total():
            yield Note(self.texts("budget.printed-totals", ids=ids))

    def _known_by_total(self) -> str:
        """Name the initiatives whose total is printed where their years are not known."""
        sums, shown = self.sums, self._has_sum_column and self.sums.is_term
        listed = (listing.initiative for group in sums.groups for listing in group.listings)
        printed = {i.id for i in listed if shown and is_known_by_total(i, sums.columns)}
        return names(sorted(printed, key=id_order), self.texts)

    def _columns(self) -> Iterator[Column]:
        yield Column(heading=self.texts(f"budget.item.{self.sums.by.value}"), wide=True)
        for year, _ in self.sums.columns:
            yield Column(heading=year_heading(year, self.plan, self.texts), numeric=True)
        if self._has_sum_column:
            yield Column(heading=self.texts("budget.total"), numeric=True)

    @property
    def _has_sum_column(self) -> bool:
        return len(self.sums.columns) > 1

    def _values(self, line: Line) -> Iterator[Value]:
        if line.what is What.HEADING:
            yield from [None] * (len(self.sums.columns) + self._has_sum_column)
            return
        yield from line.shown
        if self._has_sum_column:
            yield line.whole

    def _relisted_note(self) -> str:
        ids, totals = self.table.relisted(), self.sums.with_relisted
        if not self.sums.uncounted or not all(total.is_whole for total in totals):
            return self.texts("budget.relisted.plain", ids=ids)
        amounts = [
            self._amount(year_heading(year, self.plan, self.texts), total)
            for (year, _), total in zip(self.sums.columns, totals, strict=True)
        ]
        if self._has_sum_column:
            whole = self.sums.whole_with_relisted
            amounts.append(self._amount(self.texts("budget.total"), whole))
        listed = self.texts("list.and").join(amounts)
        return self.texts("budget.relisted", ids=ids, amounts=listed)

    def _amount(self, year: str, total: Total) -> str:
        amount = f"{total.amount:,f} {self.plan.unit}"
        return self.texts("budget.relisted.amount", year=year, amount=amount)

    def _records(self) -> Iterator[tuple[Value, ...]]:
        """Yield one record for each column of a line."""
        for line in self.table.lines():
            for at, total in enumerate(line.totals):
                year, basis = self.sums.columns[at]
                presence = line.amounts[at].presence.value if line.amounts else None
                head = (line.kind(self.sums.by), line.key, line.title, year.key, year.start)
                counts = (total.unknown, total.below_unit, self.plan.unit)
                yield (*head, basis.value, total, presence, *counts)
