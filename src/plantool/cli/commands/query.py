"""plantool query."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from plantool.cli import options
from plantool.cli.session import Session
from plantool.errors import UsageError
from plantool.model.normal import fold_identifier
from plantool.render import Format

if TYPE_CHECKING:
    from plantool.querying.guarded_database import Answer, Limits
    from plantool.tables.columns import Table
    from plantool.tables.table_source import TableSource

_STDIN = Path("-")
_LONGEST_WAIT = 86_400  # seconds
_GRACE = 2  # seconds, in which SQLite mostly ends by itself


def _complete_question(incomplete: str) -> list[str]:
    from plantool.querying.shipped_questions import list_questions

    return [f"@{name}" for name in list_questions() if f"@{name}".startswith(incomplete)]


_Words = typer.Argument(
    help="help.query-words", metavar="[SQL|@NAME]...", autocompletion=_complete_question
)


def query(
    context: typer.Context,
    words: Annotated[list[str] | None, _Words] = None,
    file: Annotated[Path | None, typer.Option(help="help.query-file", metavar="FILE")] = None,
    questions: Annotated[bool, typer.Option("--questions", help="help.query-questions")] = False,
    schema: Annotated[bool, typer.Option("--schema", help="help.query-schema")] = False,
    show_sql: Annotated[bool, typer.Option("--show-sql", help="help.query-show-sql")] = False,
    limit: Annotated[int, typer.Option(help="help.query-limit", min=1, metavar="ROWS")] = 10_000,
    timeout: Annotated[int, typer.Option(help="help.query-timeout", min=1, metavar="SECONDS")] = 10,
    as_of: options.AsOf = None,
    output: options.Output = Format.TABLE,
    keep_going: options.KeepGoing = False,
) -> None:
    """Ask the fact tables of the plan a question in SQL."""
    from plantool.cli.page_output import write_page

    session: Session = context.obj
    asked = " ".join(words or ()).strip()
    if schema:
        from plantool.querying.schema_page import build_schema_page

        write_page(build_schema_page(_choose_tables(asked), session.texts), session, output)
        return
    if questions or asked in {"@", "＠"}:
        from plantool.querying.schema_page import build_question_list

        write_page(build_question_list(session.texts), session, output)
        return
    name, statement = _find_statement(asked, file)
    if show_sql:
        sys.stdout.write(statement.rstrip("\n") + "\n")
        return
    from plantool.cli.open_tables import open_tables
    from plantool.querying.answer_page import build_answer_page
    from plantool.querying.guarded_database import Limits
    from plantool.reports.phrases import describe_plan

    source = open_tables(session, as_of=as_of, keep_going=keep_going)
    answer = _ask(session, source, statement, Limits(limit, min(timeout, _LONGEST_WAIT)))
    facts = {"plan": describe_plan(source.plan), "as_of": source.as_of.isoformat()}
    write_page(build_answer_page(answer, session.texts, name, facts), session, output)
    if answer.is_cut:
        session.write_message("query.cut", rows=limit)
    elif not answer.rows:
        session.write_message("query.no-rows")


def _ask(session: Session, source: TableSource, statement: str, limits: Limits) -> Answer:
    """Answer a statement in its time, whatever it does; raises StatementError."""
    from functools import partial

    from plantool.cli.end_in_time import end_in_time
    from plantool.querying.ask import ask_tables, build_slow_error
    from plantool.tables.build_rows import yield_rows
    from plantool.tables.definitions import TABLES

    end = partial(
        end_in_time, session, limits.seconds + _GRACE, build_slow_error(statement, limits)
    )
    return ask_tables(statement, TABLES, partial(yield_rows, source), limits, end)


def _find_statement(asked: str, file: Path | None) -> tuple[str | None, str]:
    """Return the name of a question, and its SQL; raises UsageError where none is asked, or two."""
    from plantool.querying.shipped_questions import list_questions, read_question

    if (file is None) == (not asked):
        raise UsageError("query.what" if file is None else "query.what-file")
    if file is not None or asked == "-":
        return None, _read_statement(file or _STDIN)
    folded = fold_identifier(asked)
    if folded.startswith("@"):
        return folded[1:], read_question(folded[1:])
    if folded in list_questions():
        raise UsageError("query.without-sign", name=folded)
    return None, asked


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


def _choose_tables(asked: str) -> tuple[Table, ...]:
    """Return the tables that are named, or all; raises UsageError."""
    from plantool.cli.option_values import find_meaning
    from plantool.tables.definitions import TABLES

    known = {table.name: table for table in TABLES}
    names = asked.replace(",", " ").split()
    chosen = (
        find_meaning(name, known, "error.unknown-filter", option="--schema") for name in names
    )
    return tuple(chosen) or TABLES
