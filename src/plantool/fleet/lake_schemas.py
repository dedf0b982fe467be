"""The columns of a lake's files as Arrow has them, and how the facts of a plan travel."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pyarrow as pa

from plantool.exporting.arrow_tables import build_arrow_schema, build_record_batch
from plantool.fleet.lake_tables import LAKE_TABLES, list_partitions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plantool.tables.columns import Column, Row, Table

KEY_COLUMNS = ("publisher_code", "plan_id")
OF_FLEET = ("superseded", "successor_publisher_code", "successor_plan_id")
"""Columns that follow from other plans, too."""
_CODEC = "zstd"
_LENGTH_BYTES = 8


@cache
def find_lake_table(name: str) -> Table:
    """Return a table of a lake."""
    return next(table for table in LAKE_TABLES if table.name == name)


def list_file_columns(table: Table) -> list[Column]:
    """Return the columns that are in the files of a table of a lake."""
    return [each for each in table.columns if each.name not in list_partitions(table)]


@cache
def build_file_schema(name: str) -> pa.Schema:
    """Return the schema of the files of a table of a lake."""
    return build_arrow_schema(list_file_columns(find_lake_table(name)))


@cache
def build_fact_schema(name: str) -> pa.Schema:
    """Return the schema of what one plan brings to a table: all that does not need the others."""
    others = {*KEY_COLUMNS, *OF_FLEET}
    columns = list_file_columns(find_lake_table(name))
    return build_arrow_schema([each for each in columns if each.name not in others])


def pack_rows(name: str, rows: Sequence[Row]) -> bytes:
    """Return rows of one plan and one table as bytes: small, since there are very many of them."""
    data = build_record_batch(build_fact_schema(name), rows).serialize().to_pybytes()
    packed: bytes = pa.compress(data, codec=_CODEC, asbytes=True)
    return len(data).to_bytes(_LENGTH_BYTES, "big") + packed


def unpack_rows(name: str, data: bytes) -> pa.Table:
    """Return rows that ``pack_rows`` packed."""
    length = int.from_bytes(data[:_LENGTH_BYTES], "big")
    plain = pa.decompress(data[_LENGTH_BYTES:], decompressed_size=length, codec=_CODEC)
    batch = pa.ipc.read_record_batch(plain, build_fact_schema(name))
    return pa.Table.from_batches([batch])
