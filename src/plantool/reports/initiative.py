"""One initiative as the printed page lays it out."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from plantool.model.by_year import ByYear
from plantool.model.cell import EMPTY
from plantool.model.measure import Group, Measure, walk
from plantool.model.money import NONE, UNKNOWN, Money, Total
from plantool.model.result import Result
from plantool.reports.corrections import correction_notes
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
from plantool.reports.unknown import unknown_notes
from plantool.reports.words import (
    cell_text,
    department_names,
    group_names,
    judged_text,
    plan_facts,
    result_text,
    row_name,
    stage_text,
    staged_text,
    title_of,
    year_heading,
)

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

Verdicts: TypeAlias = "Mapping[tuple[str, FiscalYear], str]"
_OCCASIONAL = {"supplementary", "reserve", "carried_in", "carried_out"}  # unsaid is none
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
        verdicts: Verdicts | None = None,
    ) -> None:
        self.plan = plan
        self.listing = listing
        self.initiative = listing.initiative
        self.texts = texts
        self.as_of = as_of
        self.verdicts = verdicts or {}

    def page(self) -> Page:
        initiative = self.initiative
        return Page(
            name="show",
            blocks=self._blocks(),
            records=Records(_RECORD_COLUMNS, self._records()),
            facts={
                "plan": plan_facts(self.plan),
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

    def _blocks(self) -> Iterator[Block]:
        initiative, section, texts = self.initiative, self.listing.section, self.texts
        if section:
            yield Paragraph(f"{section.id} {section.title}")
        number = f"{self._number} " if self._number else ""
        heading = f"{texts('show.number', id=initiative.id)} {number}"
        yield Heading(heading + title_of(self.listing, texts))
        names = department_names(initiative, texts)
        yield Paragraph(f"{texts('show.departments')}: {names}")
        if initiative.summary:
            yield Paragraph(initiative.summary)
        yield Heading(texts("show.table"), 2)
        yield self.table()
        yield from self.notes()

    def table(self) -> Table:
        """Return the printed table, with the results beside the plan."""
        return Table(tuple(self._columns()), tuple(self._rows()), lined=True)

    def _columns(self) -> Iterator[Column]:
        texts, plan = self.texts, self.plan
        target = texts("show.target", year=year_heading(plan.planned_years[-1], plan, texts))
        yield Column(heading=target, wide=True)
        for year in plan.baseline_years:
            words = {"year": year_heading(year, plan, texts), "note": plan.year_notes.get(year)}
            key = "show.baseline.note" if words["note"] else "show.baseline"
            yield Column(heading=texts(key, **words), wide=True)
        for year in plan.planned_years:
            yield Column(heading=year_heading(year, plan, texts), wide=True)
        yield Column(heading=texts("show.total"), wide=True)

    def _rows(self) -> Iterator[Row]:
        for indent, row in walk(self.initiative.rows):
            if isinstance(row, Group):
                yield from self._group_rows(row, indent)
            else:
                yield self._measure_row(row, indent)
                if row.results or any(row.id == measure for measure, _ in self.verdicts):
                    yield self._result_row(row, indent)
        yield from self._money_rows

    def _group_rows(self, group: Group, indent: int) -> Iterator[Row]:
        if group.name or group.baseline:
            name = row_name(group)
            baseline = (self._cell(group.baseline.get(y), None) for y in self.plan.baseline_years)
            rest = [None] * (len(self.plan.planned_years) + 1)
            yield Row((name, *baseline, *rest), Role.HEADING, indent)

    def _measure_row(self, measure: Measure, indent: int) -> Row:
        years, unit = self.plan.planned_years, measure.unit
        name = row_name(measure)
        if measure.target:
            name = f"{name}\n{cell_text(measure.target, unit, self.texts)}"
        return Row(
            (
                name,
                *(self._cell(measure.baseline.get(y), unit) for y in self.plan.baseline_years),
                *(self._cell(measure.planned.get(y), unit) for y in years),
                self._cell(measure.total, unit),
            ),
            indent=indent,
        )

    def _result_row(self, measure: Measure, indent: int) -> Row:
        return Row(
            (
                self.texts("show.result"),
                *[None] * len(self.plan.baseline_years),
                *(self._result(measure, year) for year in self.plan.planned_years),
                None,
            ),
            Role.SUBTOTAL,
            indent + 1,
        )

    def _result(self, measure: Measure, year: FiscalYear) -> str | None:
        result = self._last(measure.results.get(year))
        said = (
            staged_text(result, measure.unit, self.plan.scheme, self.texts),
            self.verdicts.get((measure.id, year)),
        )
        return "\n".join(dict.fromkeys(filter(None, said))) or None

    @cached_property
    def _money_rows(self) -> tuple[Row, ...]:
        return tuple(self._money_rows_of_bases())

    def _money_rows_of_bases(self) -> Iterator[Row]:
        blanks = [None] * len(self.plan.baseline_years)
        for key, amounts in self._money():
            years = [amounts.get(year) for year in self.plan.planned_years]
            if key == "planned":
                label = self.texts("show.money", unit=self.plan.unit)
                total: Value = self.initiative.budget.total
            else:
                words = {"basis": self.texts(f"basis.{key}"), "unit": self.plan.unit}
                label = self.texts("show.money.basis", **words)
                unsaid = NONE if key in _OCCASIONAL else UNKNOWN
                total = sum((_total(year or unsaid) for year in years), Total())
            yield Row((label, *blanks, *years, total), Role.TOTAL)

    def _money(self) -> Iterator[tuple[str, ByYear[Money] | ByYear[Total]]]:
        """Yield the money that the file states, basis by basis."""
        budget = self.initiative.budget
        for key, amounts in budget.by_key():
            if key == "supplementary" and amounts:
                yield key, ByYear(tuple((y, budget.supplements(y)) for y in amounts.years))
            elif amounts or (key == "planned" and budget.total):  # a total may be all there is
                yield key, amounts

    def _cell(self, cell: Cell | None, unit: str | None) -> str | None:
        return cell_text(cell, unit, self.texts) or None

    def _footnote(self, note: Footnote) -> str:
        key = "show.footnote" if note.term else "show.footnote.plain"
        return self.texts(key, mark=note.mark, term=note.term, text=note.text)

    def notes(self) -> Iterator[Block]:
        """Yield the footnotes, and what reports, budget and source say beside the figures."""
        values = (value for row in self._money_rows for value in row.values)
        yield from unknown_notes(values, self.texts)
        yield from (Paragraph(self._footnote(note)) for note in self.initiative.footnotes)
        for measure in self.initiative.measures():
            for _, year, result in self._reports(measure):
                name = self.initiative.name_of(measure)
                words = {"year": self._report(year, result), "measure": name}
                for said in (*self._reached(measure, year, result), *self._said(result)):
                    yield Note(self.texts("show.note", note=said, **words))
        for year, reason in self.initiative.budget.reasons:
            heading = year_heading(year, self.plan, self.texts)
            yield Note(self.texts("show.money.reason", year=heading, reason=reason))
        yield from map(Note, correction_notes(self.initiative, self.plan, self.texts))
        if preliminary := self.initiative.budget.preliminary:
            years = (year_heading(year, self.plan, self.texts) for year in preliminary)
            yield Note(self.texts("show.preliminary", years=self.texts("list.and").join(years)))
        if source := self.initiative.source:
            yield Note(self.texts("show.source", document=source.document))
            for entry in source.unverified:
                yield Note(self.texts("show.unverified", at=entry.at, reason=entry.reason))

    def _report(self, year: FiscalYear, result: Result) -> str:
        """Name one report: its year, and its day where the year has several."""
        heading = year_heading(year, self.plan, self.texts)
        day = f" {result.reported.isoformat()}" if result.reported else ""
        return stage_text(result.stage, heading, self.texts) + day

    def _reached(self, measure: Measure, year: FiscalYear, result: Result) -> Iterator[str]:
        """Yield what a report says of the result, unless the table shows it."""
        is_shown = result is self._last(measure.results.get(year))
        if not is_shown and (result.cell != EMPTY or result.state):
            text = result_text(result, measure.unit, self.plan.scheme, self.texts)
            yield self.texts("show.result.value", text=text)

    def _said(self, result: Result) -> Iterator[str]:
        """Yield what a report says beside the result itself."""
        for key in ("note", "reason", "action"):
            if words := getattr(result, key):
                yield self.texts(f"show.result.{key}", text=words)
        if judged := result.judgement:
            name = judged_text(judged, self.plan.scheme, self.texts)
            yield self.texts("why.judged", status=name, reason=judged.reason)
        if result.source:
            yield self.texts("show.result.source", text=result.source)

    def _reports(self, measure: Measure) -> Iterator[tuple[NodePath, FiscalYear, Result]]:
        """Yield the reports that had been made."""
        for path, year, result in measure.reports():
            if result.reported is None or result.reported <= self.as_of:
                yield path, year, result

    def _last(self, reports: Reports | None) -> Result | None:
        """Return the report that counts, or else the latest one."""
        return reports.counting(self.as_of) if reports else None

    def _records(self) -> Iterator[tuple[Value, ...]]:
        for _, row in walk(self.initiative.rows):
            if isinstance(row, Group) and row.name:
                yield self._record(row, "heading")
            for year, cell in row.baseline:
                yield self._record(row, "baseline", year, cell)
            if isinstance(row, Measure):
                yield from self._measure_records(row)
        for key, amounts in self._money():
            for year, money in amounts:
                yield self._money_record(f"budget.{key}", year, money)
        if total := self.initiative.budget.total:
            yield self._money_record("budget.total", None, total)

    def _measure_records(self, measure: Measure) -> Iterator[tuple[Value, ...]]:
        for year, cell in measure.planned:
            yield self._record(measure, "planned", year, cell)
        for field, total in (("total", measure.total), ("target", measure.target)):
            if total is not None:
                yield self._record(measure, field, None, total)
        for _, year, result in self._reports(measure):
            yield self._record(measure, "result", year, result.cell, result)

    def _record(
        self,
        row: Measure | Group,
        field: str,
        year: FiscalYear | None = None,
        cell: Cell = EMPTY,
        result: Result = _NO_RESULT,
    ) -> tuple[Value, ...]:
        measure = row if isinstance(row, Measure) else None
        return (
            self.initiative.id,
            "measure" if measure else "group",
            group_names(self.initiative, row),
            row.id,
            row.number,
            row.name,
            row.mark,
            field,
            *self._year_values(year),
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

    def _money_record(
        self, field: str, year: FiscalYear | None, money: Money | Total
    ) -> tuple[Value, ...]:
        presence = money.presence.value if isinstance(money, Money) else None
        head = (self.initiative.id, "budget", *[None] * 5, field, *self._year_values(year))
        return (*head, None, money, presence, self.plan.unit, *[None] * 9)

    def _year_values(self, year: FiscalYear | None) -> tuple[str | None, int | None]:
        """Return a year as the plan spells it, and in western years."""
        return (self.plan.year(year.key).key, year.start) if year else (None, None)


def _total(amount: Money | Total) -> Total:
    return Total.of([amount]) if isinstance(amount, Money) else amount
