"""plantool pending."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from plantool.cli import options
from plantool.cli.session import Session
from plantool.errors import UsageError
from plantool.render import Format

if TYPE_CHECKING:
    from collections.abc import Iterable

    from plantool.reports.page import Page


def pending(
    context: typer.Context,
    ids: options.Ids = None,
    year: options.Years = None,
    chapter: options.Chapters = None,
    section: options.Sections = None,
    department: options.Departments = None,
    mark: options.Marks = None,
    as_of: options.AsOf = None,
    mail: Annotated[bool, typer.Option("--mail", help="help.mail")] = False,
    output: options.Output = Format.TABLE,
    keep_going: options.KeepGoing = False,
) -> None:
    """Show who has not answered; with ``mail``, one text for each department."""
    from plantool.analysis.owed_reports import yield_owed_reports, yield_owed_settlements
    from plantool.analysis.selection import Selection
    from plantool.cli.open_plan import open_plan
    from plantool.cli.option_values import parse_years
    from plantool.cli.page_output import write_page
    from plantool.reports.letters import Letters
    from plantool.reports.pending_report import PendingReport
    from plantool.reports.scope import Scope

    session: Session = context.obj
    if mail and output not in {Format.TABLE, Format.MARKDOWN}:
        raise UsageError("error.mail-format", format=output.value)
    day = session.resolve_day(as_of)
    plan = open_plan(session, keep_going=keep_going)
    selection = Selection.from_options(
        ids=ids, chapters=chapter, sections=section, departments=department, marks=mark
    )
    years, listings = parse_years(plan, year), selection.find_listings(plan)
    owed = tuple(yield_owed_reports(plan, listings, years, day))
    only = session.texts("list.and").join(selection.wanted)
    scope = Scope(plan, session.texts, years, day, only)
    if mail:
        settlements = tuple(yield_owed_settlements(plan, listings, years, day))
        letters = Letters(scope, reports=owed, settlements=settlements)
        _write_letters(letters.yield_letters(selection.departments), session, output)
    else:
        report = PendingReport(scope, entries=owed, departments=selection.departments)
        write_page(report.build_page(), session, output)


def _write_letters(letters: Iterable[Page], session: Session, output: Format) -> None:
    """Write one letter after the other, with a line between two."""
    from plantool.cli.page_output import write_page

    for index, letter in enumerate(letters):
        if index:
            sys.stdout.write("\n" + "-" * 60 + "\n\n")
            sys.stdout.flush()
        write_page(letter, session, output)
