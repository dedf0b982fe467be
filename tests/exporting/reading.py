"""Reads the files of an export as others do, each back into the values that tables hold."""

from __future__ import annotations

import csv
import json
import sqlite3
from contextlib import closing
from datetime import date
from decimal import Decimal
from io import StringIO
from typing import TYPE_CHECKING, Any

from pyarrow import parquet

from plantool.exporting.export_formats import ExportFormat
from plantool.exporting.export_tables import export_tables
from plantool.tables.columns import ColumnType
from plantool.tables.definitions import TABLES
from tests.tables.sources import open_source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from plantool.tables.columns import Table, Value

EVERY_FORMAT = tuple(ExportFormat)
_WORDS = {"true": True, "false": False, "True": True, "False": False, "1": True, "0": False}
_READERS: Mapping[ColumnType, Callable[[Any], Value]] = {
    ColumnType.TEXT: str,
    ColumnType.INTEGER: int,
    ColumnType.NUMBER: Decimal,
    ColumnType.BOOLEAN: lambda value: _WORDS[str(value)],
    ColumnType.DATE: lambda day: date.fromisoformat(str(day)),
}


def export_plan(plan: Path, folder: Path, formats: Iterable[ExportFormat] = EVERY_FORMAT) -> Path:
    """Export a plan, and return the folder."""
    export_tables(open_source(plan), folder, tuple(formats))
    return folder


def read_cells(folder: Path, table: Table, data_format: ExportFormat) -> list[tuple[Value, ...]]:
    """Return the rows of a table with the values that it was made of."""
    rows = _READ[data_format](folder, table)
    readers = [_READERS[column.type] for column in table.columns]
    return [
        tuple(
            None if value is None else read(value) for value, read in zip(row, readers, strict=True)
        )
        for row in rows
    ]


def _read_csv(folder: Path, table: Table) -> list[list[Any]]:
    text = (folder / "csv" / f"{table.name}.csv").read_bytes().decode("utf-8-sig")
    rows = list(csv.reader(StringIO(text, newline=""), strict=True))
    assert tuple(rows[0]) == table.column_names
    are_texts = [column.type is ColumnType.TEXT for column in table.columns]
    return [
        [
            _unguard(cell) if is_text else cell or None
            for cell, is_text in zip(row, are_texts, strict=True)
        ]
        for row in rows[1:]
    ]


def _unguard(cell: str) -> str | None:
    """Do what the README says: take one ' away where it stands before a formula."""
    return (cell[1:] if cell.startswith("'") and _is_formula(cell.lstrip("'")) else cell) or None


def _is_formula(text: str) -> bool:
    blank = text.lstrip("\ufeff\u200b \u3000\u00a0\x0b\x0c\x1c\x1d\x1e\x1f\x85\u2028\u2029\t\r\n")
    return text[:1] in set("\t\r\n") or blank[:1] in set("=+-@") or _is_wide(blank)


def _is_wide(text: str) -> bool:
    return len(text) > 1 and text[0] in "＝＋－＠"


def _read_json(folder: Path, table: Table) -> list[list[Any]]:
    text = (folder / "json" / f"{table.name}.json").read_text("utf-8")
    rows = json.loads(text, parse_float=Decimal, parse_int=int)
    assert {tuple(row) for row in rows} <= {table.column_names}
    return [list(row.values()) for row in rows]


def _read_parquet(folder: Path, table: Table) -> list[list[Any]]:
    read = parquet.read_table(folder / "parquet" / f"{table.name}.parquet")
    assert tuple(read.column_names) == table.column_names
    return [list(row.values()) for row in read.to_pylist()]


def _read_sqlite(folder: Path, table: Table) -> list[list[Any]]:
    with closing(sqlite3.connect(folder / "plan.sqlite")) as connection:
        names = ", ".join(f'"{name}"' for name in table.column_names)
        found = connection.execute(f'SELECT {names} FROM "{table.name}" ORDER BY rowid')
        return [[_undo_float(value) for value in row] for row in found]


def _undo_float(value: Any) -> Any:  # noqa: ANN401 - what SQLite holds
    return repr(value) if isinstance(value, float) else value


_READ: Mapping[ExportFormat, Callable[[Path, Table], list[list[Any]]]] = {
    ExportFormat.CSV: _read_csv,
    ExportFormat.JSON: _read_json,
    ExportFormat.PARQUET: _read_parquet,
    ExportFormat.SQLITE: _read_sqlite,
}


def read_export(folder: Path, data_format: ExportFormat) -> dict[str, list[tuple[Value, ...]]]:
    """Return the rows of all tables in one format."""
    return {table.name: read_cells(folder, table, data_format) for table in TABLES}
