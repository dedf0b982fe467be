"""The table of an initiative as the plan prints it (年度別取組計画), results beside the plan."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from plantool.analysis.course_to_target import TargetCourse
from plantool.analysis.measure_deadlines import MeasureDeadlines
from plantool.analysis.revisions import find_printed_cells, normalise_path
from plantool.model.measure import Group, walk_rows, yield_baselines
from plantool.reports.money_rows import MoneyRows
from plantool.reports.page import Column, Role, Row, Table
from plantool.reports.phrases import (
    add_year,
    format_cell,
    format_planned,
    format_printed_attainment,
    format_staged_result,
    name_row,
)
from plantool.reports.plan_headings import name_heading, name_shared_heading
from plantool.reports.printed_columns import PrintedColumns
from plantool.reports.table_parts import drop_empty_total, split_columns

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from plantool.diagnostics import NodePath
    from plantool.model.cell import Cell
    from plantool.model.fiscal_year import FiscalYear
    from plantool.model.initiative import Initiative
    from plantool.model.measure import Measure
    from plantool.reports.scope import Scope

VerdictTexts: TypeAlias = "Mapping[tuple[str, FiscalYear], str]"
"""The lines under results, by the id of the measure and the year."""


class PrintedTable:
    """Lays out the rows of an initiative: each measure, its results, and the money."""

    def __init__(self, scope: Scope, initiative: Initiative, verdicts: VerdictTexts) -> None:
        self.scope = scope
        self.plan = scope.plan
        self.texts = scope.texts
        self.initiative = initiative
        self.verdicts = verdicts
        self.judged_measures = {measure for measure, _ in verdicts}
        self.printed_cells = find_printed_cells(initiative)
        self.columns = PrintedColumns.find_for(self.plan, initiative)
        self.no_baseline = (None,) * self.columns.shares_baselines
        self.no_years = (None,) * len(self.columns.planned)

    @property
    def has_rows(self) -> bool:
        """Tell whether there is anything to lay out."""
        return bool(self.initiative.rows or self.money_rows)

    def build_tables(self) -> tuple[Table, ...]:
        """Return the whole table, of many years as several."""
        columns, rows = self._yield_printed_columns(), self._yield_printed_rows()
        table = Table(tuple(columns), tuple(rows), lined=True)
        has_total = self.plan.headings.total is not None  # where the plan says so, it prints one
        return split_columns(table if has_total else drop_empty_total(table))

    def _yield_printed_columns(self) -> Iterator[Column]:
        texts, plan, name_year = self.texts, self.plan, self.scope.name_year
        target = texts("show.target", year=name_year(plan.planned_years[-1]))
        yield Column(
            name_heading(plan, "target", target) if self.initiative.rows else "", wide=True
        )
        if self.columns.shares_baselines:
            shared = name_shared_heading(plan, "baseline", texts("show.baseline.shared"))
            yield Column(shared, wide=True)
        for year in self.columns.past:
            yield Column(heading=self._name_past_year(year), wide=True)
        for year in self.columns.planned:
            yield Column(heading=name_year(year), wide=True)
        yield Column(name_heading(plan, "total", texts("show.total")), wide=True)

    def _name_past_year(self, year: FiscalYear) -> str:
        """Return the heading of a year before the plan: of its baselines, or its own name."""
        words = {"year": self.scope.name_year(year), "note": self.plan.year_notes.get(year)}
        if year not in self.columns.baselines:
            return words["year"] or ""
        key = "show.baseline.note" if words["note"] else "show.baseline"
        return name_heading(self.plan, "baseline", self.texts(key, **words), year)

    def _yield_printed_rows(self) -> Iterator[Row]:
        for indent, row in walk_rows(self.initiative.rows):
            if isinstance(row, Group):
                if row.name or row.baseline:
                    yield self._build_group_row(row, indent)
                continue
            yield self._build_measure_row(row, indent)
            if row.results or row.id in self.judged_measures:
                yield self._build_result_row(row, indent)
        yield from self.money_rows

    def _build_group_row(self, group: Group, indent: int) -> Row:
        baselines = self._format_baselines(group, None)
        values = (name_row(group), *baselines, *self.no_years, None)
        return Row(values, Role.HEADING, indent)

    def _build_measure_row(self, measure: Measure, indent: int) -> Row:
        unit, path = measure.unit, measure.path
        year = TargetCourse(measure, self.plan, self.initiative.life).own_year
        goal = self._add_year(format_cell(measure.target, unit, self.texts), year)
        target = self._add_first_printed((*path, "target"), goal or "", unit)
        name = "\n".join(filter(None, (name_row(measure), target)))
        baselines = self._format_baselines(measure, unit)
        years = self._yield_planned(measure)
        total = self._format_printed_cell((*path, "total"), measure.total, unit)
        return Row((name, *baselines, *years, total), indent=indent)

    def _format_baselines(self, row: Measure | Group, unit: str | None) -> list[str | None]:
        """Return the baselines of a row, first those without a column of their own."""
        own: dict[FiscalYear, str | None] = {}
        others = []
        for path, year, cell in yield_baselines(row):
            text = self._format_printed_cell(path, cell, unit)
            if year in self.columns.baselines:
                own[year] = text
            else:
                others.append(self._add_year(text, year))
        cells = [own.get(year) for year in self.columns.past]
        shared = "\n".join(filter(None, others)) or None
        return [shared, *cells] if self.columns.shares_baselines else cells

    def _add_year(self, text: str | None, year: FiscalYear | None) -> str | None:
        """Add to a cell the year that it is of, where its column does not say so."""
        if year is None or text is None:
            return text
        is_of_era = any(planned.era for planned in (year, *self.plan.planned_years))
        name = self.scope.name_year(year) if is_of_era else self.plan.year(year.key).key
        return add_year(text, name, self.texts)

    def _yield_planned(self, measure: Measure) -> Iterator[str | None]:
        deadlines = MeasureDeadlines(measure, self.plan, self.scope.as_of)
        for year in self.columns.planned:
            cell, due = measure.planned.get(year), deadlines.find_due(year)
            text = format_planned(cell, due, measure.unit, self.texts)
            if not (text or self.initiative.life.covers(year)):
                text = self.texts("none")
            path = (*measure.path, "planned", year.key)
            yield self._add_first_printed(path, text, measure.unit) or None

    def _format_printed_cell(
        self, path: NodePath, cell: Cell | None, unit: str | None
    ) -> str | None:
        text = format_cell(cell, unit, self.texts)
        return self._add_first_printed(path, text, unit) or None

    def _add_first_printed(self, path: NodePath, text: str, unit: str | None) -> str:
        """Add to a cell that was revised what the plan printed at first."""
        if not self.printed_cells or (was := self.printed_cells.get(normalise_path(path))) is None:
            return text
        first = self.texts("show.revised", was=format_cell(was, unit, self.texts))
        return f"{text}\n{first}".strip()

    def _build_result_row(self, measure: Measure, indent: int) -> Row:
        years = [self._format_year_result(measure, year) for year in self.columns.years]
        result = name_heading(self.plan, "result", self.texts("show.result"))
        values = (result, *self.no_baseline, *years, None)
        return Row(values, Role.SUBTOTAL, indent + 1)

    def _format_year_result(self, measure: Measure, year: FiscalYear) -> str | None:
        reports = measure.results.get(year)
        result = reports.find_counting(self.scope.as_of) if reports else None
        lines = (
            format_staged_result(result, measure.unit, self.plan.scheme, self.texts),
            format_printed_attainment(result, self.texts),
            self.verdicts.get((measure.id, year)),
        )
        return "\n".join(dict.fromkeys(filter(None, lines))) or None

    @cached_property
    def money_rows(self) -> tuple[Row, ...]:
        """The rows of money, whose unknown amounts the notes explain."""
        rows = MoneyRows(self.plan, self.texts, self.columns.years, self.no_baseline)
        return tuple(rows.yield_rows(self.initiative.budget))
