"""plantool pending."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from plantool.cli import options
from plantool.cli.session import Session, load_help_texts
from plantool.errors import UsageError
from plantool.render import Format

_help = load_help_texts()


def pending(
    context: typer.Context,
    ids: options.Ids = None,
    year: options.Years = None,
    chapter: options.Chapters = None,
    section: options.Sections = None,
    department: options.Departments = None,
    mark: options.Marks = None,
    as_of: options.AsOf = None,
    mail: Annotated[bool, typer.Option("--mail", help=_help("help.mail"))] = False,
    output: options.Output = Format.TABLE,
    keep_going: options.KeepGoing = False,
) -> None:
    """Show who has not answered; with ``mail``, one text for each department."""
    from plantool.analysis.owed_reports import yield_owed_reports as owed
    from plantool.analysis.owed_reports import yield_owed_settlements
    from plantool.analysis.selection import Selection
    from plantool.cli.open_plan import open_plan, parse_years
    from plantool.cli.page_output import write_page
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
    years = parse_years(plan, year)
    entries = tuple(owed(plan, selection.find_listings(plan), years, day))
    only = session.texts("list.and").join(selection.wanted)
    scope = Scope(plan, session.texts, years, day, only)
    if not mail:
        report = PendingReport(scope, entries=entries, departments=selection.departments)
        write_page(report.build_page(), session, output)
        return
    from plantool.reports.letters import Letters

    settlements = tuple(yield_owed_settlements(plan, selection.find_listings(plan), years, day))
    letters = Letters(scope, reports=entries, settlements=settlements)
    for index, letter in enumerate(letters.yield_letters(selection.departments)):
        if index:
            sys.stdout.write("\n" + "-" * 60 + "\n\n")
            sys.stdout.flush()
        write_page(letter, session, output)
