"""From the ``measures`` of an initiative's file to measures, groups, cells and results."""

from __future__ import annotations

from contextlib import suppress
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeAlias

from plantool.diagnostics import NodePath, Terms
from plantool.loading import codes
from plantool.loading.build_attributes import build_attributes
from plantool.loading.text_numbers import explain_no_quantity
from plantool.model.by_year import ByYear
from plantool.model.cell import (
    EMPTY_CELL,
    AmbiguousQuantityError,
    Cell,
    Range,
    has_digit,
    is_none_mark,
    parse_compared_quantity,
)
from plantool.model.measure import Direction, Group, Kind, Measure
from plantool.model.result import Judgement, Period, Reports, Result, Stage, State

if TYPE_CHECKING:
    from collections.abc import Callable

    from plantool.loading.field_values import Data, ValueReader

    CellReader: TypeAlias = Callable[[Data, NodePath], Cell]


def build_rows(reader: ValueReader, data: Data, path: NodePath) -> tuple[Measure | Group, ...]:
    """Build the rows of the table, or of a group in it."""
    rows: list[Measure | Group] = []
    for index, row in enumerate(data):
        build = _build_group if "measures" in row else _build_measure
        rows.append(build(reader, row, (*path, index)))
    return tuple(rows)


def _build_group(reader: ValueReader, data: Data, path: NodePath) -> Group:
    read_words = build_cell_reader(reader, None)
    return Group(
        id=data.get("id"),
        name=data.get("name"),
        number=data.get("number"),
        mark=data.get("mark"),
        **_read_baseline(reader, data, path, read_words),
        measures=build_rows(reader, data["measures"], (*path, "measures")),
        path=path,
    )


def _build_measure(reader: ValueReader, data: Data, path: NodePath) -> Measure:
    found_before = len(reader.findings)
    measure = _build_measure_fields(reader, data, path)
    if len(reader.findings) > found_before:
        _join_doubts(reader, measure, found_before)
    return measure


def _join_doubts(reader: ValueReader, measure: Measure, found_before: int) -> None:
    """Keep one of the findings that a measure's cells state no quantity, where none does.

    Then the one thing that is wrong is the unit, or that there is none.
    """
    new = reader.findings[found_before:]
    doubts = [finding for finding in new if finding.code is codes.NOT_A_QUANTITY]
    if any(cell.value is not None for _, cell in measure.yield_cells()) or not doubts:
        return
    for repeated in doubts[1:]:
        reader.findings.remove(repeated)
    if measure.unit is None and not dict(doubts[0].arguments)["nearest"]:
        reader.findings.remove(doubts[0])
        words = {"key": "unit", "field": Terms(("fact.unit",))}
        reader.add_finding(codes.MISSING_KEY, (*measure.path, "unit"), on_key=True, **words)


def _build_measure_fields(reader: ValueReader, data: Data, path: NodePath) -> Measure:
    is_words = data["kind"] == Kind.MILESTONE.value
    read_cell = build_cell_reader(reader, None if is_words else data.get("unit", ""))

    def read_reports(reports: Data, reports_path: NodePath) -> Reports:
        return _build_reports(reader, reports, reports_path, read_cell)

    return Measure(
        id=data["id"],
        name=data["name"],
        kind=Kind(data["kind"]),
        direction=Direction(data["direction"]) if "direction" in data else None,
        unit=data.get("unit"),
        tolerance=Decimal(data["tolerance"]) if "tolerance" in data else None,
        number=data.get("number"),
        mark=data.get("mark"),
        **_read_baseline(reader, data, path, read_cell),
        planned=reader.read_by_year(data.get("planned"), (*path, "planned"), read_cell),
        due=reader.read_day(data["due"], (*path, "due")) if "due" in data else None,
        total=read_cell(data["total"], (*path, "total")) if "total" in data else None,
        target=read_cell(data["target"], (*path, "target")) if "target" in data else None,
        target_year=reader.read_year(str(data["target_year"]), (*path, "target_year"))
        if "target_year" in data
        else None,
        attributes=build_attributes(data.get("attributes", {})),
        results=reader.read_by_year(data.get("results"), (*path, "results"), read_reports),
        path=path,
    )


