"""The sheet of results (実績): a row per measure and year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.diagnostics import MISSING
from plantool.model.result import Stage
from plantool.reports.phrases import (
    add_stage_and_day,
    add_year,
    format_cell,
    format_planned,
    format_result,
    format_title,
    format_year,
    name_row_fully,
)
from plantool.reports.plan_headings import name_heading, name_shared_heading
from plantool.sheets.cell_words import list_state_names
from plantool.sheets.layout import Column, Sheet, SheetKind, SheetRow
from plantool.sheets.sheet_scope import SheetScope
from plantool.sheets.subjects import Subject, read_fields

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from plantool.analysis.selection import Listing
    from plantool.model.fiscal_year import FiscalYear
    from plantool.model.measure import Measure
    from plantool.model.result import Result


class ResultSheet(SheetScope):
    """Lays out the results of ``years``; ``blank_only`` leaves out what has its final report."""

    def build(self, listings: Iterable[Listing]) -> Sheet:
        rows = tuple(row for listing in listings for row in self._yield_rows(listing))
        columns = tuple(self._yield_columns(rows))
        title = self.texts("sheet.results")
        return Sheet(SheetKind.RESULTS, title, columns, rows, ("planned", ("value", "state")))

    def _yield_columns(self, rows: Sequence[SheetRow]) -> Iterator[Column]:
        plan, texts = self.plan, self.texts
        yield Column("id", texts("sheet.column.id"), 7)
        yield Column("title", texts("sheet.column.title"), 16)
        yield Column(
            "measure", name_shared_heading(plan, "measures", texts("sheet.column.measure")), 18
        )
        yield Column("unit", texts("sheet.column.unit"), 6)
        yield Column("year", texts("sheet.column.year"), 8)
        yield Column(
            "planned", name_shared_heading(plan, "planned", texts("sheet.column.planned")), 12
        )
        yield Column("last", texts("sheet.column.last"), 11)
        yield Column("target", name_heading(plan, "target", texts("sheet.column.target")), 12)
        if any(row.texts["so-far"] for row in rows):
            yield Column("so-far", texts("sheet.column.so-far"), 12)
        result = name_shared_heading(plan, "result", texts("sheet.column.value"))
        yield Column("value", result, 12, is_input=True)
        yield Column("state", texts("sheet.column.state"), 9, is_input=True)
        for key in ("note", "reason", "action"):
            yield Column(key, texts(f"sheet.column.{key}"), 18, is_input=True)
        if plan.scheme.is_rated_by_people or any(row.texts["judgement"] for row in rows):
            yield Column("judgement", texts("sheet.column.judgement"), 10, is_input=True)
            yield Column(
                "judgement_reason", texts("sheet.column.judgement_reason"), 18, is_input=True
            )

    def _yield_rows(self, listing: Listing) -> Iterator[SheetRow]:
        initiative = listing.initiative
        for measure in initiative.measures():
            for year in filter(initiative.life.covers, self.years):
                subject = Subject(SheetKind.RESULTS, initiative, year, measure)
                last = self._find_last(measure, year)
                is_open = last is None or self._is_provisional(last, year)
                if is_open or not self.blank_only:
                    yield self._build_row(
                        listing, subject, measure, adds=is_open and last is not None
                    )

    def _build_row(
        self, listing: Listing, subject: Subject, measure: Measure, *, adds: bool
    ) -> SheetRow:
        whole = subject.read_whole(self.read_file(listing.initiative.file))
        said = read_fields(subject.kind, MISSING if adds else whole, "")
        texts = dict(self._yield_printed(listing, subject.year, measure))
        last = self._find_last(measure, subject.year)
        texts["so-far"] = self._describe_report(last, measure) if adds and last else ""
        texts |= {column: self.words.show(column, plain) for column, plain in said.items()}
        return SheetRow(
            subject.key, texts, whole, adds, choices=tuple(self._yield_choices(measure))
        )

    def _yield_printed(
        self, listing: Listing, year: FiscalYear, measure: Measure
    ) -> Iterator[tuple[str, str]]:
        texts, plan = self.texts, self.plan
        planned, due = measure.planned.get(year), measure.due
        calendar = plan.calendar
        is_due = due and calendar.find_first_day(year) <= due <= calendar.find_last_day(year)
        target = format_cell(measure.target, measure.unit, texts)
        by = format_year(measure.target_year, plan, texts) if measure.target_year else ""
        yield "id", listing.initiative.id
        yield "title", format_title(listing, texts)
        yield "measure", name_row_fully(listing.initiative, measure)
        yield "unit", measure.unit or ""
        yield "year", format_year(year, plan, texts)
        yield "planned", format_planned(planned, due if is_due else None, measure.unit, texts)
        yield "last", self._describe_year_before(measure, year)
        yield "target", add_year(target, by, texts) if by else target

    def _describe_year_before(self, measure: Measure, year: FiscalYear) -> str:
        before = next(
            (known for known, _ in measure.results if known.start == year.start - 1), None
        )
        last = self._find_last(measure, before) if before else None
        return format_result(last, measure.unit, self.plan.scheme, self.texts)

    def _describe_report(self, report: Result, measure: Measure) -> str:
        text = format_result(report, measure.unit, self.plan.scheme, self.texts)
        return add_stage_and_day(report, text, self.texts)

    def _yield_choices(self, measure: Measure) -> Iterator[tuple[str, tuple[str, ...]]]:
        states = self.words.labels["state"]
        yield "state", tuple(states[name] for name in list_state_names(measure))
        yield "judgement", tuple(self.words.labels["judgement"].values())

    @staticmethod
    def _find_last(measure: Measure, year: FiscalYear) -> Result | None:
        reports = measure.results.get(year)
        return reports.items[-1] if reports else None

    def _is_provisional(self, report: Result, year: FiscalYear) -> bool:
        """Tell whether a report was made before the year was over, so that another one is due."""
        last_day = self.plan.calendar.find_last_day(year)
        is_early = report.reported is not None and report.reported <= last_day
        return report.stage is not Stage.FINAL or is_early
