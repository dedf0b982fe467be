"""Tables as Apache Arrow has them, and the settings of every Parquet file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow as pa
from pyarrow import parquet

from plantool.tables.columns import MOST_DECIMALS, MOST_WHOLE_DIGITS, ColumnType

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from plantool.tables.columns import Column, Row

_TYPES: Mapping[ColumnType, Any] = {
    ColumnType.TEXT: pa.string(),
    ColumnType.INTEGER: pa.int64(),
    ColumnType.NUMBER: pa.decimal128(MOST_WHOLE_DIGITS + MOST_DECIMALS, MOST_DECIMALS),
    ColumnType.BOOLEAN: pa.bool_(),
    ColumnType.DATE: pa.date32(),
}


def build_arrow_schema(columns: Sequence[Column]) -> pa.Schema:
    """Return the columns of a table with the types of Arrow."""
    fields = [
        pa.field(column.name, _TYPES[column.type], nullable=not column.required)
        for column in columns
    ]
    return pa.schema(fields)


def build_record_batch(schema: pa.Schema, rows: Sequence[Row]) -> pa.RecordBatch:
    """Return rows, with the columns of ``schema`` in its order, as Arrow keeps them."""
    columns = zip(*rows, strict=True) if rows else ((),) * len(schema)
    arrays = [pa.array(values, field.type) for values, field in zip(columns, schema, strict=True)]
    return pa.RecordBatch.from_arrays(arrays, schema=schema)


def open_parquet(path: Path, schema: pa.Schema) -> parquet.ParquetWriter:
    """Begin a Parquet file, which has the same bytes for the same batches; raises OSError."""
    return parquet.ParquetWriter(
        path, schema, version="2.6", compression="zstd", compression_level=3, store_schema=False
    )


def read_parquet_rows(path: Path, columns: Sequence[Column]) -> list[Row]:
    """Return the rows of a Parquet file with just these columns; raises ValueError for others."""
    read = parquet.ParquetFile(path).read()
    if not read.schema.equals(build_arrow_schema(columns), check_metadata=False):
        raise ValueError(path.name)
    return list(zip(*(column.to_pylist() for column in read.columns), strict=True))
