"""Shipped questions for other engines: the same SQL, behind the statements that read the lake.

Each engine learns the tables in its own words. That years are numbers and codes of prefectures are
texts (``01``) is said, not guessed from the names of folders.
"""

from __future__ import annotations

from enum import Enum
from itertools import pairwise
from typing import TYPE_CHECKING

from plantool.errors import UsageError
from plantool.fleet.lake_tables import LAKE_TABLES, list_partitions
from plantool.fleet.open_lake import SQL_TYPES, build_reading
from plantool.querying.sql_tokens import split_tokens
from plantool.tables.columns import ColumnType

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from plantool.tables.columns import Table

SCHEMA = "plantool"
"""The schema, or data set, that keeps the tables where an engine needs one."""


class Dialect(Enum):
    """The engines that shipped questions are printed for."""

    DUCKDB = "duckdb"
    SPARK = "spark"
    TRINO = "trino"
    BIGQUERY = "bigquery"


_SCHEMES = {Dialect.TRINO: "s3://", Dialect.BIGQUERY: "gs://"}
"""How the address of a lake begins, for engines that read no folder of this machine."""
_HEADS = {
    Dialect.SPARK: ("SET spark.sql.sources.partitionColumnTypeInference.enabled=false",),
    Dialect.TRINO: (f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}", f"USE {SCHEMA}"),
    Dialect.BIGQUERY: (
        f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}",
        f"SET @@dataset_id = '{SCHEMA}'",
    ),
}
_SPARK_TYPES = {**SQL_TYPES, ColumnType.TEXT: "STRING"}
_TRINO_TYPES = {kind: name.lower() for kind, name in SQL_TYPES.items()}
_BIGQUERY_TYPES = {ColumnType.TEXT: "STRING", ColumnType.INTEGER: "INT64"}


def write_question(sql: str, dialect: Dialect, lake: str) -> str:
    """Return a shipped question with all that an engine needs to answer it.

    ``lake`` is the address of the lake as the engine knows it; raises UsageError for one that it
    cannot read.
    """
    scheme = _SCHEMES.get(dialect)
    if scheme and "://" not in lake:
        raise UsageError("fleet.lake-address", dialect=dialect.value, lake=lake, scheme=scheme)
    statements = [*_HEADS.get(dialect, ())]
    for table in _find_tables(sql):
        statements += _READERS[dialect](table, f"{lake.rstrip('/')}/{table.name}")
    return "".join(f"{each};\n\n" for each in statements) + f"{sql.rstrip()};\n"


def _find_tables(sql: str) -> list[Table]:
    """Return the tables of a lake that a question reads."""
    pairs = pairwise(split_tokens(sql))
    read = {second.name for first, second in pairs if first.name in {"from", "join"}}
    return [table for table in LAKE_TABLES if table.name in read]


def _read_by_duckdb(table: Table, place: str) -> Iterator[str]:
    files = "/".join((place, *("*" for _ in list_partitions(table)), "*.parquet"))
    yield f"CREATE OR REPLACE VIEW {table.name} AS\n{build_reading(table, [files])}"


def _read_by_spark(table: Table, place: str) -> Iterator[str]:
    columns = _list_columns(table, _SPARK_TYPES, "`")
    path = place.replace("\\", "\\\\").replace("'", "\\'")
    yield (
        f"CREATE OR REPLACE TEMPORARY VIEW {table.name} (\n{columns}\n)\n"
        f"USING parquet OPTIONS (path '{path}')"
    )


def _read_by_trino(table: Table, place: str) -> Iterator[str]:
    columns = _list_columns(table, _TRINO_TYPES, '"')
    partitions = ", ".join(f"'{name}'" for name in list_partitions(table))
    path = place.replace("'", "''")
    yield f"DROP TABLE IF EXISTS {table.name}"
    yield (
        f"CREATE TABLE {table.name} (\n{columns}\n)\n"
        f"WITH (\n  format = 'PARQUET',\n  external_location = '{path}',\n"
        f"  partitioned_by = ARRAY[{partitions}]\n)"
    )
    yield f"CALL system.sync_partition_metadata('{SCHEMA}', '{table.name}', 'FULL')"


def _read_by_bigquery(table: Table, place: str) -> Iterator[str]:
    kinds = {column.name: _BIGQUERY_TYPES.get(column.type) for column in table.columns}
    partitions = ", ".join(f"{name} {kinds[name]}" for name in list_partitions(table))
    path = place.replace("\\", "\\\\").replace("'", "\\'")
    yield (
        f"CREATE OR REPLACE EXTERNAL TABLE {SCHEMA}.{table.name}\n"
        f"WITH PARTITION COLUMNS ({partitions})\n"
        f"OPTIONS (\n  format = 'PARQUET',\n  uris = ['{path}/*'],\n"
        f"  hive_partition_uri_prefix = '{path}',\n  decimal_target_types = ['BIGNUMERIC']\n)"
    )


_READERS: dict[Dialect, Callable[[Table, str], Iterator[str]]] = {
    Dialect.DUCKDB: _read_by_duckdb,
    Dialect.SPARK: _read_by_spark,
    Dialect.TRINO: _read_by_trino,
    Dialect.BIGQUERY: _read_by_bigquery,
}


def _list_columns(table: Table, types: dict[ColumnType, str], quote: str) -> str:
    """Return the columns of a table, those in the names of folders at the end."""
    last = list_partitions(table)
    columns = sorted(table.columns, key=lambda column: column.name in last)
    return ",\n".join(f"  {quote}{each.name}{quote} {types[each.type]}" for each in columns)
