"""Where a cell gives a value beside its words, the words say the same."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from plantool.diagnostics import Code, Finding, Repair, Severity, propose_change
from plantool.model.cell import (
    AmbiguousQuantityError,
    Range,
    find_counted_numbers,
    find_lone_range,
    parse_quantity,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from plantool.diagnostics import NodePath
    from plantool.model.cell import Cell
    from plantool.model.plan import Plan

DIFFERS = Code("PLT304", "value-differs-from-text")
OTHER_UNIT = Code("PLT305", "unit-changes", Severity.WARNING)
CODES = (DIFFERS, OTHER_UNIT)


def check(plan: Plan) -> Iterator[Finding]:
    """Find values that the text contradicts, and texts that count in another unit."""
    for initiative in plan.initiatives:
        for measure in initiative.measures():
            for path, cell in measure.yield_cells():
                if cell.range:
                    yield from _check_range(initiative.file, path, cell, measure.unit or "")
                elif cell.value is not None and len(cell.lines) == 1:
                    yield from _check_cell(initiative.file, path, cell, measure.unit or "")


def _check_cell(file: str, path: NodePath, cell: Cell, unit: str) -> Iterator[Finding]:
    text, value = cell.lines[0], cell.value
    stated = _parse_stated(text, unit)
    if stated is None:
        other_units = (word for number, word in find_counted_numbers(text) if number == value)
        other_unit = next(other_units, None)
        if other_unit and unit and unit not in text:
            arguments = (("value", text), ("other", other_unit), ("unit", unit))
            yield Finding(OTHER_UNIT, file, path, arguments)
    elif stated != value:
        arguments = (("text", text), ("stated", stated), ("value", value))  # type: ignore[assignment]
        repair = Repair((propose_change((*path, "value"), stated),))
        yield Finding(DIFFERS, file, (*path, "value"), arguments, repair=repair)


def _check_range(file: str, path: NodePath, cell: Cell, unit: str) -> Iterator[Finding]:
    """Find a range whose words state another one, or whose ends stand in the wrong order."""
    given, text = cell.range, cell.lines[0]
    if given is None:
        return
    stated = find_lone_range(text, unit) or Range(min(given), max(given))
    if stated != given:
        arguments = (("text", text), ("stated", _join_ends(stated)), ("value", _join_ends(given)))
        ends = zip(("min", "max"), stated, strict=True)
        repair = Repair(tuple(propose_change((*path, key), end) for key, end in ends))
        yield Finding(DIFFERS, file, path, arguments, repair=repair)


def _join_ends(ends: Range) -> str:
    return f"{ends.low:,f}–{ends.high:,f}"


def _parse_stated(text: str, unit: str) -> Decimal | None:
    with suppress(AmbiguousQuantityError):
        return parse_quantity(text, unit)
    return None
