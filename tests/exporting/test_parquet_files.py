"""Parquet files have large groups of rows, while few rows wait as Python has them."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from pyarrow import parquet

from plantool.exporting.parquet_files import ParquetFiles
from plantool.tables.columns import Column, ColumnType, Table

if TYPE_CHECKING:
    from pathlib import Path

MONEY = Table("money", (Column("id"), Column("fiscal_year", ColumnType.INTEGER)))
EMPTY = Table("empty", (Column("id"),))


def write(folder: Path, count: int, at_once: int) -> Path:
    rows = [(f"{each}", each) for each in range(count)]
    with closing(ParquetFiles(folder, (MONEY, EMPTY))) as files:
        for start in range(0, count, at_once):
            files.write_rows(MONEY, rows[start : start + at_once])
            assert len(files._waiting[MONEY.name]) < 256  # noqa: SLF001 - no reader sees memory
        files.finish()
    return folder / "parquet"


def test_rows_are_written_in_large_groups(tmp_path: Path) -> None:
    written = parquet.ParquetFile(write(tmp_path, 10_000, 7) / "money.parquet")
    groups = [written.metadata.row_group(at).num_rows for at in range(written.num_row_groups)]
    assert sum(groups) == 10_000
    assert all(4096 <= rows < 4096 + 256 + 7 for rows in groups[:-1])
    assert written.read().to_pydict() == {
        "id": [f"{each}" for each in range(10_000)],
        "fiscal_year": [*range(10_000)],
    }
    assert parquet.read_table(tmp_path / "parquet" / "empty.parquet").num_rows == 0


def test_the_same_rows_are_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
    one, other = (write(tmp_path / name, 5000, 22) for name in ("a", "b"))
    assert (one / "money.parquet").read_bytes() == (other / "money.parquet").read_bytes()
