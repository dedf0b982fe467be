"""Opens workbooks of Excel (.xlsx, .xlsm) that may come from anywhere, and reads their cells.

The library that reads the values says nothing of error values and of formulas that were never
worked out, takes as much memory as a far-off cell asks for, and unpacks what a packed file says.
So the parts are unpacked here first, within limits, and looked through; it gets what was seen.
"""

from __future__ import annotations

import zipfile
import zlib
from decimal import Decimal
from enum import Enum
from importlib import import_module
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from plantool.errors import UsageError
from plantool.sheets.sheet_parts import (
    MalformedPartError,
    SheetMarks,
    find_sheet_parts,
    mark_cells,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime, time, timedelta
    from pathlib import Path
    from types import ModuleType

    from python_calamine import CalamineWorkbook

MAX_BYTES = 300_000_000
"""So many bytes may a workbook unpack to: some five million cells."""
MAX_CELLS = 5_000_000
"""So many cells may lie between the first and the last one of a sheet, empty ones with them."""

_PACKED = b"PK"
_OLD = b"\xd0\xcf\x11\xe0"  # the container of .xls, and of a workbook with a password
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_DAMAGES = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError)


class CellFault(Enum):
    """What stands where a value is missing: an error such as #N/A, a formula without a result."""

    ERROR = "error"
    NO_RESULT = "no-result"


CellValue: TypeAlias = (
    "str | bool | Decimal | date | datetime | time | timedelta | CellFault | None"
)
"""A cell as the file has it; None where it is empty. Numbers are exact, as they are printed."""


class SheetCells(NamedTuple):
    """One sheet: its ``rows`` from A1 on, all of one length."""

    name: str
    rows: list[list[CellValue]]


class Workbook(NamedTuple):
    """A workbook: its sheets by their names, hidden ones as well, in their order."""

    path: Path
    sheets: Mapping[str, SheetCells]


class WorkbookError(UsageError):
    """A file that is no workbook, or none that is opened (exit 2)."""


def open_workbook(path: Path) -> Workbook:
    """Read all cells of a workbook; raises WorkbookError, and UsageError without the library."""
    calamine = load_library("python_calamine")
    parts = _unpack(path)
    try:
        sheet_parts = find_sheet_parts(parts)
        marks = {name: mark_cells(parts[part]) for name, part in sheet_parts.items()}
        _refuse_far_cells(path, marks)
        with calamine.load_workbook(_repack(parts)) as library:
            cells = {name: _read_sheet(library, name, marks[name]) for name in marks}
    except (MalformedPartError, calamine.CalamineError) as error:
        raise WorkbookError("error.workbook-damaged", file=str(path)) from error
    return Workbook(path, cells)


def load_library(name: str) -> ModuleType:
    """Import a library of the extra ``sheet``; raises UsageError where it is not installed."""
    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        raise UsageError("error.no-sheet") from error


def _unpack(path: Path) -> dict[str, bytes]:
    """Return the parts of a workbook by their names."""
    data = _read_bytes(path)
    try:
        with zipfile.ZipFile(BytesIO(data)) as packed:
            infos = packed.infolist()
            if sum(info.file_size for info in infos) > MAX_BYTES:
                raise WorkbookError("error.workbook-size", file=str(path), most=MAX_BYTES // 10**6)
            return {info.filename: packed.read(info) for info in infos}
    except _DAMAGES as error:
        raise WorkbookError("error.workbook-damaged", file=str(path)) from error


def _read_bytes(path: Path) -> bytes:
    """Return the bytes of a file that is packed as workbooks are."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise WorkbookError("error.workbook-unread", file=str(path), reason=error) from error
    if data.startswith(_OLD):
        key = "error.workbook-locked" if _LOCKED in data else "error.workbook-old"
        raise WorkbookError(key, file=str(path))
    if not data.startswith(_PACKED):
        raise WorkbookError("error.workbook-other", file=str(path))
    if len(data) > MAX_BYTES:
        raise WorkbookError("error.workbook-size", file=str(path), most=MAX_BYTES // 10**6)
    return data


def _repack(parts: Mapping[str, bytes]) -> BytesIO:
    """Return a workbook of the parts that were looked through, and of nothing else."""
    data = BytesIO()
    with zipfile.ZipFile(data, "w") as packed:
        for name, part in parts.items():
            packed.writestr(name, part)
    data.seek(0)
    return data


def _refuse_far_cells(path: Path, marks: Mapping[str, SheetMarks]) -> None:
    for name, marked in marks.items():
        if marked.rows * marked.columns > MAX_CELLS:
            raise WorkbookError("error.workbook-area", file=str(path), sheet=name, most=MAX_CELLS)


def _read_sheet(library: CalamineWorkbook, name: str, marks: SheetMarks) -> SheetCells:
    read = library.get_sheet_by_name(name).to_python(skip_empty_area=False)
    width = max(marks.columns, max(map(len, read), default=0))
    rows = [[*map(_settle_value, row), *[None] * (width - len(row))] for row in read]
    rows += [[None] * width for _ in range(marks.rows - len(rows))]
    for fault, places in (
        (CellFault.ERROR, marks.errors),
        (CellFault.NO_RESULT, marks.unfinished),
    ):
        for row, column in places:
            if row < len(rows) and column < width:
                rows[row][column] = fault
    return SheetCells(name, rows)


def _settle_value(value: object) -> CellValue:
    """Return a number as exact as it is printed, and None for a cell without a value."""
    match value:
        case "":
            return None
        case bool():
            return value
        case int() | float():
            number = Decimal(repr(value))
            return Decimal(int(number)) if number == number.to_integral_value() else number
        case _:
            return value  # type: ignore[return-value] # text, or a day or time
