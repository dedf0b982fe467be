"""Asks a lake a question in SQL, and tells how many plans the answer is about."""

from __future__ import annotations

from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import date, datetime
from decimal import Decimal
from threading import Timer
from typing import TYPE_CHECKING, Any, NamedTuple

from plantool.fleet.guard_statement import check_statement
from plantool.fleet.lake_complaints import explain_complaint, read_reason
from plantool.fleet.lake_tables import COUNTS_TABLE, LAKE_TABLES
from plantool.fleet.open_lake import build_damage_error, load_duckdb, open_lake
from plantool.model.exact import to_decimal
from plantool.querying.ask import build_slow_error
from plantool.querying.guarded_database import MOST_CHARACTERS, Answer, measure_row
from plantool.querying.sql_tokens import split_tokens
from plantool.querying.statement_error import build_statement_error

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from duckdb import DuckDBPyConnection

    from plantool.errors import PlantoolError
    from plantool.querying.guarded_database import Cell, Limits

_AT_ONCE = 500  # rows
_LISTING = frozenset({"show", "information_schema", "duckdb_tables", "duckdb_views", "query_table"})
"""Words of statements that ask which tables there are, or name one in a text."""
_COUNT_PLANS = """
SELECT
  COALESCE(SUM(CASE WHEN included THEN 1 ELSE 0 END), 0),
  COALESCE(SUM(CASE WHEN included THEN 0 ELSE 1 END), 0)
FROM quality
"""


class LakeAnswer(NamedTuple):
    """An answer, and how many plans of the fleet are in the lake and how many are left out."""

    answer: Answer
    included: int
    left_out: int


def ask_lake(
    folder: Path,
    statement: str,
    limits: Limits,
    watch: Callable[[], AbstractContextManager[None]] = nullcontext,
    *,
    is_shipped: bool = False,
) -> LakeAnswer:
    """Answer a statement, one that is shipped or of somebody else; raises StatementError.

    While DuckDB works, which some functions do without a look at the clock, ``watch`` is held.
    """
    failures = (load_duckdb().Error, MemoryError)
    with open_lake(folder, _find_wanted(statement)) as connection, watch():
        try:
            with _end_in_time(connection, limits):
                if not is_shipped:
                    check_statement(connection, statement)
                answer = _collect_rows(connection.execute(statement), limits)
        except failures as error:
            raise _translate_error(error, folder, statement, limits) from error
        included, left_out = connection.execute(_COUNT_PLANS).fetchall()[0]
    return LakeAnswer(answer, int(included), int(left_out))


def _find_wanted(statement: str) -> set[str]:
    """Return the tables that a statement may read: those it names, all where it asks for a list."""
    names = {table.name for table in LAKE_TABLES}
    tokens = {token.name for token in split_tokens(statement)}
    named = tokens & names
    return {*named, COUNTS_TABLE} if named and not tokens & _LISTING else names


@contextmanager
def _end_in_time(connection: DuckDBPyConnection, limits: Limits) -> Iterator[None]:
    """Interrupt DuckDB when its time is over."""
    timer = Timer(limits.seconds, connection.interrupt)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _translate_error(
    error: Exception, folder: Path, statement: str, limits: Limits
) -> PlantoolError:
    """Return the failure of ours that one of DuckDB is."""
    duckdb = load_duckdb()
    match error:
        case duckdb.InterruptException():
            return build_slow_error(statement, limits)
        case duckdb.OutOfMemoryException() | MemoryError():
            return build_statement_error("query.too-large", statement)
        case duckdb.IOException() | duckdb.InvalidInputException() if (
            folder.resolve().as_posix() in read_reason(error)
        ):
            return build_damage_error(folder, error)
        case _:
            return explain_complaint(statement, error)


def _collect_rows(cursor: DuckDBPyConnection, limits: Limits) -> Answer:
    columns = tuple(each[0] for each in cursor.description or ())
    rows: list[tuple[Cell, ...]] = []
    size = 0
    while batch := cursor.fetchmany(min(_AT_ONCE, limits.rows + 1 - len(rows))):
        cells = [tuple(map(_to_cell, row)) for row in batch]
        size += sum(map(measure_row, cells))
        if size > MOST_CHARACTERS:
            raise MemoryError
        rows += cells
        if len(rows) > limits.rows:
            return Answer(columns, rows[: limits.rows], is_cut=True)
    return Answer(columns, rows)


def _to_cell(value: Any) -> Cell:  # noqa: ANN401 - whatever DuckDB has types for
    """Return a value of DuckDB as answers hold it: a number exactly, what else there is as text."""
    match value:
        case None | str() | bool() | int() | float() | bytes():
            return value
        case Decimal():
            return to_decimal(value)
        case datetime():
            return value.isoformat(" ")
        case date():
            return value.isoformat()
        case _:
            return str(value)
