"""plantool init."""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import Annotated

import typer

from plantool.cli.session import Session
from plantool.errors import NotWrittenError


class CiService(Enum):
    """The services whose checks of changes can be set up."""

    GITHUB = "github"
    GITLAB = "gitlab"


def init(
    context: typer.Context,
    folder: Annotated[
        Path, typer.Argument(help="help.init-dir", metavar="[DIR]", show_default=False)
    ] = Path(),
    title: Annotated[str | None, typer.Option(help="help.init-title")] = None,
    publisher: Annotated[str | None, typer.Option(help="help.init-publisher")] = None,
    code: Annotated[str | None, typer.Option(help="help.init-code")] = None,
    language: Annotated[str | None, typer.Option(help="help.init-language")] = None,
    years: Annotated[str | None, typer.Option(help="help.init-years", metavar="R7,R8")] = None,
    unit: Annotated[str | None, typer.Option(help="help.init-unit")] = None,
    kind: Annotated[str | None, typer.Option(help="help.init-kind", metavar="KIND")] = None,
    evaluation: Annotated[
        str | None, typer.Option(help="help.init-evaluation", metavar="PRESET")
    ] = None,
    department: Annotated[
        list[str] | None, typer.Option(help="help.init-department", metavar="NAME")
    ] = None,
    departments: Annotated[
        Path | None, typer.Option(help="help.init-departments", metavar="FILE")
    ] = None,
    ci: Annotated[CiService | None, typer.Option(help="help.init-ci")] = None,
    plan_only: Annotated[bool, typer.Option("--plan-only", help="help.init-plan-only")] = False,
    no_input: Annotated[bool, typer.Option("--no-input", help="help.init-no-input")] = False,
) -> None:
    """Begin a plan: its settings, a chapter, three initiatives, and what helps to keep it."""
    from plantool.cli.abort import end_when_aborted
    from plantool.cli.init_answers import InitAnswers, read_department_options
    from plantool.cli.prompts import is_answered
    from plantool.starting.first_files import build_files

    session: Session = context.obj
    given = {"title": title, "publisher": publisher, "code": code, "language": language}
    given |= {"years": years, "unit": unit, "kind": kind, "evaluation": evaluation}
    service = ci.value if ci else None
    answers = InitAnswers(session, given)
    answers.read_options()
    if "language" in answers.answers:
        session.use_language(answers.answers["language"])
    listed = read_department_options(department or [], departments)
    _refuse_obstacles(folder, plan_only=plan_only, ci=service)
    if not no_input and is_answered():
        with end_when_aborted(session):
            answers.ask()
            listed = listed or answers.ask_departments()
    else:
        answers.complete()
    files = build_files(answers.build_plan(listed), ci=service, plan_only=plan_only)
    _write_files(session, folder, files)


def _refuse_obstacles(folder: Path, *, plan_only: bool, ci: str | None) -> None:
    """Refuse to begin where a file is in the way, before anything is asked: NotWrittenError."""
    from plantool.loading.new_files import find_obstacles
    from plantool.starting.first_files import list_names

    names = ["plan.yaml", *list_names(ci=ci, plan_only=plan_only)]  # the folder may be a plan
    if found := find_obstacles(folder, names):
        raise NotWrittenError("error.start-exists", folder=folder, files="\n  ".join(found))


def _write_files(session: Session, folder: Path, files: dict[str, str]) -> None:
    from plantool.loading.new_files import create_files

    create_files(folder, {name: text.encode() for name, text in files.items()})
    for name in files:
        session.write_message("schema.written", file=(folder / name).as_posix())
    placeholder = "OWNER/plantool"
    if named := [name for name, text in files.items() if placeholder in text]:
        session.write_message("start.ci", file=(folder / named[0]).as_posix(), name=placeholder)
    here = folder.as_posix()
    session.write_message("start.next" if here == "." else "start.next-there", folder=here)