def _read_baseline(
    reader: ValueReader, data: Data, path: NodePath, read_cell: CellReader
) -> dict[str, Any]:
    """Read the baselines of a row by their years, or the one cell printed without a year."""
    if "baseline" not in data:
        return {}
    baseline, baseline_path = data["baseline"], (*path, "baseline")
    if isinstance(baseline, dict) and "text" not in baseline:
        return {"baseline": reader.read_by_year(baseline, baseline_path, read_cell)}
    cell = read_cell(baseline, baseline_path)
    return {"baseline": ByYear(((reader.year_before_plan, cell),)), "has_bare_baseline": True}


def build_cell_reader(reader: ValueReader, unit: str | None) -> CellReader:
    """Return the reader of a measure's cells.

    ``unit`` is "" for numbers without one; None for cells that are words.
    """

    def read_cell(data: Data, path: NodePath) -> Cell:
        match data:
            case None:
                return EMPTY_CELL
            case str():
                return _read_words(reader, (data,), unit, path)
            case list():
                return _read_words(reader, tuple(data), unit, path)
            case {"min": low, "max": high, "text": text}:
                return Cell((text,), range=Range(Decimal(low), Decimal(high)))
            case {"value": value, "text": text}:
                return _parse_given_cell(text, unit, None if value is None else Decimal(value))
            case _:
                return Cell(value=Decimal(data))

    return read_cell


def _read_words(
    reader: ValueReader, lines: tuple[str, ...], unit: str | None, path: NodePath
) -> Cell:
    """Read a cell that is printed as words, in one line or several."""
    text = " ".join(lines)
    try:
        cell = _parse_printed_cell(text, unit)
    except AmbiguousQuantityError:
        if has_digit(text):
            reader.findings.append(explain_no_quantity(reader.file, path, text, unit or ""))
        return Cell(lines=lines)
    return cell if len(lines) == 1 else cell._replace(lines=lines)


def _build_reports(
    reader: ValueReader, data: Data, path: NodePath, read_cell: CellReader
) -> Reports:
    """Build the reports of one year: one mapping, or a list of them."""
    if not isinstance(data, list):
        return Reports((_build_result(reader, data, path, read_cell),))
    items = [
        _build_result(reader, report, (*path, index), read_cell)
        for index, report in enumerate(data)
    ]
    return Reports(tuple(items), is_listed=True)


def _build_result(reader: ValueReader, data: Data, path: NodePath, read_cell: CellReader) -> Result:
    reported = None
    if "reported" in data:
        reported = reader.read_day(data["reported"], (*path, "reported"))
    own_cells = {
        key: read_cell(data[key], (*path, key)) for key in ("planned", "running") if key in data
    }
    return Result(
        cell=read_cell(data.get("value"), (*path, "value")),
        **own_cells,
        state=State(data["state"]) if "state" in data else None,
        period=Period(data["period"]) if "period" in data else None,
        stage=Stage(data.get("stage") or ("interim" if "period" in data else "final")),
        note=data.get("note"),
        reason=data.get("reason"),
        action=data.get("action"),
        source=data.get("source"),
        reported=reported,
        judgement=Judgement(**data["judgement"]) if "judgement" in data else None,
        attainment=Decimal(data["attainment"]) if "attainment" in data else None,
    )


@lru_cache(maxsize=65_536)
def _parse_printed_cell(text: str, unit: str | None) -> Cell:
    """Read a cell of one line; plans print the same words over and over, which share a cell."""
    if unit is None or is_none_mark(text):
        return Cell(lines=(text,))
    return Cell((text,), *parse_compared_quantity(text, unit))


@lru_cache(maxsize=65_536)
def _parse_given_cell(text: str, unit: str | None, value: Decimal | None) -> Cell:
    """Read a cell whose value is given; a comparison belongs to it where the words state it too."""
    with suppress(AmbiguousQuantityError):
        printed = _parse_printed_cell(text, unit)
        if printed.value == value:
            return printed
    return Cell((text,), value)
