"""Reads the fact tables of one plan back from an export, after checking every file that is used."""

from __future__ import annotations

import csv
import json
import os
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from plantool.errors import PlanUnreadableError
from plantool.exporting.data_package import PACKAGE_FILE
from plantool.exporting.export_formats import ExportFormat
from plantool.exporting.known_folder import read_package
from plantool.exporting.sqlite_file import SQLITE_FILE
from plantool.exporting.table_writers import name_table_file
from plantool.exporting.written_files import compute_sha256
from plantool.loading.blake2 import blake2b
from plantool.render.comma_separated import BOM, guard_formula
from plantool.tables.columns import ColumnType
from plantool.tables.definitions import TABLES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from plantool.tables.columns import Row, Table, Value

_FORMATS = (ExportFormat.PARQUET, ExportFormat.JSON, ExportFormat.CSV)
"""The formats to read, that which says most first."""


class DataPackage:
    """An export in ``folder``; raises PlanUnreadableError where plantool did not make one there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        described = read_package(folder)
        if described is None:
            raise PlanUnreadableError("fleet.reason.no-package")
        self._hashes = {each["path"]: each["hash"] for each in described["resources"]}
        self.is_complete = described.get("plantool:complete") is True

    def list_files(self) -> list[str]:
        """Name the files that are used, the description first; raises PlanUnreadableError."""
        return [PACKAGE_FILE, *(self._find_file(table)[1] for table in TABLES)]

    def build_digest(self) -> str:
        """Return what changes with the bytes of any of the files; raises OSError."""
        hashes = (f"{name} {compute_sha256(self.folder / name)}" for name in self.list_files())
        return blake2b("\n".join(hashes).encode(), digest_size=16).hexdigest()

    def read_rows(self) -> dict[str, list[Row]]:
        """Return the rows of every table; raises PlanUnreadableError where one is not as it was."""
        return {table.name: self._read_table(table) for table in TABLES}

    def _find_file(self, table: Table) -> tuple[ExportFormat, str]:
        for data_format in _FORMATS:
            if (name := name_table_file(table, data_format)) in self._hashes:
                return data_format, name
        if [*self._hashes] == [SQLITE_FILE]:
            raise PlanUnreadableError("fleet.reason.sqlite-alone")
        raise PlanUnreadableError("fleet.reason.no-table", table=table.name)

    def _read_table(self, table: Table) -> list[Row]:
        data_format, name = self._find_file(table)
        path = self.folder / name
        try:
            is_own = Path(os.path.realpath(path)).is_relative_to(os.path.realpath(self.folder))
            if not is_own or f"sha256:{compute_sha256(path)}" != self._hashes[name]:
                raise PlanUnreadableError("fleet.reason.wrong-hash", file=name)
            return _READERS[data_format](path, table)
        except OSError as error:
            raise PlanUnreadableError("fleet.reason.unreadable", file=name, reason=error) from error
        except (ValueError, TypeError, LookupError, ArithmeticError, RecursionError) as error:
            raise PlanUnreadableError("fleet.reason.other-table", file=name) from error


# One format each: what is not as we write it raises ValueError, or one of its like


def _read_parquet(path: Path, table: Table) -> list[Row]:
    from plantool.exporting.arrow_tables import read_parquet_rows  # noqa: PLC0415 - of an extra

    return read_parquet_rows(path, table.columns)


def _read_json(path: Path, table: Table) -> list[Row]:
    data = json.loads(path.read_bytes(), parse_float=Decimal)
    return [_build_row(table, each) for each in data]


def _read_csv(path: Path, table: Table) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        if file.read(1) != BOM:
            file.seek(0)
        cells = csv.DictReader(file)
        return [_build_row(table, _drop_guards(each)) for each in cells]


_READERS: Mapping[ExportFormat, Callable[[Path, Table], list[Row]]] = {
    ExportFormat.PARQUET: _read_parquet,
    ExportFormat.JSON: _read_json,
    ExportFormat.CSV: _read_csv,
}


def _drop_guards(cells: Mapping[str, str]) -> dict[str, Any]:
    """Return the cells of a row without the signs that keep texts from being run as formulas."""
    return {name: _drop_guard(cell) if cell else None for name, cell in cells.items()}


def _drop_guard(cell: str) -> str:
    return cell[1:] if cell[0] == "'" and guard_formula(cell[1:]) == cell else cell


def _build_row(table: Table, values: Mapping[str, Any]) -> Row:
    if values.keys() != {*table.column_names}:
        raise ValueError
    return tuple(_yield_values(table, values))


def _yield_values(table: Table, values: Mapping[str, Any]) -> Iterator[Value]:
    for column in table.columns:
        value = values[column.name]
        if value is None and column.required:
            raise ValueError
        yield None if value is None else _CONVERTERS[column.type](value)


def _read_text(value: Any) -> str:  # noqa: ANN401 - whatever stands there
    if not isinstance(value, str):
        raise TypeError
    return value


_TRUTHS = {True: True, False: False, "true": True, "false": False}
_CONVERTERS: Mapping[ColumnType, Callable[[Any], Value]] = {
    ColumnType.TEXT: _read_text,
    ColumnType.INTEGER: int,
    ColumnType.NUMBER: Decimal,
    ColumnType.BOOLEAN: _TRUTHS.__getitem__,
    ColumnType.DATE: date.fromisoformat,
}
