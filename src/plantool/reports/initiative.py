"""One initiative as the printed page lays it out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.model.by_year import ByYear
from plantool.model.measure import Group, Measure, walk
from plantool.model.money import Money, Total
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
from plantool.reports.words import (
    cell_text,
    department_names,
    marked,
    plan_facts,
    result_text,
    title_of,
    year_heading,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.analysis.selection import Listing
    from plantool.messages import Catalogue
    from plantool.model.cell import Cell
    from plantool.model.fiscal_year import FiscalYear
    from plantool.model.initiative import Footnote
    from plantool.model.plan import Plan
    from plantool.reports.page import Value

_RECORD_COLUMNS = (
    "id",
    "measure",
    "measure_name",
    "field",
    "year",
    "western_year",
    "text",
    "value",
    "unit",
)


class InitiativeReport:
    """Lays out one initiative where a chapter lists it."""

    def __init__(self, plan: Plan, listing: Listing, texts: Catalogue) -> None:
        self.plan = plan
        self.listing = listing
        self.initiative = listing.initiative
        self.texts = texts

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
        yield Table(tuple(self._columns()), tuple(self._rows()), lined=True)
        yield from (Paragraph(self._footnote(note)) for note in initiative.footnotes)
        yield from self._notes()

    def _columns(self) -> Iterator[Column]:
        texts, plan = self.texts, self.plan
        target = texts("show.target", year=year_heading(plan.planned_years[-1], plan, texts))
        yield Column(key="target", heading=target, wide=True)
        for year in plan.baseline_years:
            words = {"year": year_heading(year, plan, texts), "note": plan.year_notes.get(year)}
            key = "show.baseline.note" if words["note"] else "show.baseline"
            yield Column(key=year.key, heading=texts(key, **words), wide=True)
        for year in plan.planned_years:
            yield Column(key=year.key, heading=year_heading(year, plan, texts), wide=True)
        yield Column(key="total", heading=texts("show.total"), wide=True)

    def _rows(self) -> Iterator[Row]:
        for indent, row in walk(self.initiative.rows):
            if isinstance(row, Group):
                yield from self._group_rows(row, indent)
            else:
                yield self._measure_row(row, indent)
                if row.results:
                    yield self._result_row(row, indent)
        yield from self._money_rows()

    def _group_rows(self, group: Group, indent: int) -> Iterator[Row]:
        if group.name or group.baseline:
            name = _name(group)
            baseline = (self._cell(group.baseline.get(y), None) for y in self.plan.baseline_years)
            rest = [None] * (len(self.plan.planned_years) + 1)
            yield Row((name, *baseline, *rest), Role.HEADING, indent)

    def _measure_row(self, measure: Measure, indent: int) -> Row:
        years, unit = self.plan.planned_years, measure.unit
        name = _name(measure)
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
        results = (measure.results.get(year) for year in self.plan.planned_years)
        return Row(
            (
                self.texts("show.result"),
                *[None] * len(self.plan.baseline_years),
                *(result_text(result, measure.unit, self.texts) or None for result in results),
                None,
            ),
            Role.SUBTOTAL,
            indent + 1,
        )

    def _money_rows(self) -> Iterator[Row]:
        blanks = [None] * len(self.plan.baseline_years)
        for key, amounts in self._money():
            years = [amounts.get(year) for year in self.plan.planned_years]
            if key == "planned":
                label = self.texts("show.money", unit=self.plan.unit)
                total: Value = self.initiative.budget.total
            else:
                words = {"basis": self.texts(f"basis.{key}"), "unit": self.plan.unit}
                label = self.texts("show.money.basis", **words)
                total = sum((_total(year) for year in years if year), Total())
            yield Row((label, *blanks, *years, total), Role.TOTAL)

    def _money(self) -> Iterator[tuple[str, ByYear[Money] | ByYear[Total]]]:
        """Yield the money that the file states, basis by basis."""
        budget = self.initiative.budget
        for key, amounts in budget.by_key():
            if key == "supplementary" and amounts:
                yield key, ByYear(tuple((y, budget.supplements(y)) for y in amounts.years))
            elif amounts:
                yield key, amounts

    def _cell(self, cell: Cell | None, unit: str | None) -> str | None:
        return cell_text(cell, unit, self.texts) or None

    def _footnote(self, note: Footnote) -> str:
        key = "show.footnote" if note.term else "show.footnote.plain"
        return self.texts(key, mark=note.mark, term=note.term, text=note.text)

    def _notes(self) -> Iterator[Note]:
        for measure in self.initiative.measures():
            for year, result in measure.results:
                for note in filter(None, (result.note, result.reason, result.source)):
                    words = {
                        "year": year_heading(year, self.plan, self.texts),
                        "measure": measure.name,
                    }
                    yield Note(self.texts("show.note", note=note, **words))
        if source := self.initiative.source:
            yield Note(self.texts("show.source", document=source.document))
            for entry in source.unverified:
                yield Note(self.texts("show.unverified", at=entry.at, reason=entry.reason))

    def _records(self) -> Iterator[tuple[Value, ...]]:
        for measure in self.initiative.measures():
            for year, cell in measure.baseline:
                yield self._record(measure, "baseline", year, cell)
            for year, cell in measure.planned:
                yield self._record(measure, "planned", year, cell)
            for field, total in (("total", measure.total), ("target", measure.target)):
                if total is not None:
                    yield self._record(measure, field, None, total)
            for year, result in measure.results:
                yield self._record(measure, "result", year, result.cell)
        for key, amounts in self._money():
            for year, money in amounts:
                row = (self.initiative.id, None, None, f"budget.{key}", year.key, year.start)
                yield (*row, None, money, self.plan.unit)

    def _record(
        self, measure: Measure, field: str, year: FiscalYear | None, cell: Cell
    ) -> tuple[Value, ...]:
        return (
            self.initiative.id,
            measure.id,
            measure.name,
            field,
            year.key if year else None,
            year.start if year else None,
            cell.text,
            cell.value,
            measure.unit,
        )


def _total(amount: Money | Total) -> Total:
    return Total.of([amount]) if isinstance(amount, Money) else amount


def _name(row: Measure | Group) -> str:
    return marked(" ".join(filter(None, (row.number, row.name))), row.mark)
