"""Tables as CSV, by the rules of 総務省 for published tables that machines read.

One value a cell, numbers as numbers without separators or units, the unit in a column of its own,
no formulas; UTF-8 with BOM and CRLF, so that spreadsheets open it. No value is an empty cell.
The rules: 統計表における機械判読可能なデータの表記方法の統一ルール (2020).
"""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING, Any

from plantool.exporting.export_formats import ExportFormat
from plantool.exporting.text_files import TextFiles, format_day, format_number
from plantool.render.comma_separated import BOM, guard_formula
from plantool.tables.columns import ColumnType

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from plantool.tables.columns import Row, Table, Value

LINE_END = "\r\n"


def _format_boolean(value: bool) -> str:  # noqa: FBT001 - the value of a cell
    return "true" if value else "false"


_CELLS: Mapping[ColumnType, Callable[[Any], Value]] = {
    ColumnType.TEXT: guard_formula,
    ColumnType.INTEGER: int,
    ColumnType.NUMBER: format_number,
    ColumnType.BOOLEAN: _format_boolean,
    ColumnType.DATE: format_day,
}


class CsvFiles(TextFiles):
    """A file of CSV for each table."""

    FORMAT = ExportFormat.CSV

    def format_head(self, table: Table) -> str:
        return BOM + _join_cells([table.column_names])

    def format_rows(self, table: Table, rows: Sequence[Row]) -> str:
        formats = [_CELLS[column.type] for column in table.columns]
        return _join_cells(
            [
                None if value is None else write(value)
                for value, write in zip(row, formats, strict=True)
            ]
            for row in rows
        )


def _join_cells(rows: Iterable[Iterable[Value]]) -> str:
    buffer = StringIO()
    csv.writer(buffer, lineterminator=LINE_END).writerows(rows)
    return buffer.getvalue()
