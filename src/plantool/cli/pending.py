"""plantool pending."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from plantool.cli import options
from plantool.cli.session import Session, help_texts
from plantool.errors import UsageError
from plantool.render import Format

_help = help_texts()


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
    from plantool.analysis.pending import owed_settlements
    from plantool.analysis.pending import pending as owed
    from plantool.analysis.selection import Selection
    from plantool.cli.opening import open_plan, years_of
    from plantool.cli.output import write_page
    from plantool.reports.pending import PendingReport
    from plantool.reports.scope import Scope

    session: Session = context.obj
    if mail and output not in {Format.TABLE, Format.MARKDOWN}:
        raise UsageError("error.mail-format", format=output.value)
    day = session.day(as_of)
    plan = open_plan(session, keep_going=keep_going)
    selection = Selection.of(
        ids=ids, chapters=chapter, sections=section, departments=department, marks=mark
    )
    years = years_of(plan, year)
    entries = tuple(owed(plan, selection.listings(plan), years, day))
    only = session.texts("list.and").join(selection.wanted)
    scope = Scope(plan, session.texts, years, day, only)
    if not mail:
        write_page(PendingReport(scope, entries, selection.departments).page(), session, output)
        return
    from plantool.reports.letters import Letters

    settlements = tuple(owed_settlements(plan, selection.listings(plan), years, day))
    letters = Letters(scope, entries, settlements)
    for at, letter in enumerate(letters.pages(selection.departments)):
        if at:
            sys.stdout.write("\n" + "-" * 60 + "\n\n")
            sys.stdout.flush()
        write_page(letter, session, output)
