"""plantool fleet query."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from plantool.cli import asked_statement, options
from plantool.cli.session import Session
from plantool.render import Format

if TYPE_CHECKING:
    from plantool.cli.asked_statement import AskedStatement
    from plantool.fleet.run_question import LakeAnswer
    from plantool.querying.guarded_database import Limits


def _complete_question(incomplete: str) -> list[str]:
    from plantool.fleet.shipped_questions import FLEET_QUESTIONS

    return asked_statement.list_completions(incomplete, FLEET_QUESTIONS)


_Words = typer.Argument(
    help="help.query-words", metavar="[QUESTION]...", autocompletion=_complete_question
)


def fleet_query(
    context: typer.Context,
    words: Annotated[list[str] | None, _Words] = None,
    lake: Annotated[Path | None, typer.Option(help="help.fleet-lake", metavar="DIR")] = None,
    file: asked_statement.File = None,
    questions: asked_statement.Questions = False,
    schema: Annotated[bool, typer.Option("--schema", help="help.query-schema")] = False,
    show_sql: asked_statement.ShowSql = False,
    limit: asked_statement.Limit = 10_000,
    timeout: asked_statement.Timeout = 60,
    output: options.Output = Format.TABLE,
) -> None:
    """Ask the lake of a fleet a question in SQL."""
    from plantool.cli.lake_folder import find_lake
    from plantool.cli.page_output import write_page
    from plantool.fleet.lake_files import find_lake_files
    from plantool.fleet.shipped_questions import FLEET_QUESTIONS

    session: Session = context.obj
    asked = asked_statement.join_words(words)
    if schema:
        from plantool.fleet.lake_tables import LAKE_TABLES
        from plantool.querying.schema_page import build_schema_page

        chosen = asked_statement.choose_tables(asked, LAKE_TABLES)
        write_page(build_schema_page(chosen, session.texts), session, output)
        return
    if asked_statement.wants_list(asked, questions=questions):
        from plantool.querying.question_list import build_question_list

        write_page(build_question_list(FLEET_QUESTIONS, session.texts), session, output)
        return
    found = asked_statement.find_statement(asked, file, FLEET_QUESTIONS)
    if show_sql:
        sys.stdout.write(found.sql.rstrip("\n") + "\n")
        return
    limits = asked_statement.build_limits(limit, timeout)
    folder = find_lake(lake)
    session.use_language(find_lake_files(folder).language or session.texts.language)
    _write_answer(session, found, _ask(session, folder, found, limits), limits, output)


def _ask(session: Session, folder: Path, found: AskedStatement, limits: Limits) -> LakeAnswer:
    """Answer a statement within its limits, whatever it does; raises StatementError."""
    from functools import partial

    from plantool.cli.end_in_time import end_in_time
    from plantool.fleet.run_question import ask_lake
    from plantool.querying.ask import build_slow_error

    is_shipped = found.question is not None
    if not is_shipped:
        _bound_memory()
    error = build_slow_error(found.sql, limits)
    watch = partial(end_in_time, session, limits.seconds + asked_statement.GRACE, error)
    return ask_lake(folder, found.sql, limits, watch, is_shipped=is_shipped)


def _write_answer(
    session: Session, found: AskedStatement, told: LakeAnswer, limits: Limits, output: Format
) -> None:
    """Write an answer, and how many plans it is about."""
    from plantool.cli.page_output import write_page
    from plantool.querying.answer_page import build_answer_page

    counts = {"included": told.included, "left_out": told.left_out}
    page = build_answer_page(told.answer, session.texts, found.question, counts)
    write_page(page, session, output)
    if told.answer.is_cut:
        asked_statement.write_cut(session, limits)
    elif not told.answer.rows:
        session.write_message("query.no-rows")
    session.write_message("fleet.counts-left-out" if told.left_out else "fleet.counts", **counts)


def _bound_memory() -> None:
    """Let this process take no more memory than answers need.

    DuckDB bounds its tables, but not a single text that a function makes.
    """
    if sys.platform == "win32":
        return
    import resource

    most = 2 << 30
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    if hard == resource.RLIM_INFINITY or hard > most:
        resource.setrlimit(resource.RLIMIT_DATA, (most, hard))
