from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plantool.tables.columns import MOST_DECIMALS, Column, ColumnType, Table, write_long_number
from plantool.tables.definitions import TABLES
from plantool.tables.sqlite_tables import convert_number, create_tables, insert_rows, quote_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.tables.columns import Row

PEOPLE = Table(
    "people",
    (
        Column("id", required=True),
        Column("age", ColumnType.INTEGER),
        Column("share", ColumnType.NUMBER),
        Column("here", ColumnType.BOOLEAN, required=True),
        Column("born", ColumnType.DATE),
    ),
    key=("id",),
)
ODD = Table('odd"; DROP TABLE people; --', (Column('a"b', required=True),), key=('a"b',))
TYPES = {ColumnType.NUMBER: "NUMERIC"}
EXACT = st.decimals(min_value=-(10**26) + 1, max_value=10**26 - 1, places=MOST_DECIMALS)


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as opened:
        yield opened


def read_back(connection: sqlite3.Connection, table: Table, *rows: Row) -> list[tuple[object, ...]]:
    create_tables(connection, [table])
    insert_rows(connection, table, rows)
    return connection.execute(f"SELECT * FROM {quote_name(table.name)}").fetchall()


def test_values_come_back_as_sqlite_has_them(connection: sqlite3.Connection) -> None:
    rows: list[Row] = [
        ("007", 5, Decimal("1.50"), True, date(2019, 4, 1)),
        ("b", None, None, False, None),
        ("'; DROP TABLE people; --", -(10**17), Decimal(21), True, date(999, 1, 2)),
    ]
    assert read_back(connection, PEOPLE, *rows) == [
        ("007", 5, 1.5, 1, "2019-04-01"),
        ("b", None, None, 0, None),
        ("'; DROP TABLE people; --", -(10**17), 21, 1, "0999-01-02"),
    ]


@pytest.mark.parametrize(
    ("number", "kept"),
    [
        ("0", 0),
        ("-0", 0),
        ("21", 21),
        ("2.10E+1", 21),
        ("999999999999999", 999999999999999),
        ("-999999999999999", -999999999999999),
        ("1000000000000000", 10**15),
        ("1234567890123456", 1234567890123456),
        ("999999999999999999", 999999999999999999),
        ("12345678901234567890123456", 1.2345678901234568e25),
        ("0.1", 0.1),
        ("-0.75", -0.75),
        ("93.40", 93.4),
        ("0.000000000001", 1e-12),
        ("1234567890.123456", 1234567890.123456),
        ("1234567890.12345", 1234567890.12345),
        ("12345678901234.56789", 12345678901234.568),
    ],
)
def test_a_number_is_one_of_sqlite(number: str, kept: object) -> None:
    converted = convert_number(Decimal(number))
    assert (converted, type(converted)) == (kept, type(kept))


@given(EXACT)
def test_a_number_is_exact_or_its_digits_are_written(number: Decimal) -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        table = Table("numbers", (Column("number", ColumnType.NUMBER),))
        ((value,),) = read_back(connection, table, (number,))
    assert isinstance(value, int | float)
    written = write_long_number(number)
    if written is None:
        assert Decimal(repr(value) if isinstance(value, float) else value) == number
    else:
        assert Decimal(written) == number
        assert float(value) == float(number)


def test_any_name_is_a_name(connection: sqlite3.Connection) -> None:
    create_tables(connection, [PEOPLE])
    assert read_back(connection, ODD, ("x",)) == [("x",)]
    names = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
    assert names == [("people",), (ODD.name,)]


def test_a_key_is_there_once_and_what_is_required_is_there(connection: sqlite3.Connection) -> None:
    row = ("a", None, None, True, None)
    read_back(connection, PEOPLE, row)
    with pytest.raises(sqlite3.IntegrityError, match=r"UNIQUE .*people\.id"):
        insert_rows(connection, PEOPLE, [row])
    with pytest.raises(sqlite3.IntegrityError, match=r"NOT NULL .*people\.here"):
        insert_rows(connection, PEOPLE, [("c", None, None, None, None)])


def test_all_tables_are_created_as_they_are_defined(connection: sqlite3.Connection) -> None:
    create_tables(connection, TABLES)
    for table in TABLES:
        columns = connection.execute(f"PRAGMA table_info({quote_name(table.name)})").fetchall()
        types = [TYPES.get(column.type, column.type.value.upper()) for column in table.columns]
        assert [column[1] for column in columns] == list(table.column_names)
        assert [column[2] for column in columns] == types
        assert [bool(column[3]) for column in columns] == [c.required for c in table.columns]
        assert {column[1] for column in columns if column[5]} == set(table.key)


def test_references_lead_to_keys(connection: sqlite3.Connection) -> None:
    create_tables(connection, TABLES)
    assert not connection.execute("PRAGMA foreign_key_check").fetchall()  # a mismatch would raise
    ((_, _, table, own, theirs, *_),) = connection.execute('PRAGMA foreign_key_list("money")')
    assert (table, own, theirs) == ("initiatives", "initiative_id", "initiative_id")
