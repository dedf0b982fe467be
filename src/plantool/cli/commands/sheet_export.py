"""plantool sheet export."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from plantool.cli import options
from plantool.cli.session import Session
from plantool.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence
    from datetime import date

    from plantool.model.fiscal_year import FiscalYear
    from plantool.model.plan import Plan


_NOT_IN_NAMES = frozenset('\\/:*?"<>|\t ')
_LONGEST_NAME = 200  # bytes; file systems have 255


def sheet_export(
    context: typer.Context,
    department: options.Departments = None,
    every: Annotated[bool, typer.Option("--all", help="help.sheet-all")] = False,
    year: options.Years = None,
    blank_only: Annotated[bool, typer.Option("--blank-only", help="help.blank-only")] = False,
    output: Annotated[Path, typer.Option(help="help.sheet-output", metavar="DIR")] = Path(),
) -> None:
    """Write one workbook per department, to be filled in with results and money."""
    from plantool.cli.open_plan import load_state, take_plan
    from plantool.cli.option_values import yield_words
    from plantool.sheets.department_books import DepartmentBooks
    from plantool.sheets.write_book import write_book

    session: Session = context.obj
    if bool(department) == every:
        raise UsageError("error.sheet-whose")
    loaded = load_state(session, session.source.files)
    plan = take_plan(session, loaded, keep_going=False)
    years = _choose_years(plan, year, session.resolve_day(None))
    commit = _find_commit(session)
    books = DepartmentBooks(loaded, session.texts, years, commit=commit, blank_only=blank_only)
    named = books.yield_books([*yield_words(department)])
    files: dict[str, bytes] = {}
    for book in named:
        files[_name_file(book.name, files)] = write_book(book)
    _create_books(output, files)
    for name in files:
        session.write_message("sheet.written", file=str(output / name))
    if not files:
        session.write_message("sheet.nothing-due" if blank_only else "sheet.nothing")


def _create_books(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write workbooks; one that is the same already stays, and no other file is written over."""
    from plantool.errors import NotWrittenError
    from plantool.loading.new_files import create_files, find_obstacles

    new = {name: data for name, data in files.items() if not _is_same(folder / name, data)}
    if obstacles := find_obstacles(folder, new):
        listed = "\n  ".join(str(folder / name) for name in obstacles)
        raise NotWrittenError("error.file-exists", files=listed)
    create_files(folder, new)


def _is_same(path: Path, data: bytes) -> bool:
    try:
        return path.read_bytes() == data
    except OSError:  # none that could be read, which may be in the way
        return False


def _choose_years(plan: Plan, texts: list[str] | None, today: date) -> Sequence[FiscalYear]:
    """Return the years that are named; else the last one that is over, which is to be reported."""
    from plantool.cli.option_values import parse_years

    if texts:
        return parse_years(plan, texts)
    over = [year for year in plan.planned_years if plan.calendar.has_ended(year, today)]
    return [max(over) if over else min(plan.planned_years)]


def _find_commit(session: Session) -> str:
    """Return the commit that was read, or that is checked out; nothing where there is no git."""
    from plantool.loading.git.calls import GitError, resolve_commit
    from plantool.loading.git.revision import Revision

    files = session.source.files
    if isinstance(files, Revision):
        return files.commit
    try:
        return resolve_commit(session.source.repository, "HEAD")
    except GitError:
        return ""


def _name_file(department: str, taken: Container[str]) -> str:
    """Return a name for a workbook that every system can keep, and that is not taken yet."""
    plain = "".join("_" if sign in _NOT_IN_NAMES else sign for sign in department).strip(".")
    short = plain.encode()[:_LONGEST_NAME].decode(errors="ignore")
    tails = ("", *(f"_{number}" for number in range(2, 1000)))
    return next(name for tail in tails if (name := f"{short}{tail}.xlsx") not in taken)
