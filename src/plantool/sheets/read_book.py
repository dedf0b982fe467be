"""Reads a workbook that a department filled in: what stands in its input cells, and what did.

A row is found by its key and a column by its id, wherever they stand by now.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plantool.sheets.book_memory import BookMemory, read_memory
from plantool.sheets.column_letters import write_letters
from plantool.sheets.layout import CHOICE_SHEET, HEAD_KEY, LAYOUT, MEMORY_SHEET, SheetKind
from plantool.sheets.open_workbook import WorkbookError, open_workbook
from plantool.sheets.subjects import MONEY_COLUMNS, RESULT_FIELDS, SUPPLEMENT_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from plantool.sheets.open_workbook import CellValue, SheetCells

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
    """A row as it is now: its key ("" where it has none), and its input cells by column.

    ``beside`` are the others by their ids, printed ones, and by their letters where people added
    the column.
    """

    kind: SheetKind
    key: str
    cells: Mapping[str, FilledCell]
    beside: Mapping[str, FilledCell]


class FilledBook(NamedTuple):
    """A workbook that was handed out: what it is of, its rows, and what they were made of.

    ``unread`` are the sheets that people added.
    """

    path: Path
    memory: BookMemory
    rows: tuple[FilledRow, ...]
    unread: tuple[str, ...] = ()


def read_book(path: Path) -> FilledBook:
    """Read a workbook.

    Raises WorkbookError where it is not plantool's, of another layout, or lost what tells a sheet.
    """
    sheets = open_workbook(path).sheets
    if MEMORY_SHEET not in sheets:
        raise WorkbookError("error.sheet-foreign", file=str(path))
    try:
        memory = read_memory(sheets[MEMORY_SHEET].rows)
    except (ValueError, TypeError, ArithmeticError, RecursionError) as error:
        raise WorkbookError("error.sheet-spoilt", file=str(path)) from error
    if memory.origin.get("layout") != str(LAYOUT):
        version = memory.origin.get("version", "?")
        raise WorkbookError("error.sheet-layout", file=str(path), version=version)
    rows: list[FilledRow] = []
    unread: list[str] = []
    for name, cells in sheets.items():
        if name in {MEMORY_SHEET, CHOICE_SHEET}:
            continue
        if found := _find_id_row(cells):
            rows += _yield_filled(cells, *found)
        elif _lost_its_ids(cells, memory):
            raise WorkbookError("error.sheet-ids", file=str(path), sheet=name)
        elif name != memory.origin.get("guide") and any(map(any, cells.rows)):
            unread.append(name)
    return FilledBook(path, memory, tuple(rows), tuple(unread))


def _lost_its_ids(cells: SheetCells, memory: BookMemory) -> bool:
    """Tell whether a sheet without ids was one to fill in, which lost its hidden row or column."""
    keys = {key for _, key in memory.rows}
    has_keys = any(value in keys for row in cells.rows for value in row if isinstance(value, str))
    ids = {column for columns in INPUT_COLUMNS.values() for column in columns}
    return has_keys or any(len(ids.intersection(row)) > 1 for row in cells.rows)


def _find_id_row(cells: SheetCells) -> tuple[SheetKind, int] | None:
    """Return what the sheet is, and its row of column ids; None for a sheet without one."""
    for at, ids in enumerate(cells.rows):
        for kind in SheetKind:
            if f"{MEMORY_SHEET}:{kind.value}" in ids:
                return kind, at
    return None


class _Column(NamedTuple):
    """A column of a sheet: where it stands, its id (None where people added it), its letters."""

    at: int
    id: CellValue
    letters: str


def _yield_filled(cells: SheetCells, kind: SheetKind, id_row: int) -> Iterator[FilledRow]:
    """Yield the rows below that of the ids; a column that was copied makes rows of its own."""
    ids = cells.rows[id_row]
    key_column = ids.index(f"{MEMORY_SHEET}:{kind.value}")
    columns = [_Column(at, name, write_letters(at)) for at, name in enumerate(ids)]
    known = [column for column in columns if column.id in INPUT_COLUMNS[kind]]
    inputs = [column for column in known if ids.index(column.id) == column.at]
    others = [column for column in columns if column not in known and column.at != key_column]
    for number, row in enumerate(cells.rows[id_row + 1 :], id_row + 2):
        key = _read_text(row[key_column])
        if key == HEAD_KEY:
            continue
        filled = {column: _fill_cell(cells.name, number, column, row) for column in columns}
        beside = {c.id if isinstance(c.id, str) else c.letters: filled[c] for c in others}
        yield FilledRow(kind, key, {str(c.id): filled[c] for c in inputs}, beside)
        for copy in known:
            if copy not in inputs:
                yield FilledRow(kind, key, {str(copy.id): filled[copy]}, {})


def _fill_cell(sheet: str, number: int, column: _Column, row: Sequence[CellValue]) -> FilledCell:
    return FilledCell(Place(sheet, f"{column.letters}{number}"), row[column.at])


def _read_text(value: CellValue) -> str:
    return value if isinstance(value, str) else ""
