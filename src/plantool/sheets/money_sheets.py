"""The sheets of money (事業費): a row per initiative and year, and one per supplement (補正)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.diagnostics import MISSING
from plantool.model.basis import Basis
from plantool.model.money import Presence
from plantool.reports.phrases import format_title, format_year
from plantool.sheets.layout import Column, Sheet, SheetKind, SheetRow
from plantool.sheets.sheet_scope import SheetScope
from plantool.sheets.subjects import MONEY_COLUMNS, NEW_ITEM, Subject, read_fields

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from plantool.analysis.selection import Listing
    from plantool.diagnostics import Missing
    from plantool.model.fiscal_year import FiscalYear
    from plantool.model.initiative import Initiative
    from plantool.model.money import Money
    from plantool.syntax.nodes import Plain

_SELDOM = frozenset({"reserve", "transfers", "current", "unused", "requested"})


class MoneySheets(SheetScope):
    """Lays out the money of ``years``; ``blank_only`` leaves out what has its settlement."""

    def build(self, listings: Sequence[Listing]) -> Iterator[Sheet]:
        """Yield both sheets; none for a plan without money."""
        if self.plan.has_money:
            yield self._build_money(tuple(self._yield_money_rows(listings)))
            yield self._build_supplements(tuple(self._yield_supplement_rows(listings)))

    def _build_money(self, rows: tuple[SheetRow, ...]) -> Sheet:
        columns = (*self._yield_head_columns(), *self._yield_money_columns(rows))
        title = self.texts("sheet.money")
        return Sheet(SheetKind.MONEY, title, columns, rows, ("planned", ("settled",)))

    def _build_supplements(self, rows: tuple[SheetRow, ...]) -> Sheet:
        texts = self.texts
        columns = (
            *self._yield_head_columns(),
            Column("number", texts("sheet.column.number"), 10, is_input=True),
            Column("date", texts("sheet.column.date"), 14, is_input=True),
            self._head_amount("amount"),
        )
        return Sheet(SheetKind.SUPPLEMENTS, texts("sheet.supplements"), columns, rows, ("", ()))

    def _yield_head_columns(self) -> Iterator[Column]:
        for key, width in (("id", 8), ("title", 30), ("year", 9)):
            yield Column(key, self.texts(f"sheet.column.{key}"), width)

    def _yield_money_columns(self, rows: Sequence[SheetRow]) -> Iterator[Column]:
        heading = self.texts("sheet.column.planned-money", unit=self.plan.unit)
        yield Column("planned", heading, 14, is_amount=True)
        for key in MONEY_COLUMNS:
            if key == "reasons":
                yield Column("supplementary", self._head("supplementary"), 14, is_amount=True)
                yield Column(key, self.texts("sheet.column.reasons"), 28, is_input=True)
            elif key not in _SELDOM or any(row.texts[key] for row in rows):
                yield self._head_amount(key)

    def _head(self, key: str) -> str:
        return self.texts(f"sheet.column.{key}", unit=self.plan.unit)

    def _head_amount(self, key: str) -> Column:
        return Column(key, self._head(key), 14, is_input=True, is_amount=True)

    def _yield_money_rows(self, listings: Iterable[Listing]) -> Iterator[SheetRow]:
        for listing, year in self._yield_years(listings):
            initiative = listing.initiative
            budget = initiative.budget
            if self.blank_only and budget.settled.get(year) is not None:
                continue
            subject = Subject(SheetKind.MONEY, initiative, year)
            whole = subject.read_whole(self.read_file(initiative.file))
            texts = self._describe_head(listing, year)
            texts["planned"] = self._show_amount(budget.amount(Basis.PLANNED, year))
            supplements = budget.sum_supplements(year)
            texts["supplementary"] = f"{supplements.amount:,f}" if supplements.counted else ""
            yield SheetRow(subject.key, texts | self._show_fields(subject, whole), whole)

    def _yield_supplement_rows(self, listings: Iterable[Listing]) -> Iterator[SheetRow]:
        for listing, year in self._yield_years(listings):
            first = Subject(SheetKind.SUPPLEMENTS, listing.initiative, year)
            whole = first.read_whole(self.read_file(listing.initiative.file))
            for item in _list_items(whole):
                subject = first._replace(item=item)
                texts = self._describe_head(listing, year) | self._show_fields(subject, whole)
                is_sum = item == ""
                yield SheetRow(
                    subject.key,
                    texts,
                    whole,
                    adds=item == NEW_ITEM,
                    closed=frozenset({"number", "date"}) if is_sum else frozenset(),
                )

    def _yield_years(self, listings: Iterable[Listing]) -> Iterator[tuple[Listing, FiscalYear]]:
        for listing in listings:
            for year in self.years:
                if _has_money(listing.initiative, year):
                    yield listing, year

    def _describe_head(self, listing: Listing, year: FiscalYear) -> dict[str, str]:
        return {
            "id": listing.initiative.id,
            "title": format_title(listing, self.texts),
            "year": format_year(year, self.plan, self.texts),
        }

    def _show_fields(self, subject: Subject, whole: Plain | Missing) -> dict[str, str]:
        said = read_fields(subject.kind, whole, subject.item)
        return {column: self.words.show(column, plain) for column, plain in said.items()}

    def _show_amount(self, money: Money) -> str:
        match money.presence:
            case Presence.KNOWN:
                return f"{money.amount:,f}"
            case Presence.UNKNOWN:
                return ""
            case presence:
                return self.texts(presence.value)


def _has_money(initiative: Initiative, year: FiscalYear) -> bool:
    """Tell whether a year can have money: the initiative lives, or says some of it."""
    by_key = initiative.budget.list_by_key()
    return initiative.life.covers(year) or any(
        amounts.get(year) is not None for _, amounts in by_key
    )


def _list_items(whole: Plain | Missing) -> list[str]:
    """Return the items of a year's supplements: each, and a new one; or their sum alone."""
    if whole is not MISSING and not isinstance(whole, list):
        return [""]
    count = len(whole) if isinstance(whole, list) else 0
    return [*map(str, range(count)), NEW_ITEM]
