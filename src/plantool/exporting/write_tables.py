"""Writes the tables of a plan in several formats: initiative by initiative, in one go."""

from __future__ import annotations

from collections import Counter
from contextlib import ExitStack, closing
from itertools import chain
from typing import TYPE_CHECKING

from plantool.exporting.csv_files import CsvFiles
from plantool.exporting.export_formats import ExportFormat
from plantool.exporting.json_files import JsonFiles
from plantool.exporting.sqlite_file import SQLITE_FILE, SqliteFile
from plantool.exporting.table_writers import name_table_file
from plantool.exporting.written_files import WrittenTables, describe_file

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from pathlib import Path

    from plantool.exporting.table_writers import TableWriter
    from plantool.exporting.written_files import WrittenFile
    from plantool.tables.columns import Row, Table


def write_tables(
    folder: Path,
    tables: Sequence[Table],
    batches: Iterable[tuple[Table, Sequence[Row]]],
    formats: Collection[ExportFormat],
) -> WrittenTables:
    """Write the rows of ``batches`` below ``folder``; the files are told format by format.

    A table without rows has its files, too; one file of SQLite has all. Raises OSError.
    """
    rows: Counter[str] = Counter()
    with ExitStack() as stack:
        writers = [stack.enter_context(closing(_open(each, folder, tables))) for each in formats]
        for table, batch in batches:
            rows[table.name] += len(batch)
            for writer in writers:
                writer.write_rows(table, batch)
        for writer in writers:
            writer.finish()
    described = (_describe_files(folder, tables, data_format, rows) for data_format in formats)
    return WrittenTables(tuple(chain.from_iterable(described)), rows)


def _open(data_format: ExportFormat, folder: Path, tables: Sequence[Table]) -> TableWriter:
    match data_format:
        case ExportFormat.CSV:
            return CsvFiles(folder, tables)
        case ExportFormat.JSON:
            return JsonFiles(folder, tables)
        case ExportFormat.SQLITE:
            return SqliteFile(folder, tables)
        case ExportFormat.PARQUET:
            from plantool.exporting.parquet_files import ParquetFiles  # noqa: PLC0415 - an extra

            return ParquetFiles(folder, tables)


def _describe_files(
    folder: Path, tables: Sequence[Table], data_format: ExportFormat, rows: Counter[str]
) -> list[WrittenFile]:
    if data_format is ExportFormat.SQLITE:
        return [describe_file(folder, SQLITE_FILE, data_format, None, rows.total())]
    return [
        describe_file(
            folder, name_table_file(table, data_format), data_format, table, rows[table.name]
        )
        for table in tables
    ]
