"""The rows of the fact tables about measures: what is planned, reported and judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.analysis.progress import judge_measures
from plantool.model.measure import Group, walk_rows, yield_baselines
from plantool.reports.phrases import name_groups_above
from plantool.reports.status_text import name_status
from plantool.tables.columns import fit_number, write_long_number
from plantool.tables.definitions import FLAG_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.analysis.measure_history import Verdict
    from plantool.analysis.progress import Progress
    from plantool.diagnostics import NodePath
    from plantool.model.cell import Cell
    from plantool.model.fiscal_year import FiscalYear
    from plantool.model.measure import Measure
    from plantool.model.result import Result
    from plantool.tables.columns import Row, Value
    from plantool.tables.table_source import InitiativeSource


def yield_measure_rows(source: InitiativeSource) -> Iterator[Row]:
    """Yield the rows of ``measures``."""
    for position, measure in enumerate(source.initiative.measures(), start=1):
        yield (
            *source.key,
            measure.id,
            position,
            name_groups_above(source.initiative, measure),
            measure.number,
            measure.name,
            measure.mark,
            measure.kind.value,
            measure.direction.value if measure.direction else None,
            measure.unit,
            measure.due,
            measure.target_year.start if measure.target_year else None,
            *source.locate(measure.path),
        )


# Figures of the printed plan


def yield_figure_rows(source: InitiativeSource) -> Iterator[Row]:
    """Yield the rows of ``figures``."""
    figures = _Figures(source)
    for _, row in walk_rows(source.initiative.rows):
        for path, year, cell in yield_baselines(row):
            yield figures.build_row(row, "baseline", year, cell, path)
        if isinstance(row, Group):
            continue
        for year, cell in row.planned:
            path = (*row.path, "planned", year.key)
            yield figures.build_row(row, "planned", year, cell, path)
        if row.total is not None:
            yield figures.build_row(row, "total", None, row.total, (*row.path, "total"))
        if row.target is not None:
            path = (*row.path, "target")
            yield figures.build_row(row, "target", row.target_year, row.target, path)
    yield from figures.yield_rates()


class _Figures:
    def __init__(self, source: InitiativeSource) -> None:
        self.source = source

    def build_row(
        self, row: Measure | Group, fact: str, year: FiscalYear | None, cell: Cell, path: NodePath
    ) -> Row:
        low, high = cell.range or (None, None)
        return (
            *self.source.key,
            None if isinstance(row, Group) else row.id,
            fact,
            *self.source.of.spell_year(year),
            fit_number(cell.value),
            fit_number(low),
            fit_number(high),
            _find_words(cell),
            None if isinstance(row, Group) else row.unit,
            self.source.initiative.is_inferred_at(path),
            *self.source.locate(path),
        )

    def yield_rates(self) -> Iterator[Row]:
        """Yield the printed execution rates of the money."""
        rates = self.source.initiative.budget.execution_rates
        printed: list[tuple[FiscalYear | None, str, Value]] = [
            (year, year.key, fit_number(rate)) for year, rate in rates.by_year
        ]
        if rates.total is not None:
            printed.append((None, "total", fit_number(rates.total)))
        for year, key, rate in printed:
            path = ("budget", "execution_rate", key)
            yield (
                *self.source.key,
                None,
                "execution_rate",
                *self.source.of.spell_year(year),
                rate,
                None,
                None,
                None,
                "%",
                self.source.initiative.is_inferred_at(path),
                *self.source.locate(path),
            )


def _find_words(cell: Cell) -> str | None:
    """Return the printed words; of a plain number its digits, where they are many."""
    return cell.text if cell.lines else write_long_number(cell.value)


# Reports


def yield_result_rows(source: InitiativeSource) -> Iterator[Row]:
    """Yield the rows of ``results``: the reports made by the day of the tables."""
    as_of = source.of.as_of
    for measure in source.initiative.measures():
        for year, reports in measure.results:
            listed = reports.list_with_paths((*measure.path, "results", year.key))
            for position, (path, result) in enumerate(listed, start=1):
                if (result.reported or as_of) <= as_of:
                    head = (*source.key, measure.id, *source.of.spell_year(year), position)
                    inferred = source.initiative.is_inferred_at(path)
                    yield *head, *_list_report(result), inferred, *source.locate(path)


def _list_report(result: Result) -> Row:
    planned, running, judgement = result.planned, result.running, result.judgement
    return (
        fit_number(result.cell.value),
        _find_words(result.cell),
        fit_number(planned.value) if planned else None,
        _find_words(planned) if planned else None,
        fit_number(running.value) if running else None,
        result.state.value if result.state else None,
        result.stage.value,
        result.period.value if result.period else None,
        result.note,
        result.reason,
        result.action,
        result.source,
        result.reported,
        judgement.status if judgement else None,
        (judgement.reason or None) if judgement else None,
        fit_number(result.attainment),
    )


# Verdicts


def yield_verdict_rows(source: InitiativeSource) -> Iterator[Row]:
    """Yield the rows of ``verdicts``, the years of a measure in order."""
    years = source.of.find_judged_years(source.initiative)
    of = source.of
    for entry in judge_measures(of.plan, (source.listing,), years, of.as_of):
        yield (
            *source.key,
            entry.measure.id,
            *of.spell_year(entry.year),
            *_list_figures(entry),
            fit_number(entry.attainment),
            entry.status.id,
            name_status(entry.status, of.plan.scheme, of.texts),
            entry.is_provisional,
            entry.judged.id if entry.judged else None,
            *_list_verdict(entry.running_verdict),
            *_list_verdict(entry.target_verdict),
            fit_number(entry.progress),
            *(flag in entry.flags for flag in FLAG_COLUMNS),
            source.is_relisted,
        )


def _list_figures(entry: Progress) -> Row:
    result = entry.result
    return (
        fit_number(entry.measure.find_goal(entry.planned)),
        _find_words(entry.planned) if entry.planned else None,
        fit_number(result.cell.value) if result else None,
        _find_words(result.cell) if result else None,
        fit_number(entry.previous),
        entry.trend.value if entry.trend else None,
    )


def _list_verdict(verdict: Verdict | None) -> Row:
    return (fit_number(verdict.attainment), verdict.status.id) if verdict else (None, None)
