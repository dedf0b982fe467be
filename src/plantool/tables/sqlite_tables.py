"""The fact tables in SQLite: for questions in memory, and in the file of an export."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias

from plantool.tables.columns import Column, ColumnType, fit_integer

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable

    from plantool.tables.columns import Row, Table, Value

SqliteValue: TypeAlias = str | int | float | None
_DECLARED = {
    ColumnType.TEXT: "TEXT",
    ColumnType.INTEGER: "INTEGER",
    ColumnType.NUMBER: "NUMERIC",
    ColumnType.BOOLEAN: "BOOLEAN",
    ColumnType.DATE: "DATE",
}


def create_tables(connection: sqlite3.Connection, tables: Iterable[Table]) -> None:
    """Create empty ``tables`` with their keys and references, in the order in which they come."""
    for table in tables:
        connection.execute(_build_statement(table))


def insert_rows(connection: sqlite3.Connection, table: Table, rows: Iterable[Row]) -> None:
    """Add rows to a table that was created; within the transaction of ``connection``.

    A number is an INTEGER or a REAL. A yes is 1, a no 0; a day is TEXT (``2019-04-01``).
    """
    converters = [
        (at, _CONVERTERS[column.type])
        for at, column in enumerate(table.columns)
        if column.type in _CONVERTERS
    ]
    places = ", ".join("?" * len(table.columns))
    connection.executemany(
        f"INSERT INTO {quote_name(table.name)} VALUES ({places})",  # noqa: S608 - quoted, and ours
        (_convert_row(row, converters) for row in rows),
    )


def quote_name(name: str) -> str:
    """Return the name of a table or column as SQL reads any name."""
    return '"{}"'.format(name.replace('"', '""'))


def convert_number(number: Value) -> int | float:
    """Return a number as SQLite compares and sums it: whole ones of 18 digits are exact.

    Of others with more than 15 digits the nearest one; the digits stand in a column of text.
    """
    assert isinstance(number, Decimal | int)  # noqa: S101 - what columns of NUMBER hold
    whole = fit_integer(Decimal(number))
    return float(number) if whole is None else whole


def _convert_day(day: Value) -> SqliteValue:
    assert isinstance(day, date)  # noqa: S101 - what columns of DATE hold
    return day.isoformat()


_CONVERTERS: dict[ColumnType, Callable[[Value], SqliteValue]] = {
    ColumnType.NUMBER: convert_number,
    ColumnType.DATE: _convert_day,
}


def _convert_row(row: Row, converters: list[tuple[int, Callable[[Value], SqliteValue]]]) -> Row:
    """Return a row with the values that SQLite does not know as it keeps them."""
    values: list[Value | float] = list(row)
    for at, convert in converters:
        value = row[at]
        if value is not None:
            values[at] = convert(value)
    return tuple(values)  # type: ignore[arg-type] # floats among them, for SQLite alone


def _build_statement(table: Table) -> str:
    lines = [_declare_column(column) for column in table.columns]
    if table.key:
        lines.append(f"PRIMARY KEY ({_list_names(table.key)})")
    for columns, target in table.references:
        names = f"({_list_names(columns)})"  # said twice: Datasette asks for those of the target
        lines.append(f"FOREIGN KEY {names} REFERENCES {quote_name(target)} {names}")
    return f"CREATE TABLE {quote_name(table.name)} (\n  " + ",\n  ".join(lines) + "\n)"


def _declare_column(column: Column) -> str:
    declared = (quote_name(column.name), _DECLARED[column.type], "NOT NULL" * column.required)
    return " ".join(filter(None, declared))


def _list_names(names: Iterable[str]) -> str:
    return ", ".join(map(quote_name, names))
