"""Tables as Parquet: a file for each, all written at the same time, in large groups of rows."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

import pyarrow as pa

from plantool.exporting.arrow_tables import build_arrow_schema, build_record_batch, open_parquet
from plantool.exporting.export_formats import ExportFormat
from plantool.exporting.table_writers import name_table_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from plantool.tables.columns import Row, Table

_BATCH_ROWS = 256  # that wait as Python has them: each value takes a hundred bytes
_GROUP_ROWS = 4096  # that wait as Arrow has them, in a tenth of the memory


class ParquetFiles:
    """The Parquet files of tables; a ``TableWriter``."""

    def __init__(self, folder: Path, tables: Iterable[Table]) -> None:
        """Begin the files below ``folder``; raises OSError."""
        self._open_files = ExitStack()
        self._schemas = {table.name: build_arrow_schema(table.columns) for table in tables}
        self._waiting: dict[str, list[Row]] = {name: [] for name in self._schemas}
        self._groups: dict[str, list[pa.RecordBatch]] = {name: [] for name in self._schemas}
        (folder / ExportFormat.PARQUET.value).mkdir()
        self._files = {
            table.name: self._open_files.enter_context(
                open_parquet(
                    folder / name_table_file(table, ExportFormat.PARQUET),
                    self._schemas[table.name],
                )
            )
            for table in tables
        }

    def write_rows(self, table: Table, rows: Sequence[Row]) -> None:
        """Add rows to the file of a table, as soon as there are enough of them."""
        waiting = self._waiting[table.name]
        waiting += rows
        if len(waiting) >= _BATCH_ROWS:
            self._pack_batch(table.name)
        if sum(batch.num_rows for batch in self._groups[table.name]) >= _GROUP_ROWS:
            self._write_group(table.name)

    def finish(self) -> None:
        """Write the rows that wait, and the ends of all files."""
        for name in self._waiting:
            self._pack_batch(name)
            self._write_group(name)
        self.close()

    def close(self) -> None:
        """Close all files."""
        self._open_files.close()

    def _pack_batch(self, name: str) -> None:
        if rows := self._waiting[name]:
            self._groups[name].append(build_record_batch(self._schemas[name], rows))
            self._waiting[name] = []

    def _write_group(self, name: str) -> None:
        if batches := self._groups[name]:
            rows = pa.Table.from_batches(batches).combine_chunks()
            self._files[name].write_table(rows, row_group_size=rows.num_rows)
            self._groups[name] = []
