"""The notes under the printed table of an initiative: footnotes, remarks and sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.analysis.initiative_judgements import find_judged_band
from plantool.analysis.measure_deadlines import is_reported_late
from plantool.model.cell import EMPTY_CELL
from plantool.reports.attribute_text import yield_attribute_lines
from plantool.reports.correction_notes import yield_correction_notes
from plantool.reports.fact_text import format_money
from plantool.reports.judgement_texts import JudgementTexts
from plantool.reports.page import Note, Paragraph
from plantool.reports.phrases import (
    add_stage_and_day,
    format_cell,
    format_judgement,
    format_printed_attainment,
    format_result,
)
from plantool.reports.revision_notes import yield_revision_notes
from plantool.reports.status_text import format_status
from plantool.reports.unknown_amounts import yield_unknown_notes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.model.fiscal_year import FiscalYear
    from plantool.model.initiative import Footnote, Initiative
    from plantool.model.measure import Measure
    from plantool.model.result import Result
    from plantool.reports.page import Block
    from plantool.reports.printed_table import PrintedTable
    from plantool.reports.scope import Scope


class PrintedNotes:
    """Writes the notes that reports, budget and source add to the figures of ``table``."""

    def __init__(self, scope: Scope, initiative: Initiative, table: PrintedTable) -> None:
        self.scope = scope
        self.plan = scope.plan
        self.texts = scope.texts
        self.initiative = initiative
        self.table = table

    def yield_notes(self) -> Iterator[Block]:
        """Yield the footnotes as they are printed, then all other remarks."""
        values = (value for row in self.table.money_rows for value in row.values)
        yield from yield_unknown_notes(values, self.texts)
        yield from (Paragraph(self._format_footnote(note)) for note in self.initiative.footnotes)
        yield from map(Note, self._yield_judgements())
        for measure in self.initiative.measures():
            yield from self._yield_attribute_notes(measure)
            yield from self._yield_measure_notes(measure)
        yield from map(Note, yield_revision_notes(self.initiative, self.plan, self.texts))
        yield from self._yield_budget_notes()
        yield from self._yield_source_notes()

    def _format_footnote(self, note: Footnote) -> str:
        key = "show.footnote" if note.term else "show.footnote.plain"
        return self.texts(key, mark=note.mark, term=note.term, text=note.text)

    def _yield_judgements(self) -> Iterator[str]:
        """Yield how people judged the whole initiative, and what else they said of it."""
        words = JudgementTexts(self.scope)
        for _, year, report in self.initiative.judgements.yield_reports():
            judgement = report.judgement
            if judgement is None or (report.reported or self.scope.as_of) > self.scope.as_of:
                continue
            band = find_judged_band(self.plan, report, year)
            status = format_status(band, self.plan.scheme, self.texts) if band else judgement.status
            said = words.add_reason(judgement, status)
            name = words.name_day(report, year)
            yield f"{name}: {said}"
            for line in yield_attribute_lines(judgement.attributes, self.texts):
                yield f"{name} {line}"

    def _yield_attribute_notes(self, measure: Measure) -> Iterator[Note]:
        if lines := list(yield_attribute_lines(measure.attributes, self.texts)):
            name = self.initiative.name_with_groups(measure)
            listed = self.texts("show.attributes.and").join(lines)
            yield Note(self.texts("show.attributes", measure=name, attributes=listed))

    def _yield_measure_notes(self, measure: Measure) -> Iterator[Note]:
        name = self.initiative.name_with_groups(measure)
        day = self.scope.as_of
        shown = {year: reports.find_counting(day) for year, reports in measure.results}
        for year, result in yield_made_reports(measure, self.scope):
            words = {"year": self._name_report(year, result), "measure": name}
            for remark in self._yield_remarks(measure, result, is_shown=result is shown[year]):
                yield Note(self.texts("show.note", note=remark, **words))

    def _name_report(self, year: FiscalYear, result: Result) -> str:
        """Name one report: its year, and its day where the year has several."""
        return add_stage_and_day(result, self.scope.name_year(year), self.texts)

    def _yield_remarks(self, measure: Measure, result: Result, *, is_shown: bool) -> Iterator[str]:
        """Yield the remarks of a report, and its result where the table does not show it."""
        texts, scheme = self.texts, self.plan.scheme
        has_figure = result.cell != EMPTY_CELL or result.attainment is not None
        if not is_shown and (has_figure or result.state):
            text = format_result(result, measure.unit, scheme, texts)
            if result.planned:
                planned = format_cell(result.planned, measure.unit, texts)
                text = texts("show.result.planned", text=text, planned=planned)
            text += format_printed_attainment(result, texts) or ""
            yield texts("show.result.value", text=text)
        if measure.due and is_reported_late(measure, result):
            yield texts("show.result.late", due=measure.due.isoformat())
        for key in ("note", "reason", "action"):
            if text := getattr(result, key):
                yield texts(f"show.result.{key}", text=text)
        if judged := result.judgement:
            name = format_judgement(judged, scheme, texts)
            yield texts("why.judged", status=name, reason=judged.reason)
        if result.source:
            yield texts("show.result.source", text=result.source)

    def _yield_budget_notes(self) -> Iterator[Note]:
        texts, budget, name_year = self.texts, self.initiative.budget, self.scope.name_year
        for year, reason in budget.reasons:
            yield Note(texts("show.money.reason", year=name_year(year), reason=reason))
        yield from self._yield_request_notes()
        yield from map(Note, yield_correction_notes(self.initiative, self.plan, texts))
        if budget.preliminary:
            years = texts("list.and").join(map(name_year, budget.preliminary))
            yield Note(texts("show.preliminary", years=years))

    def _yield_request_notes(self) -> Iterator[Note]:
        """Yield what is requested for years that have no column."""
        for year, money in self.initiative.budget.requested:
            if year > max(self.plan.planned_years):
                amount = format_money(money)
                words = {"year": self.scope.name_year(year), "unit": self.plan.unit}
                yield Note(self.texts("show.money.requested", amount=amount, **words))

    def _yield_source_notes(self) -> Iterator[Note]:
        source = self.initiative.source
        if source is None:
            return
        yield Note(self.texts("show.source", document=source.document))
        for entry in source.unverified:
            yield Note(self.texts("show.unverified", at=entry.at, reason=entry.reason))


def yield_made_reports(measure: Measure, scope: Scope) -> Iterator[tuple[FiscalYear, Result]]:
    """Yield the reports that had been made on the day of the scope."""
    for _, year, result in measure.yield_reports():
        if result.reported is None or result.reported <= scope.as_of:
            yield year, result
