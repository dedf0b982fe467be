"""plantool sheet import."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from plantool.cli import options
from plantool.cli.session import Session
from plantool.render import Format

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plantool.sheets.read_book import FilledBook
    from plantool.sheets.take_in import Intake, IntakeRequest


def sheet_import(
    context: typer.Context,
    books: Annotated[list[Path], typer.Argument(help="help.sheet-books", metavar="FILE...")],
    accept: Annotated[
        list[str] | None, typer.Option("--accept", help="help.sheet-accept", metavar="CELL")
    ] = None,
    correction: Annotated[str | None, typer.Option(help="help.correction", metavar="TEXT")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="help.dry-run")] = False,
    output: options.Output = Format.TABLE,
) -> None:
    """Take what was typed into workbooks into the plan, and nothing else."""
    from plantool.cli.page_output import write_page
    from plantool.loading.plan_writes import hold_plan_lock
    from plantool.sheets.intake_page import IntakePage
    from plantool.sheets.take_in import IntakeRequest

    session: Session = context.obj
    folder = session.source.open_folder()
    unique = [*dict.fromkeys(books)]
    accepted = frozenset(map(_read_place, accept or ()))
    request = IntakeRequest(_read_books(session, unique), accepted, correction)
    with hold_plan_lock(folder):
        intake = _take_in(session, request, dry_run=dry_run)
    plan = intake.attempt.loaded.plan
    page = IntakePage(plan, session.texts, request.books, intake.outcomes, is_written=not dry_run)
    write_page(page.build_page(), session, output)
    if not intake.is_whole:
        raise typer.Exit(1)


def _read_books(session: Session, paths: Sequence[Path]) -> tuple[FilledBook, ...]:
    """Read workbooks; all that cannot be read are told at once."""
    from plantool.sheets.open_workbook import WorkbookError
    from plantool.sheets.read_book import read_book

    books = []
    for path in paths:
        try:
            books.append(read_book(path))
        except WorkbookError as error:
            session.write_error(error)
    if len(books) < len(paths):
        raise typer.Exit(WorkbookError.exit_code)
    return tuple(books)


def _take_in(session: Session, request: IntakeRequest, *, dry_run: bool) -> Intake:
    """Read the plan, and write what of the workbooks it allows."""
    from plantool.cli.file_writes import replace_files
    from plantool.cli.open_plan import open_to_change
    from plantool.loading.today import read_today
    from plantool.sheets.take_in import take_in

    folder = session.source.open_folder()
    today = read_today(folder)
    loaded = open_to_change(session, folder, today)
    intake = take_in(request, folder, loaded, today, session.texts)
    if not dry_run:
        replace_files(session, folder, intake.attempt.before, intake.attempt.outcome.texts)
    return intake


def _read_place(text: str) -> str:
    """Return the place of a cell, as people may type it: ＡＢ1 and ab1 are AB1."""
    from plantool.model.normal import nfkc

    sheet, _, address = text.replace("！", "!").rpartition("!")
    return f"{sheet.replace(chr(39), '').strip()}!{nfkc(address).replace('$', '').strip().upper()}"
