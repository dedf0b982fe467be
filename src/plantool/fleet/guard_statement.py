"""Refuses every statement that could do more than read.

The lock of ``open_lake`` keeps a statement from other files and from settings. It cannot keep it
from the files of the lake itself: DuckDB tells no reading from writing where it allows a file, and
takes ``WITH a AS (COPY …) SELECT …`` for a question. So it is asked what it would do.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from plantool.fleet.lake_complaints import explain_complaint, find_misread
from plantool.fleet.open_lake import load_duckdb
from plantool.querying.sql_tokens import split_tokens
from plantool.querying.statement import check_text
from plantool.querying.statement_error import build_statement_error

if TYPE_CHECKING:
    from collections.abc import Iterator

    from duckdb import DuckDBPyConnection, Statement

_WRITING = frozenset(
    {
        *("ALTER", "ATTACH", "COPY", "CREATE", "DELETE", "DETACH", "DROP", "EXECUTE", "EXPORT"),
        *("IMPORT", "INSERT", "INSTALL", "LOAD", "MERGE", "PRAGMA", "PREPARE", "TRANSACTION"),
        *("UPDATE", "VACUUM"),
    }
)
"""Words in the names of the steps by which DuckDB changes something."""
_EXPLAIN = "EXPLAIN (FORMAT json) "


def check_statement(connection: DuckDBPyConnection, text: str) -> str:
    """Return the one question that a text is; raises StatementError where it is none."""
    check_text(text)
    statement = _take_one(connection, text)
    duckdb = load_duckdb()
    if statement.type != duckdb.StatementType.SELECT:
        raise _refuse(text)
    if misread := find_misread(text):
        raise misread
    try:
        explained = connection.execute(_EXPLAIN + text).fetchall()
    except (duckdb.InterruptException, duckdb.OutOfMemoryException):
        raise
    except duckdb.Error as error:
        raise explain_complaint(text, error, before=len(_EXPLAIN)) from error
    if any(_WRITING.intersection(step.split("_")) for step in _yield_steps(explained)):
        raise _refuse(text)
    return text


def _take_one(connection: DuckDBPyConnection, text: str) -> Statement:
    """Return the statement of a text; raises StatementError for none, for two, or a broken one."""
    try:
        statements = connection.extract_statements(text)
    except load_duckdb().Error as error:
        raise explain_complaint(text, error) from error
    if not statements:
        raise build_statement_error("query.empty", text)
    if len(statements) > 1:
        ends = (token for token in split_tokens(text) if token.text == ";")
        end = next(ends).end
        second = next(token for token in split_tokens(text) if token.start >= end)
        raise build_statement_error("query.second", text, second.start, second.end)
    return statements[0]


def _refuse(text: str) -> Exception:
    first = split_tokens(text)[0]
    return build_statement_error("fleet.only-reads", text, first.start, first.end)


def _yield_steps(explained: list[Any]) -> Iterator[str]:
    """Yield the names of the steps of a plan of execution, as DuckDB explains it."""
    waiting = [step for _, text in explained for step in json.loads(text)]
    while waiting:
        step = waiting.pop()
        yield step["name"].upper()
        waiting += step["children"]
