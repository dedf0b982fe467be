"""What is asked in SQL: on the command line, in a file, or by the name of a question."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple, TypeAlias

import typer

from plantool.errors import UsageError
from plantool.model.normal import fold_identifier

if TYPE_CHECKING:
    from plantool.cli.session import Session
    from plantool.querying.guarded_database import Limits
    from plantool.querying.shipped_questions import Question, QuestionShelf
    from plantool.tables.columns import Table

_STDIN = Path("-")
_LIST = "@"
_MOST_ROWS = 100_000
_LONGEST_WAIT = 86_400  # seconds
GRACE = 2
"""Seconds in which an engine that looks at the clock ends by itself."""

File: TypeAlias = Annotated[Path | None, typer.Option(help="help.query-file", metavar="FILE")]
Questions: TypeAlias = Annotated[bool, typer.Option("--questions", help="help.query-questions")]
ShowSql: TypeAlias = Annotated[bool, typer.Option("--show-sql", help="help.query-show-sql")]
Limit: TypeAlias = Annotated[
    int, typer.Option(help="help.query-limit", min=1, max=_MOST_ROWS, metavar="ROWS")
]
Timeout: TypeAlias = Annotated[
    int, typer.Option(help="help.query-timeout", min=1, max=_LONGEST_WAIT, metavar="SECONDS")
]


class AskedStatement(NamedTuple):
    """A statement, and the question that comes with plantool where it is one."""

    sql: str
    question: Question | None = None


def join_words(words: list[str] | None) -> str:
    """Return what stands on the command line as one text: quotes are easily forgotten.

    It is UTF-8 in any locale, as files are.
    """
    return os.fsencode(" ".join(words or ())).decode("utf-8", "surrogateescape").strip()


def wants_list(asked: str, *, questions: bool) -> bool:
    """Tell whether the list of questions is wanted."""
    return questions or fold_identifier(asked) == _LIST


def choose_tables(asked: str, tables: tuple[Table, ...]) -> tuple[Table, ...]:
    """Return those of ``tables`` that are named, or all; raises UsageError."""
    from plantool.cli.option_values import find_meaning

    known = {table.name: table for table in tables}
    names = asked.replace(",", " ").split()
    chosen = (
        find_meaning(name, known, "error.unknown-filter", option="--schema") for name in names
    )
    return tuple(chosen) or tables


def list_completions(incomplete: str, shelf: QuestionShelf) -> list[str]:
    """Return the questions of a shelf that begin with what was typed."""
    return [f"{_LIST}{name}" for name in shelf.names if f"{_LIST}{name}".startswith(incomplete)]


def build_limits(rows: int, seconds: int) -> Limits:
    """Return the limits of an answer."""
    from plantool.querying.guarded_database import Limits

    return Limits(rows, seconds)


def write_cut(session: Session, limits: Limits) -> None:
    """Say that an answer has more rows than its limits."""
    key = "query.cut-most" if limits.rows == _MOST_ROWS else "query.cut"
    session.write_message(key, rows=limits.rows)


def find_statement(asked: str, file: Path | None, shelf: QuestionShelf) -> AskedStatement:
    """Return what is asked; raises UsageError where nothing is, or two things are."""
    if (file is None) == (not asked):
        raise UsageError("query.what" if file is None else "query.what-file")
    if file is not None or asked == "-":
        return AskedStatement(_read_statement(file or _STDIN))
    folded = fold_identifier(asked)
    if folded.startswith(_LIST):
        question = shelf.find(folded.removeprefix(_LIST))
        return AskedStatement(question.sql, question)
    if folded in shelf.names:
        raise UsageError("query.without-sign", name=folded)
    return AskedStatement(asked)


def _read_statement(file: Path) -> str:
    """Read a statement from a file, or from standard input; raises UsageError."""
    from plantool.querying.guarded_database import LONGEST_STATEMENT

    most = LONGEST_STATEMENT + 1
    try:
        if file == _STDIN:
            data = sys.stdin.buffer.read(most)
        else:
            with file.open("rb") as opened:
                data = opened.read(most)
    except OSError as error:
        raise UsageError("query.no-file", file=file, reason=error) from error
    return data.decode("utf-8-sig", "surrogateescape")  # what is no UTF-8 is shown in its place
