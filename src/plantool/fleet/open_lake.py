"""Opens a lake for questions: DuckDB in memory, which can read the files of the lake and no other.

DuckDB keeps nothing, and writes nothing: no extension is loaded or fetched, what does not fit into
memory is not put into files, and nothing of that can be set otherwise from within a statement.
"""

from __future__ import annotations

from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from plantool.errors import PlanUnreadableError, UsageError
from plantool.fleet.lake_complaints import read_reason
from plantool.fleet.lake_files import find_lake_files
from plantool.fleet.lake_tables import LAKE_TABLES, list_partitions
from plantool.loading.today import find_today
from plantool.tables.columns import ColumnType

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from datetime import date
    from pathlib import Path
    from types import ModuleType

    from duckdb import DuckDBPyConnection

    from plantool.fleet.lake_files import LakeFiles
    from plantool.tables.columns import Table

SQL_TYPES = {
    ColumnType.TEXT: "VARCHAR",
    ColumnType.INTEGER: "BIGINT",
    ColumnType.NUMBER: "DECIMAL(38, 12)",
    ColumnType.BOOLEAN: "BOOLEAN",
    ColumnType.DATE: "DATE",
}
"""The types of columns, as DuckDB calls them."""
_MIDNIGHT = "TIMESTAMP '{day} 00:00:00'"
_NOW = {
    **dict.fromkeys(("current_date", "today"), "DATE '{day}'"),
    **dict.fromkeys(("now", "current_timestamp", "get_current_timestamp"), _MIDNIGHT),
    **dict.fromkeys(("transaction_timestamp", "localtimestamp"), _MIDNIGHT),
    "current_localtimestamp": _MIDNIGHT,
    **dict.fromkeys(("current_time", "get_current_time", "localtime"), "TIME '00:00:00'"),
    "current_localtime": "TIME '00:00:00'",
}
"""Functions to which it is now, and what they are on a day."""
_AGE = "CREATE MACRO age(a) AS system.main.age({now}, a), (a, b) AS system.main.age(a, b)"
_MOST_MEMORY = "1GB"
_SETTINGS = {
    "memory_limit": _MOST_MEMORY,
    "temp_directory": "",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
    "python_enable_replacements": "false",
    "enable_progress_bar": "false",
    "errors_as_json": "true",
}
_LOCKS = {"enable_external_access": "false", "lock_configuration": "true"}


@contextmanager
def open_lake(folder: Path, wanted: Collection[str]) -> Iterator[DuckDBPyConnection]:
    """Open the tables of a lake that are ``wanted`` by name.

    Raises PlanUnreadableError where there is no lake, or where it is damaged.
    """
    duckdb = load_duckdb()
    lake = find_lake_files(folder)
    files = {table: lake.list_files(table) for table in LAKE_TABLES if table.name in wanted}
    with closing(duckdb.connect(":memory:")) as connection:
        _apply_settings(connection, _SETTINGS)
        try:
            for table, paths in files.items():
                source = build_reading(table, paths)
                connection.execute(f'CREATE VIEW "{table.name}" AS {source}')
            _set_day(connection, lake.day or _read_day(connection, lake))
        except duckdb.Error as error:
            raise build_damage_error(folder, error) from error
        allowed = ", ".join(quote_text(path) for paths in files.values() for path in paths)
        _apply_settings(connection, {"allowed_paths": f"[{allowed}]", **_LOCKS})
        yield connection


def build_damage_error(folder: Path, error: Exception) -> PlanUnreadableError:
    """Return the failure of a lake whose files DuckDB cannot read."""
    return PlanUnreadableError("fleet.lake-damaged", folder=folder, reason=read_reason(error))


def load_duckdb() -> ModuleType:
    """Return the library; raises UsageError where it is not installed."""
    try:
        import duckdb  # noqa: PLC0415 - of the extra `fleet`, and needed by its commands alone
    except ModuleNotFoundError as error:
        raise UsageError("error.no-fleet") from error
    return duckdb


def build_reading(table: Table, paths: Sequence[str]) -> str:
    """Return the SELECT that reads a table from ``paths``; one without files has no rows."""
    if not paths:
        return f"{_select_nothing(table)} WHERE false"
    types = ", ".join(
        f"{quote_text(name)}: {SQL_TYPES[kind]}"
        for name, kind, *_ in table.columns
        if name in list_partitions(table)
    )
    listed = ", ".join(map(quote_text, paths))
    return (
        f"SELECT * FROM read_parquet([{listed}], "  # noqa: S608 - of names that are quoted
        f"hive_partitioning = true, hive_types = {{{types}}})"
    )


def quote_text(text: str) -> str:
    """Return a text as SQL writes it."""
    return "'" + text.replace("'", "''") + "'"


def _select_nothing(table: Table) -> str:
    cells = (f'CAST(NULL AS {SQL_TYPES[kind]}) AS "{name}"' for name, kind, *_ in table.columns)
    return f"SELECT {', '.join(cells)}"


def _read_day(connection: DuckDBPyConnection, lake: LakeFiles) -> date:
    """Return the day on which the plans of a lake without lake.json were judged, or today."""
    plans = next(table for table in LAKE_TABLES if table.name == "plans")
    reading = build_reading(plans, lake.list_files(plans))
    ((day,),) = connection.execute(f"SELECT MAX(as_of) FROM ({reading})").fetchall()  # noqa: S608 - ours
    return day or find_today()


def _set_day(connection: DuckDBPyConnection, day: date) -> None:
    """Let now be the beginning of ``day``: DuckDB asks the clock of the machine."""
    for name, value in _NOW.items():
        connection.execute(f"CREATE MACRO {name}() AS {value.format(day=day)}")
    connection.execute(_AGE.format(now=_MIDNIGHT.format(day=day)))


def _apply_settings(connection: DuckDBPyConnection, settings: dict[str, str]) -> None:
    for name, value in settings.items():
        written = value if value.startswith("[") else quote_text(value)
        connection.execute(f"SET {name} = {written}")
