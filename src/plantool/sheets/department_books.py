"""Lays out one workbook for each department, with its own items alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plantool.analysis.owed_reports import group_by_department, yield_each_once
from plantool.analysis.selection import Selection
from plantool.reports.phrases import format_date, format_year, name_department
from plantool.sheets.cell_words import CellWords, build_labels
from plantool.sheets.layout import LAYOUT, Book
from plantool.sheets.money_sheets import MoneySheets
from plantool.sheets.result_sheet import ResultSheet
from plantool.sheets.sheet_scope import SheetScope
from plantool.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from plantool.analysis.selection import Listing
    from plantool.loading.read_plan import Loaded
    from plantool.messages import Catalogue
    from plantool.model.fiscal_year import FiscalYear
    from plantool.model.initiative import Department
    from plantool.model.plan import Plan


class _Entry(NamedTuple):
    """What is handed out of an initiative: all of it."""

    listing: Listing


class DepartmentBooks:
    """Lays out workbooks of a plan for ``years``; ``commit`` is the one that was read, if any."""

    def __init__(
        self,
        loaded: Loaded,
        texts: Catalogue,
        years: Sequence[FiscalYear],
        *,
        commit: str = "",
        blank_only: bool = False,
    ) -> None:
        self.plan = loaded.plan
        self.texts = texts
        self.years = years
        self.commit = commit
        self.blank_only = blank_only
        self.labels = build_labels(self.plan, texts)
        self.read_file = loaded.reading.build_tree_reader()

    def yield_books(self, wanted: Sequence[str] = ()) -> Iterator[Book]:
        """Yield the workbooks of the departments that are ``wanted`` by any of their names.

        Of all without one, and then of what has no department as well. One without a row is left
        out. Raises UsageError for a name that is none.
        """
        selection = Selection.from_options(departments=list(wanted) or None)
        listings = yield_each_once(selection.find_listings(self.plan))
        for department, rows in group_by_department(map(_Entry, listings), self.plan, wanted):
            book = self.build_book(department, [row.listing for row in rows])
            if book.sheets:
                yield book

    def build_book(self, department: Department | None, listings: Sequence[Listing]) -> Book:
        """Lay out the workbook of one department; a sheet without rows is left out."""
        plan, texts = self.plan, self.texts
        words = CellWords(texts, self.labels, plan.unit)
        scope = SheetScope(plan, texts, words, self.years, self.read_file, self.blank_only)
        sheets = (
            ResultSheet(*scope).build(listings),
            *MoneySheets(*scope).build(listings),
        )
        name = name_department(department, texts)
        return Book(
            name=name,
            caption=plan.title,
            guide_title=texts("sheet.guide"),
            guide=tuple(self._yield_guide(name)),
            sheets=tuple(sheet for sheet in sheets if sheet.rows),
            labels=self.labels,
            origin={
                "layout": str(LAYOUT),
                "plan": identify_plan(plan),
                "commit": self.commit,
                "version": __version__,
                "language": texts.language,
                "guide": texts("sheet.guide"),
                "department": name,
                "years": " ".join(year.key for year in self.years),
            },
        )

    def _yield_guide(self, department: str) -> Iterator[tuple[str, str]]:
        """Yield the lines of the first sheet: a heading, or "", and a text."""
        plan, texts = self.plan, self.texts
        years = texts("list.and").join(format_year(year, plan, texts) for year in self.years)
        due = [plan.deadlines.find_final_day(year, plan.calendar) for year in self.years]
        yield texts("sheet.guide.plan"), plan.title
        yield texts("sheet.guide.department"), department
        yield texts("sheet.guide.years"), years
        yield texts("sheet.guide.deadline"), format_date(max(due), plan, texts)
        if plan.contact:
            said = (plan.contact.name, plan.contact.mail, plan.contact.url)
            yield texts("sheet.guide.contact"), "\n".join(filter(None, said))
        yield texts("sheet.guide.how"), texts("sheet.guide.cells")
        for key in ("marks", "values", "reasons", "changes", "rows"):
            yield "", texts(f"sheet.guide.{key}")
        yield "", texts("sheet.guide.send" if plan.contact else "sheet.guide.send-back")


def identify_plan(plan: Plan) -> str:
    """Return what tells a plan from others: its publisher, and its id or else its title."""
    return f"{plan.publisher.code or plan.publisher.name}/{plan.id or plan.title}"
