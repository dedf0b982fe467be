"""A database in memory that holds the fact tables and answers one guarded statement."""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager
from decimal import Decimal
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from plantool.querying.day_functions import hold_day
from plantool.querying.guard import Guard
from plantool.querying.sql_tokens import find_common_tables, split_tokens
from plantool.tables.sqlite_tables import create_tables, insert_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from plantool.tables.columns import Row, Table

Cell: TypeAlias = str | int | float | Decimal | bytes | None
"""A value of an answer; SQLite has no Decimal."""

LONGEST_STATEMENT = 100_000
"""Bytes of a statement."""
_LONGEST_VALUE = 2 << 20
"""Bytes of a text, which is more than any file of a plan has."""
_MOST_MEMORY = 128 << 20
"""Bytes that SQLite may take beside the tables."""
MOST_CHARACTERS = 64 << 20
"""Characters of an answer, with those that each of its values counts for."""
_CELL = 64
"""Characters that any value counts for: about as many bytes are kept of a number, or of nothing."""
_STEPS = 10_000
"""Steps of SQLite's machine between two looks at the clock: less than a millisecond."""
_LIMITS = {
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: LONGEST_STATEMENT,
    sqlite3.SQLITE_LIMIT_LENGTH: _LONGEST_VALUE,
    sqlite3.SQLITE_LIMIT_COLUMN: 500,
    sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 200,
    sqlite3.SQLITE_LIMIT_COMPOUND_SELECT: 100,
    sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH: 1000,
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
    sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH: 0,
    sqlite3.SQLITE_LIMIT_WORKER_THREADS: 0,
}


class TooSlowError(Exception):
    """An answer that took more than its time."""


class TooLargeError(Exception):
    """An answer that is larger than memory may hold."""


class Limits(NamedTuple):
    """How many rows of an answer are wanted, and how many seconds it may take."""

    rows: int = 10_000
    seconds: float = 10.0


USUAL_LIMITS = Limits()


class Answer(NamedTuple):
    """The rows of an answer under the names of its columns; ``is_cut`` where there are more."""

    columns: tuple[str, ...]
    rows: list[tuple[Cell, ...]]
    is_cut: bool = False


class Attempt(NamedTuple):
    """What SQLite says against a statement, nothing if it takes it; what the guard saw of it."""

    problem: str
    guard: Guard


class GuardedDatabase:
    """The tables, empty until they are filled, and the statements that may read them."""

    def __init__(self, connection: sqlite3.Connection, tables: Sequence[Table]) -> None:
        self.connection = connection
        self.tables = tables
        create_tables(connection, tables)

    def try_statement(self, statement: str) -> Attempt:
        """Have a statement read, and say what it wants; nothing of it runs."""
        guard, problem = self._build_guard(statement), ""
        with _hold_guard(self.connection, guard):
            try:
                self.connection.execute(f"EXPLAIN {statement}").close()
            except sqlite3.Error as error:
                problem = str(error)
        return Attempt(problem, guard)

    def fill(self, batches: Iterable[tuple[Table, list[Row]]]) -> None:
        """Put rows into the tables."""
        self.connection.execute("BEGIN")
        for table, rows in batches:
            insert_rows(self.connection, table, rows)
        self.connection.execute("COMMIT")

    def answer(self, statement: str, limits: Limits) -> Answer:
        """Run a statement; raises TooSlowError, TooLargeError, sqlite3.Error."""
        _bound_memory(self.connection)
        end = monotonic() + limits.seconds
        self.connection.set_progress_handler(lambda: monotonic() > end, _STEPS)
        try:
            with _hold_guard(self.connection, self._build_guard(statement)):
                return _collect_rows(self.connection.execute(statement), limits)
        except MemoryError as error:
            raise TooLargeError from error
        except sqlite3.Error as error:
            code = getattr(error, "sqlite_errorcode", None)
            if code == sqlite3.SQLITE_INTERRUPT:
                raise TooSlowError from error
            if code == sqlite3.SQLITE_TOOBIG:
                raise TooLargeError from error
            raise

    def _build_guard(self, statement: str) -> Guard:
        names = frozenset(table.name for table in self.tables)
        return Guard(names, find_common_tables(split_tokens(statement)))


@contextmanager
def open_database(tables: Sequence[Table], day: date) -> Iterator[GuardedDatabase]:
    """Open a database in memory with empty tables, which no statement of a user can leave.

    Functions of days have ``day`` for now.
    """
    with (
        closing(sqlite3.connect(":memory:", isolation_level=None)) as connection,
        hold_day(connection, day),
    ):
        connection.execute("PRAGMA temp_store = MEMORY")  # sorts and joins write no file
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.text_factory = _read_text
        for limit, value in _LIMITS.items():
            connection.setlimit(limit, value)
        yield GuardedDatabase(connection, tables)


def _read_text(data: bytes) -> str:
    return data.decode("utf-8", "replace")  # a cast may have made a text of any bytes


@contextmanager
def _hold_guard(connection: sqlite3.Connection, guard: Guard) -> Iterator[None]:
    connection.set_authorizer(guard)
    try:
        yield
    finally:
        connection.set_authorizer(None)


def _bound_memory(connection: sqlite3.Connection) -> None:
    """Let SQLite take no more memory than a good answer needs beside the tables themselves.

    The limit is one of the process, and SQLite only ever lowers it.
    """
    pages, size = (
        connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "page_size")
    )
    connection.execute(f"PRAGMA hard_heap_limit = {pages * size + _MOST_MEMORY}")


def measure_row(row: Iterable[Cell]) -> int:
    """Return how much of an answer a row is, in characters."""
    return sum(_CELL + len(cell) if isinstance(cell, str | bytes) else _CELL for cell in row)


def _collect_rows(cursor: sqlite3.Cursor, limits: Limits) -> Answer:
    columns = tuple(each[0] for each in cursor.description)
    rows: list[tuple[Cell, ...]] = []
    size = 0
    for row in cursor:
        if len(rows) == limits.rows:
            return Answer(columns, rows, is_cut=True)
        size += measure_row(row)
        if size > MOST_CHARACTERS:
            raise TooLargeError
        rows.append(row)
    return Answer(columns, rows)
