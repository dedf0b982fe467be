"""What writes tables in one format, and where its files are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plantool.exporting.export_formats import ExportFormat
    from plantool.tables.columns import Row, Table


class TableWriter(Protocol):
    """Writes tables, each in batches that may take turns with those of others."""

    def write_rows(self, table: Table, rows: Sequence[Row]) -> None:
        """Add rows to a table."""

    def finish(self) -> None:
        """Write what is still to be written; no row comes after it."""

    def close(self) -> None:
        """Let go of all files, whether or not they are finished."""


def name_table_file(table: Table, data_format: ExportFormat) -> str:
    """Return the path of a table's file in the folder of an export."""
    return f"{data_format.value}/{table.name}.{data_format.value}"
