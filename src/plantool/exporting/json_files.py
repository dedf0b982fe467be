"""Tables as JSON: a list of objects, one a line, with every column in each.

Numbers are written digit by digit: a float on the way would round them.
"""

from __future__ import annotations

from json.encoder import encode_basestring
from typing import TYPE_CHECKING, Any

from plantool.exporting.export_formats import ExportFormat
from plantool.exporting.text_files import TextFiles, format_day, format_number
from plantool.tables.columns import ColumnType

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from plantool.tables.columns import Row, Table


def _format_boolean(value: bool) -> str:  # noqa: FBT001 - the value of a cell
    return "true" if value else "false"


_LITERALS: Mapping[ColumnType, Callable[[Any], str]] = {
    ColumnType.TEXT: encode_basestring,
    ColumnType.INTEGER: str,
    ColumnType.NUMBER: format_number,
    ColumnType.BOOLEAN: _format_boolean,
    ColumnType.DATE: lambda day: f'"{format_day(day)}"',
}


class JsonFiles(TextFiles):
    """A file of JSON for each table."""

    FORMAT = ExportFormat.JSON

    def __init__(self, folder: Path, tables: Iterable[Table]) -> None:
        super().__init__(folder, tables)
        self._begun: set[str] = set()

    def format_head(self, table: Table) -> str:  # noqa: ARG002 - the same for all
        return "["

    def format_rows(self, table: Table, rows: Sequence[Row]) -> str:
        keys = [f"{encode_basestring(name)}: " for name in table.column_names]
        literals = [_LITERALS[column.type] for column in table.columns]
        objects = (
            ", ".join(
                key + ("null" if value is None else write(value))
                for key, value, write in zip(keys, row, literals, strict=True)
            )
            for row in rows
        )
        text = ",".join(f"\n{{{each}}}" for each in objects)
        comma = "," if text and table.name in self._begun else ""
        self._begun |= {table.name} if text else set()
        return comma + text

    def format_end(self) -> str:
        return "\n]\n"
