"""plantool query."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from plantool.cli import asked_statement, options
from plantool.cli.session import Session
from plantool.render import Format

if TYPE_CHECKING:
    from collections.abc import Iterable

    from plantool.querying.guard import Read
    from plantool.querying.guarded_database import Answer, Limits
    from plantool.tables.columns import Row, Table
    from plantool.tables.table_source import TableSource


def _complete_question(incomplete: str) -> list[str]:
    from plantool.querying.shipped_questions import SHIPPED

    return asked_statement.list_completions(incomplete, SHIPPED)


_Words = typer.Argument(
    help="help.query-words", metavar="[QUESTION]...", autocompletion=_complete_question
)


def query(
    context: typer.Context,
    words: Annotated[list[str] | None, _Words] = None,
    file: asked_statement.File = None,
    questions: asked_statement.Questions = False,
    schema: Annotated[bool, typer.Option("--schema", help="help.query-schema")] = False,
    show_sql: asked_statement.ShowSql = False,
    limit: asked_statement.Limit = 10_000,
    timeout: asked_statement.Timeout = 10,
    as_of: options.AsOf = None,
    output: options.Output = Format.TABLE,
    keep_going: options.KeepGoing = False,
) -> None:
    """Ask the fact tables of the plan a question in SQL."""
    from plantool.cli.page_output import write_page
    from plantool.querying.shipped_questions import SHIPPED

    session: Session = context.obj
    asked = asked_statement.join_words(words)
    if schema:
        from plantool.querying.schema_page import build_schema_page
        from plantool.tables.definitions import TABLES

        chosen = asked_statement.choose_tables(asked, TABLES)
        write_page(build_schema_page(chosen, session.texts), session, output)
        return
    if asked_statement.wants_list(asked, questions=questions):
        from plantool.querying.question_list import build_question_list

        write_page(build_question_list(SHIPPED, session.texts), session, output)
        return
    found = asked_statement.find_statement(asked, file, SHIPPED)
    if show_sql:
        sys.stdout.write(found.sql.rstrip("\n") + "\n")
        return
    from plantool.cli.open_tables import open_tables
    from plantool.querying.answer_page import build_answer_page
    from plantool.reports.phrases import describe_plan

    source = open_tables(session, as_of=as_of, keep_going=keep_going)
    limits = asked_statement.build_limits(limit, timeout)
    answer = _ask(session, source, found.sql, limits)
    facts = {"plan": describe_plan(source.plan), "as_of": source.as_of.isoformat()}
    write_page(build_answer_page(answer, session.texts, found.question, facts), session, output)
    if answer.is_cut:
        asked_statement.write_cut(session, limits)
    elif not answer.rows:
        session.write_message("query.no-rows")


def _ask(session: Session, source: TableSource, statement: str, limits: Limits) -> Answer:
    """Answer a statement in its time, whatever it does; raises StatementError."""
    from functools import partial

    from plantool.cli.end_in_time import end_in_time
    from plantool.querying.ask import AskedTables, ask_tables, build_slow_error
    from plantool.tables.build_rows import yield_rows
    from plantool.tables.definitions import TABLES

    def yield_read(read: Read) -> Iterable[tuple[Table, list[Row]]]:
        if "line" not in read.columns:
            source.leave_out_lines()
        return yield_rows(source, read.tables)

    error = build_slow_error(statement, limits)
    watch = partial(end_in_time, session, limits.seconds + asked_statement.GRACE, error)
    return ask_tables(statement, AskedTables(TABLES, yield_read, source.as_of), limits, watch)
