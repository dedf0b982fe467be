"""plantool fleet sql."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from plantool.cli.session import Session
from plantool.fleet.dialects import Dialect


def _complete_question(incomplete: str) -> list[str]:
    from plantool.cli.asked_statement import list_completions
    from plantool.fleet.shipped_questions import FLEET_QUESTIONS

    return list_completions(incomplete, FLEET_QUESTIONS)


_Name = typer.Argument(
    help="help.fleet-sql-name", metavar="@NAME", autocompletion=_complete_question
)


def fleet_sql(
    context: typer.Context,
    name: Annotated[str, _Name] = "@",
    dialect: Annotated[Dialect, typer.Option(help="help.fleet-dialect")] = Dialect.DUCKDB,
    lake: Annotated[str | None, typer.Option(help="help.fleet-lake-address", metavar="URI")] = None,
) -> None:
    """Print a shipped question for an engine, with the statements that read the lake."""
    from plantool.cli import asked_statement
    from plantool.cli.lake_folder import find_lake
    from plantool.fleet.dialects import write_question
    from plantool.fleet.shipped_questions import FLEET_QUESTIONS

    if asked_statement.wants_list(name, questions=False):
        _list_questions(context.obj)
        return
    question = FLEET_QUESTIONS.find(name.removeprefix("@"))
    address = lake or find_lake(None).resolve().as_posix()
    sys.stdout.write(write_question(question.sql, dialect, address))


def _list_questions(session: Session) -> None:
    from plantool.cli.page_output import write_page
    from plantool.fleet.shipped_questions import FLEET_QUESTIONS
    from plantool.querying.question_list import build_question_list
    from plantool.render import Format

    write_page(build_question_list(FLEET_QUESTIONS, session.texts), session, Format.TABLE)
