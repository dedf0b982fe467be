"""One initiative as the printed page lays it out."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from plantool.model.by_year import ByYear
from plantool.model.cell import EMPTY_CELL
from plantool.model.measure import Group, Measure, walk_rows
from plantool.model.money import NONE, UNKNOWN, Money, Total
from plantool.model.result import Result
from plantool.reports.correction_notes import yield_correction_notes
from plantool.reports.page import (
    Block,
    Column,
    Heading,
    Note,
    Page,
    Paragraph,
    Records,
    Role,
    Row,
    Table,
)
from plantool.reports.phrases import (
    add_stage,
    describe_plan,
    format_cell,
    format_judgement,
    format_result,
    format_staged_result,
    format_title,
    format_year,
    name_departments,
    name_groups_above,
    name_row,
)
from plantool.reports.unknown_amounts import yield_unknown_notes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from plantool.analysis.selection import Listing
    from plantool.diagnostics import NodePath
    from plantool.messages import Catalogue
    from plantool.model.cell import Cell
    from plantool.model.fiscal_year import FiscalYear
    from plantool.model.initiative import Footnote
    from plantool.model.plan import Plan
    from plantool.model.result import Reports
    from plantool.reports.page import Value

VerdictTexts: TypeAlias = "Mapping[tuple[str, FiscalYear], str]"
_OCCASIONAL_BASES = {"supplementary", "reserve", "carried_in", "carried_out"}  # unsaid is none
_NO_RESULT = Result()
_RECORD_COLUMNS = (
    "id",
    "row",
    "group",
    "measure",
    "number",
    "name",
    "mark",
    "field",
    "year",
    "western_year",
    "text",
    "value",
    "presence",
    "unit",
    "state",
    "note",
    "reason",
    "source",
    "reported",
    "stage",
    "action",
    "judged",
    "judged_reason",
)


class InitiativeReport:
    """Lays out one initiative where a chapter lists it, with the reports made by ``as_of``.

    ``verdicts`` stand under the results.
    """

    def __init__(
        self,
        plan: Plan,
        listing: Listing,
        texts: Catalogue,
        *,
        as_of: date = date.max,
        verdicts: VerdictTexts | None = None,
    ) -> None:
        self.plan = plan
        self.listing = listing
        self.initiative = listing.initiative
        self.texts = texts
        self.as_of = as_of
        self.verdicts = verdicts or {}

    def build_page(self) -> Page:
        initiative = self.initiative
        return Page(
            name="show",
            blocks=self._yield_blocks(),
            records=Records(_RECORD_COLUMNS, self._yield_records()),
            metadata={
                "plan": describe_plan(self.plan),
                "id": initiative.id,
                "number": self._number,
                "title": initiative.title,
                "mark": initiative.mark,
                "chapter": initiative.chapter,
                "section": initiative.section,
                "relisted_in": None if self.listing.is_counted else self.listing.chapter.id,
                "departments": [department.name for department in initiative.departments],
                "summary": initiative.summary,
                "footnotes": [
                    {"mark": note.mark, "term": note.term, "text": note.text}
                    for note in initiative.footnotes
                ],
                "source": initiative.source.document if initiative.source else None,
                "unverified": [
                    {"at": entry.at, "reason": entry.reason}
                    for entry in (initiative.source.unverified if initiative.source else ())
                ],
                "unit": self.plan.unit,
            },
        )

    @property
    def _number(self) -> str | None:
        relisting = self.listing.relisting
        return relisting.number if relisting else self.initiative.number

    def _yield_blocks(self) -> Iterator[Block]:
        initiative, section, texts = self.initiative, self.listing.section, self.texts
        if section:
            yield Paragraph(f"{section.id} {section.title}")
        number = f"{self._number} " if self._number else ""
        heading = f"{texts('show.number', id=initiative.id)} {number}"
        yield Heading(heading + format_title(self.listing, texts))
        names = name_departments(initiative, texts)
        yield Paragraph(f"{texts('show.departments')}: {names}")
        if initiative.summary:
            yield Paragraph(initiative.summary)
        yield Heading(texts("show.table"), 2)
        yield self.build_printed_table()
        yield from self.yield_printed_notes()

    def build_printed_table(self) -> Table:
        """Return the printed table, with the results beside the plan."""
        return Table(
            tuple(self._yield_printed_columns()), tuple(self._yield_printed_rows()), lined=True
        )

    def _yield_printed_columns(self) -> Iterator[Column]:
        texts, plan = self.texts, self.plan
        target = texts("show.target", year=format_year(plan.planned_years[-1], plan, texts))
        yield Column(heading=target, wide=True)
        for year in plan.baseline_years:
            words = {"year": format_year(year, plan, texts), "note": plan.year_notes.get(year)}
            key = "show.baseline.note" if words["note"] else "show.baseline"
            yield Column(heading=texts(key, **words), wide=True)
        for year in plan.planned_years:
            yield Column(heading=format_year(year, plan, texts), wide=True)
        yield Column(heading=texts("show.total"), wide=True)

    def _yield_printed_rows(self) -> Iterator[Row]:
        for indent, row in walk_rows(self.initiative.rows):
            if isinstance(row, Group):
                yield from self._yield_group_rows(row, indent)
            else:
                yield self._build_measure_row(row, indent)
                if row.results or any(row.id == measure for measure, _ in self.verdicts):
                    yield self._build_result_row(row, indent)
        yield from self._money_rows

    def _yield_group_rows(self, group: Group, indent: int) -> Iterator[Row]:
        if group.name or group.baseline:
            name = name_row(group)
            baseline = (
                self._format_printed_cell(group.baseline.get(y), None)
                for y in self.plan.baseline_years
            )
            rest = [None] * (len(self.plan.planned_years) + 1)
            yield Row((name, *baseline, *rest), Role.HEADING, indent)

    def _build_measure_row(self, measure: Measure, indent: int) -> Row:
        years, unit = self.plan.planned_years, measure.unit
        name = name_row(measure)
        if measure.target:
            name = f"{name}\n{format_cell(measure.target, unit, self.texts)}"
        return Row(
            (
                name,
                *(
                    self._format_printed_cell(measure.baseline.get(y), unit)
                    for y in self.plan.baseline_years
                ),
                *(self._format_printed_cell(measure.planned.get(y), unit) for y in years),
                self._format_printed_cell(measure.total, unit),
            ),
            indent=indent,
        )

    def _build_result_row(self, measure: Measure, indent: int) -> Row:
        return Row(
            (
                self.texts("show.result"),
                *[None] * len(self.plan.baseline_years),
                *(self._format_year_result(measure, year) for year in self.plan.planned_years),
                None,
            ),
            Role.SUBTOTAL,
            indent + 1,
        )

    def _format_year_result(self, measure: Measure, year: FiscalYear) -> str | None:
        result = self._find_counting_report(measure.results.get(year))
        lines = (
            format_staged_result(result, measure.unit, self.plan.scheme, self.texts),
            self.verdicts.get((measure.id, year)),
        )
        return "\n".join(dict.fromkeys(filter(None, lines))) or None

    @cached_property
    def _money_rows(self) -> tuple[Row, ...]:
        return tuple(self._yield_money_rows())

    def _yield_money_rows(self) -> Iterator[Row]:
        blanks = [None] * len(self.plan.baseline_years)
        for key, amounts in self._yield_stated_money():
            years = [amounts.get(year) for year in self.plan.planned_years]
            if key == "planned":
                label = self.texts("show.money", unit=self.plan.unit)
                total: Value = self.initiative.budget.total
            else:
                words = {"basis": self.texts(f"basis.{key}"), "unit": self.plan.unit}
                label = self.texts("show.money.basis", **words)
                unsaid = NONE if key in _OCCASIONAL_BASES else UNKNOWN
                total = sum((_to_total(year or unsaid) for year in years), Total())
            yield Row((label, *blanks, *years, total), Role.TOTAL)

    def _yield_stated_money(self) -> Iterator[tuple[str, ByYear[Money] | ByYear[Total]]]:
        """Yield the money that the file states, basis by basis."""
        budget = self.initiative.budget
        for key, amounts in budget.list_by_key():
            if key == "supplementary" and amounts:
                yield key, ByYear(tuple((y, budget.sum_supplements(y)) for y in amounts.years))
            elif amounts or (key == "planned" and budget.total):  # a total may be all there is
                yield key, amounts

    def _format_printed_cell(self, cell: Cell | None, unit: str | None) -> str | None:
        return format_cell(cell, unit, self.texts) or None

    def _format_footnote(self, note: Footnote) -> str:
        key = "show.footnote" if note.term else "show.footnote.plain"
        return self.texts(key, mark=note.mark, term=note.term, text=note.text)

    def yield_printed_notes(self) -> Iterator[Block]:
        """Yield the footnotes, and what reports, budget and source say beside the figures."""
        values = (value for row in self._money_rows for value in row.values)
        yield from yield_unknown_notes(values, self.texts)
        yield from (Paragraph(self._format_footnote(note)) for note in self.initiative.footnotes)
        for measure in self.initiative.measures():
            for _, year, result in self._yield_made_reports(measure):
                name = self.initiative.name_with_groups(measure)
                words = {"year": self._name_report(year, result), "measure": name}
                for remark in (
                    *self._yield_unshown_result(measure, year, result),
                    *self._yield_result_remarks(result),
                ):
                    yield Note(self.texts("show.note", note=remark, **words))
        for year, reason in self.initiative.budget.reasons:
            heading = format_year(year, self.plan, self.texts)
            yield Note(self.texts("show.money.reason", year=heading, reason=reason))
        yield from map(Note, yield_correction_notes(self.initiative, self.plan, self.texts))
        if preliminary := self.initiative.budget.preliminary:
            years = (format_year(year, self.plan, self.texts) for year in preliminary)
            yield Note(self.texts("show.preliminary", years=self.texts("list.and").join(years)))
        if source := self.initiative.source:
            yield Note(self.texts("show.source", document=source.document))
            for entry in source.unverified:
                yield Note(self.texts("show.unverified", at=entry.at, reason=entry.reason))

    def _name_report(self, year: FiscalYear, result: Result) -> str:
        """Name one report: its year, and its day where the year has several."""
        heading = format_year(year, self.plan, self.texts)
        day = f" {result.reported.isoformat()}" if result.reported else ""
        return add_stage(result.stage, heading, self.texts) + day

    def _yield_unshown_result(
        self, measure: Measure, year: FiscalYear, result: Result
    ) -> Iterator[str]:
        """Yield what a report says of the result, unless the table shows it."""
        is_shown = result is self._find_counting_report(measure.results.get(year))
        if not is_shown and (result.cell != EMPTY_CELL or result.state):
            text = format_result(result, measure.unit, self.plan.scheme, self.texts)
            yield self.texts("show.result.value", text=text)

    def _yield_result_remarks(self, result: Result) -> Iterator[str]:
        """Yield what a report says beside the result itself."""
        for key in ("note", "reason", "action"):
            if text := getattr(result, key):
                yield self.texts(f"show.result.{key}", text=text)
        if judged := result.judgement:
            name = format_judgement(judged, self.plan.scheme, self.texts)
            yield self.texts("why.judged", status=name, reason=judged.reason)
        if result.source:
            yield self.texts("show.result.source", text=result.source)

    def _yield_made_reports(
        self, measure: Measure
    ) -> Iterator[tuple[NodePath, FiscalYear, Result]]:
        """Yield the reports that had been made."""
        for path, year, result in measure.yield_reports():
            if result.reported is None or result.reported <= self.as_of:
                yield path, year, result

    def _find_counting_report(self, reports: Reports | None) -> Result | None:
        """Return the report that counts, or else the latest one."""
        return reports.find_counting(self.as_of) if reports else None

    def _yield_records(self) -> Iterator[tuple[Value, ...]]:
        for _, row in walk_rows(self.initiative.rows):
            if isinstance(row, Group) and row.name:
                yield self._build_row_record(row, "heading")
            for year, cell in row.baseline:
                yield self._build_row_record(row, "baseline", year, cell)
            if isinstance(row, Measure):
                yield from self._yield_measure_records(row)
        for key, amounts in self._yield_stated_money():
            for year, money in amounts:
                yield self._build_money_record(f"budget.{key}", year, money)
        if total := self.initiative.budget.total:
            yield self._build_money_record("budget.total", None, total)

    def _yield_measure_records(self, measure: Measure) -> Iterator[tuple[Value, ...]]:
        for year, cell in measure.planned:
            yield self._build_row_record(measure, "planned", year, cell)
        for field, total in (("total", measure.total), ("target", measure.target)):
            if total is not None:
                yield self._build_row_record(measure, field, None, total)
        for _, year, result in self._yield_made_reports(measure):
            yield self._build_row_record(measure, "result", year, result.cell, result)

    def _build_row_record(
        self,
        row: Measure | Group,
        field: str,
        year: FiscalYear | None = None,
        cell: Cell = EMPTY_CELL,
        result: Result = _NO_RESULT,
    ) -> tuple[Value, ...]:
        measure = row if isinstance(row, Measure) else None
        return (
            self.initiative.id,
            "measure" if measure else "group",
            name_groups_above(self.initiative, row),
            row.id,
            row.number,
            row.name,
            row.mark,
            field,
            *self._list_year_values(year),
            cell.text,
            cell.value,
            None,
            measure.unit if measure else None,
            result.state.value if result.state else None,
            result.note,
            result.reason,
            result.source,
            result.reported.isoformat() if result.reported else None,
            result.stage.value if field == "result" else None,
            result.action,
            *(result.judgement or (None, None)),
        )

    def _build_money_record(
        self, field: str, year: FiscalYear | None, money: Money | Total
    ) -> tuple[Value, ...]:
        presence = money.presence.value if isinstance(money, Money) else None
        head = (self.initiative.id, "budget", *[None] * 5, field, *self._list_year_values(year))
        return (*head, None, money, presence, self.plan.unit, *[None] * 9)

    def _list_year_values(self, year: FiscalYear | None) -> tuple[str | None, int | None]:
        """Return a year as the plan spells it, and in western years."""
        return (self.plan.year(year.key).key, year.start) if year else (None, None)


def _to_total(amount: Money | Total) -> Total:
    return Total.of([amount]) if isinstance(amount, Money) else amount
