"""Asks the fact tables of a plan a question in SQL."""

from __future__ import annotations

import sqlite3
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING, NamedTuple

from plantool.querying.complaints import Complaints
from plantool.querying.guarded_database import (
    USUAL_LIMITS,
    TooLargeError,
    TooSlowError,
    open_database,
)
from plantool.querying.statement import Statement
from plantool.querying.statement_error import build_statement_error

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date
    from typing import TypeAlias

    from plantool.querying.guard import Read
    from plantool.querying.guarded_database import Answer, GuardedDatabase, Limits
    from plantool.querying.statement_error import StatementError
    from plantool.tables.columns import Row, Table

    YieldRows: TypeAlias = Callable[[Read], Iterable[tuple[Table, list[Row]]]]
    """Yields the rows of the tables that are read."""


class AskedTables(NamedTuple):
    """The tables that may be asked, what yields their rows, and the day that is now to them."""

    tables: Sequence[Table]
    yield_rows: YieldRows
    day: date


def ask_tables(
    text: str,
    asked: AskedTables,
    limits: Limits = USUAL_LIMITS,
    watch: Callable[[], AbstractContextManager[None]] = nullcontext,
) -> Answer:
    """Answer the question ``text``; raises StatementError.

    It is read over empty tables first: only those that it reads are filled, and none where it is
    wrong. While SQLite works, which looks at the clock between its steps alone, ``watch`` is held.
    """
    statement = Statement(text)
    with open_database(asked.tables, asked.day) as database:
        with watch():
            read = _find_read(statement, database)
        database.fill(asked.yield_rows(read))
        with watch():
            return _answer(statement, database, limits)


def build_slow_error(text: str, limits: Limits) -> StatementError:
    """Return the failure of a statement that took more than its time."""
    return build_statement_error("query.too-slow", text, seconds=f"{limits.seconds:g}")


def _find_read(statement: Statement, database: GuardedDatabase) -> Read:
    """Return what a statement reads; raises StatementError where it is wrong."""
    try:
        attempt = database.try_statement(statement.marked)
        complaints = Complaints(statement, database)
        if attempt.problem:
            raise complaints.explain(attempt)
        if misread := complaints.find_misread():
            raise misread
    except MemoryError:
        raise build_statement_error("query.too-large", statement.text) from None
    return attempt.guard.read


def _answer(statement: Statement, database: GuardedDatabase, limits: Limits) -> Answer:
    try:
        return database.answer(statement.runnable, limits)
    except TooSlowError:
        raise build_slow_error(statement.text, limits) from None
    except TooLargeError:
        raise build_statement_error("query.too-large", statement.text) from None
    except sqlite3.Error as error:
        raise build_statement_error("query.other", statement.text, reason=error) from error
