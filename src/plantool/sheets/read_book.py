"""Reads a workbook that a department filled in: what stands in its input cells, and what did.

A row is found by its key and a column by its id, wherever they stand by now.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from plantool.diagnostics import MISSING, Missing
from plantool.loading.cached_json import decode_plain
from plantool.sheets.column_letters import write_letters
from plantool.sheets.layout import FIRST_ROW, LAYOUT, MEMORY_SHEET, SheetKind
from plantool.sheets.open_workbook import WorkbookError, open_workbook
from plantool.sheets.subjects import MONEY_COLUMNS, RESULT_FIELDS, SUPPLEMENT_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from plantool.sheets.open_workbook import CellValue, SheetCells
    from plantool.syntax.nodes import Plain

INPUT_COLUMNS = {
    SheetKind.RESULTS: tuple(RESULT_FIELDS),
    SheetKind.MONEY: MONEY_COLUMNS,
    SheetKind.SUPPLEMENTS: SUPPLEMENT_COLUMNS,
}


class Place(NamedTuple):
    """A cell as people find it: sheet, and column and row."""

    sheet: str
    address: str

    def __str__(self) -> str:
        return f"{self.sheet}!{self.address}"


class FilledCell(NamedTuple):
    """An input cell as it is now."""

    place: Place
    value: CellValue


class FilledRow(NamedTuple):
    """A row as it is now: its key ("" where it has none), and its input cells by column."""

    kind: SheetKind
    key: str
    cells: Mapping[str, FilledCell]


class Remembered(NamedTuple):
    """What the plan said of all that a row is about; ``adds`` as in the row that was handed out."""

    whole: Plain | Missing
    adds: bool


class FilledBook(NamedTuple):
    """A workbook that was handed out: what it is of, its rows, and what they were made of."""

    path: Path
    origin: Mapping[str, str]
    labels: Mapping[str, Mapping[str, str]]
    rows: tuple[FilledRow, ...]
    memory: Mapping[tuple[SheetKind, str], Remembered]


def read_book(path: Path) -> FilledBook:
    """Read a workbook; raises WorkbookError where it is not plantool's, or of another layout."""
    sheets = open_workbook(path).sheets
    if MEMORY_SHEET not in sheets:
        raise WorkbookError("error.sheet-foreign", file=str(path))
    try:
        origin, labels, memory = _read_memory(sheets[MEMORY_SHEET])
    except (ValueError, TypeError, LookupError, AttributeError) as error:
        raise WorkbookError("error.sheet-spoilt", file=str(path)) from error
    if origin.get("layout") != str(LAYOUT):
        version = origin.get("version", "?")
        raise WorkbookError("error.sheet-layout", file=str(path), version=version)
    if spoilt := [cells.name for cells in sheets.values() if _lost_its_ids(cells, memory)]:
        raise WorkbookError("error.sheet-ids", file=str(path), sheet=spoilt[0])
    rows = tuple(row for cells in sheets.values() for row in _yield_rows(cells))
    return FilledBook(path, origin, labels, rows, memory)


def _read_memory(
    cells: SheetCells,
) -> tuple[dict[str, str], dict[str, Any], dict[tuple[SheetKind, str], Remembered]]:
    origin: dict[str, str] = {}
    labels: dict[str, Any] = {}
    memory: dict[tuple[SheetKind, str], Remembered] = {}
    for name, key, adds, *parts in cells.rows:
        text = "".join(map(_read_text, parts))
        match name:
            case "origin":
                origin = {k: str(v) for k, v in _read_mapping(text).items()}
            case "labels":
                labels = {k: {**_require_mapping(v)} for k, v in _read_mapping(text).items()}
            case None:
                continue
            case _:
                whole = _refuse_floats(decode_plain(text)) if text else MISSING
                memory[SheetKind(name), _read_text(key)] = Remembered(whole, adds == "adds")
    return origin, labels, memory


def _refuse_floats(data: Plain) -> Plain:
    """Return plain data, in which no number is a float as ours never are; raises ValueError."""
    match data:
        case float():
            raise ValueError(data)
        case list():
            return [_refuse_floats(item) for item in data]
        case dict():
            return {key: _refuse_floats(value) for key, value in data.items()}
        case _:
            return data


def _read_mapping(text: str) -> dict[str, Any]:
    return _require_mapping(decode_plain(text))


def _require_mapping(data: object) -> dict[str, Any]:
    if not isinstance(data, dict):
        raise TypeError(data)
    return data


def _read_text(value: CellValue) -> str:
    return value if isinstance(value, str) else ""


def _lost_its_ids(cells: SheetCells, memory: Mapping[tuple[SheetKind, str], Remembered]) -> bool:
    """Tell whether a sheet was one to fill in, and lost its hidden row or column meanwhile."""
    if cells.name == MEMORY_SHEET or _find_id_row(cells):
        return False
    keys = {key for _, key in memory}
    has_keys = any(value in keys for row in cells.rows for value in row if isinstance(value, str))
    ids = {column for columns in INPUT_COLUMNS.values() for column in columns}
    return has_keys or any(len(ids.intersection(row)) > 1 for row in cells.rows[:FIRST_ROW])


def _find_id_row(cells: SheetCells) -> tuple[int, SheetKind] | None:
    """Return the row of column ids, and what the sheet is; None for a sheet without one."""
    for at, ids in enumerate(cells.rows[: FIRST_ROW + 1]):
        for kind in SheetKind:
            if f"{MEMORY_SHEET}:{kind.value}" in ids:
                return at, kind
    return None


def _yield_rows(cells: SheetCells) -> Iterator[FilledRow]:
    """Yield the rows of a sheet that is filled in; of another sheet none."""
    if found := _find_id_row(cells):
        at, kind = found
        yield from _yield_filled(cells, kind, at)


def _yield_filled(cells: SheetCells, kind: SheetKind, id_row: int) -> Iterator[FilledRow]:
    ids = cells.rows[id_row]
    key_column = ids.index(f"{MEMORY_SHEET}:{kind.value}")
    columns = [(name, ids.index(name)) for name in INPUT_COLUMNS[kind] if name in ids]
    letters = {at: write_letters(at) for _, at in columns}
    for number, row in enumerate(cells.rows[id_row + 2 :], id_row + 3):
        filled = {
            name: FilledCell(Place(cells.name, f"{letters[at]}{number}"), row[at])
            for name, at in columns
        }
        yield FilledRow(kind, _read_text(row[key_column]), filled)
