"""The budget report: sums that add up, and what they leave out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.analysis.budget import BudgetSums, Group, amounts_of, execution_rate
from plantool.analysis.choices import By
from plantool.model.basis import Basis
from plantool.model.initiative import id_order
from plantool.model.money import Money, Total
from plantool.reports.page import (
    Block,
    Column,
    Heading,
    Note,
    Page,
    Percent,
    Records,
    Role,
    Row,
    Table,
)
from plantool.reports.words import limited, names, plan_facts, title_of, year_heading

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from plantool.analysis.selection import Listing
    from plantool.messages import Catalogue
    from plantool.model.initiative import Initiative
    from plantool.model.plan import Plan
    from plantool.reports.page import Value

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
    "execution_rate",
)


class BudgetReport:
    """Lays out sums as a page.

    ``only`` names what the sums are limited to. Sums on several bases are compared: the bases of a
    year stand side by side, with the execution rate.
    """

    def __init__(self, plan: Plan, sums: BudgetSums, texts: Catalogue, *, only: str = "") -> None:
        self.plan = plan
        self.sums = sums
        self.by = sums.by
        self.texts = texts
        self.only = only
        self.compare = len({basis for _, basis in sums.columns}) > 1

    def page(self) -> Page:
        return Page(
            name="budget",
            blocks=self._blocks(),
            records=Records(_RECORD_COLUMNS, self._records()),
            facts={"plan": plan_facts(self.plan), "unit": self.plan.unit, "by": self.by.value},
        )

    def _blocks(self) -> Iterator[Block]:
        texts, bases = self.texts, dict.fromkeys(basis for _, basis in self.sums.columns)
        basis = texts("list.and").join(texts(f"basis.{basis.value}") for basis in bases)
        words = {"title": texts("budget.title"), "basis": basis, "unit": self.plan.unit}
        yield Heading(self.plan.title)
        yield Heading(limited(texts("budget.caption", **words), self.only, texts), 2)
        yield Table(tuple(self._columns()), tuple(self._rows()))
        yield from self._notes()

    # The table for people

    def _columns(self) -> Iterator[Column]:
        yield Column(heading=self.texts(f"budget.item.{self.by.value}"), wide=True)
        for year, basis in self.sums.columns:
            heading = year_heading(year, self.plan, self.texts)
            if self.compare:
                heading = f"{heading}\n{self.texts(f'basis.{basis.value}')}"
            yield Column(heading=heading, numeric=True)
            if self.compare and basis is Basis.SETTLED:
                rate = f"{year_heading(year, self.plan, self.texts)}\n{self.texts('budget.rate')}"
                yield Column(heading=rate, numeric=True)
        if self._has_sum_column:
            yield Column(heading=self.texts("budget.total"), numeric=True)

    @property
    def _has_sum_column(self) -> bool:
        return not self.compare and len(self.sums.columns) > 1

    def _rows(self) -> Iterator[Row]:
        for group in self.sums.groups:
            if self.by is By.INITIATIVE:
                yield from self._detailed(group)
            elif any(listing.is_counted for listing in group.listings):
                yield self._row(self._label(group), group.totals)
        yield self._row(self.texts("budget.grand-total"), self.sums.totals, Role.TOTAL)
        if self.by is not By.INITIATIVE:
            yield from (self._listing_row(listing, 0) for listing in self.sums.relisted)
        if self.sums.uncounted:
            label = self.texts("budget.with-relisted")
            yield self._row(label, self.sums.with_relisted, Role.SUBTOTAL)

    def _detailed(self, group: Group) -> Iterator[Row]:
        yield Row((self._label(group), *[None] * (self._width - 1)), Role.HEADING)
        yield from (self._listing_row(listing, 1) for listing in group.listings)
        yield self._row(self.texts("budget.subtotal"), group.totals, Role.SUBTOTAL, 1)

    @property
    def _width(self) -> int:
        return len(tuple(self._columns()))

    def _listing_row(self, listing: Listing, indent: int) -> Row:
        initiative = listing.initiative
        star = " *" if self._is_inferred(initiative) else ""
        label = f"{initiative.id} {title_of(listing, self.texts)}{star}"
        amounts = amounts_of(initiative, self.sums.columns)
        role = Role.ITEM if listing.is_counted else Role.RELISTED
        return self._row(label, [Total.of([money]) for money in amounts], role, indent, amounts)

    def _row(
        self,
        label: str,
        totals: Sequence[Total],
        role: Role = Role.ITEM,
        indent: int = 0,
        shown: Sequence[Money | Total] = (),
    ) -> Row:
        values: list[Value] = [label]
        for at, (_, basis) in enumerate(self.sums.columns):
            values.append((shown or totals)[at])
            if self.compare and basis is Basis.SETTLED:
                values.append(self._rate(totals, at))
        if self._has_sum_column:
            values.append(sum(totals, Total()))
        return Row(tuple(values), role, indent)

    def _rate(self, totals: Sequence[Total], at: int) -> Percent | None:
        """Return the execution rate of a comparison's settled column, which follows the current."""
        if not self.compare or self.sums.columns[at][1] is not Basis.SETTLED:
            return None
        rate = execution_rate(settled=totals[at], current=totals[at - 1])
        return None if rate is None else Percent(rate)

    def _label(self, group: Group) -> str:
        chapter = self.plan.chapter(group.key[0])
        match self.by:
            case By.INITIATIVE | By.SECTION:
                section = chapter.section(group.key[1]) if chapter else None
                title = section.title if section else self.texts("budget.no-section")
                prefix = f"{group.key[0]}/" if len(self.plan.chapters) > 1 else ""
                return f"{prefix}{group.key[1]} {title}"
            case By.CHAPTER:
                return f"{group.key[0]} {chapter.title if chapter else ''}"
            case By.MARK:
                return group.key[0] or self.texts("budget.no-mark")
            case By.BUREAU | By.DEPARTMENT:
                return self.texts("list.and").join(group.key)

    # What a reader must know

    def _notes(self) -> Iterator[Note]:
        if self.sums.relisted:
            yield Note(self._relisted_note())
        everything = sum(self.sums.totals, Total())
        if everything.unknown:
            yield Note(self.texts("budget.unknown", count=everything.unknown))
        if everything.below_unit:
            mark = self.texts("below-unit")
            yield Note(self.texts("budget.below-unit", mark=mark, count=everything.below_unit))
        listed = (listing.initiative for group in self.sums.groups for listing in group.listings)
        if unverified := sorted({i.id for i in listed if self._is_inferred(i)}, key=id_order):
            ids = names(unverified, self.texts)
            yield Note(self.texts("budget.unverified", ids=ids))
        if self.plan.left_out:
            files = names(self.plan.left_out, self.texts)
            yield Note(self.texts("left-out", files=files))

    def _is_inferred(self, initiative: Initiative) -> bool:
        """Tell whether a shown amount was read from the source by inference."""
        planned = any(basis is Basis.PLANNED for _, basis in self.sums.columns)
        entries = initiative.source.unverified if initiative.source else ()
        return planned and any(entry.path[:1] == ("budget",) for entry in entries)

    def _relisted_note(self) -> str:
        comma, totals = self.texts("list.and"), self.sums.with_relisted
        ids = names((listing.initiative.id for listing in self.sums.relisted), self.texts)
        unsaid = self.compare or not self.sums.uncounted
        if unsaid or not all(total.is_whole for total in totals):
            return self.texts("budget.relisted.plain", ids=ids)
        amounts = [
            self._amount(year_heading(year, self.plan, self.texts), total)
            for (year, _), total in zip(self.sums.columns, totals, strict=True)
        ]
        if self._has_sum_column:
            amounts.append(self._amount(self.texts("budget.total"), sum(totals, Total())))
        return self.texts("budget.relisted", ids=ids, amounts=comma.join(amounts))

    def _amount(self, year: str, total: Total) -> str:
        amount = f"{total.amount:,f} {self.plan.unit}"
        return self.texts("budget.relisted.amount", year=year, amount=amount)

    # The records for machines

    def _records(self) -> Iterator[tuple[Value, ...]]:
        for group in self.sums.groups:
            if self.by is By.INITIATIVE:
                yield from self._listing_records(group.listings)
                yield from self._total_records("subtotal", group, group.totals)
            elif any(listing.is_counted for listing in group.listings):
                yield from self._total_records(self.by.value, group, group.totals)
        if self.by is not By.INITIATIVE:
            yield from self._listing_records(self.sums.relisted)
        yield from self._total_records("total", None, self.sums.totals)
        if self.sums.uncounted:
            yield from self._total_records("with-relisted", None, self.sums.with_relisted)

    def _listing_records(self, listings: Sequence[Listing]) -> Iterator[tuple[Value, ...]]:
        for listing in listings:
            initiative = listing.initiative
            row = "initiative" if listing.is_counted else "relisted"
            amounts = amounts_of(initiative, self.sums.columns)
            head = (row, initiative.id, initiative.title)
            presences = [money.presence.value for money in amounts]
            yield from self._columns_of(head, [Total.of([m]) for m in amounts], presences)

    def _total_records(
        self, row: str, group: Group | None, totals: Sequence[Total]
    ) -> Iterator[tuple[Value, ...]]:
        head = (row, "/".join(group.key) if group else None, self._label(group) if group else None)
        yield from self._columns_of(head, totals, [None] * len(totals))

    def _columns_of(
        self, head: tuple[Value, ...], totals: Sequence[Total], presences: Sequence[str | None]
    ) -> Iterator[tuple[Value, ...]]:
        """Yield one record for each column of a row."""
        for at, ((year, basis), total) in enumerate(zip(self.sums.columns, totals, strict=True)):
            yield (
                *head,
                year.key,
                year.start,
                basis.value,
                total,
                presences[at],
                total.unknown,
                total.below_unit,
                self.plan.unit,
                self._rate(totals, at),
            )
