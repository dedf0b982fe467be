"""plantool status."""

from __future__ import annotations

from typing import Annotated

import typer

from plantool.analysis.choices import Flag
from plantool.cli import options
from plantool.cli.session import Session, help_texts
from plantool.render import Format

_help = help_texts()


def status(
    context: typer.Context,
    ids: options.Ids = None,
    year: options.Years = None,
    chapter: options.Chapters = None,
    section: options.Sections = None,
    department: options.Departments = None,
    mark: options.Marks = None,
    flag: Annotated[list[Flag] | None, typer.Option(help=_help("help.flag"))] = None,
    as_of: options.AsOf = None,
    fail_on: Annotated[list[Flag] | None, typer.Option(help=_help("help.fail-on"))] = None,
    output: options.Output = Format.TABLE,
    keep_going: options.KeepGoing = False,
) -> None:
    """Show where every measure stands; exit 1 if one has a flag of ``fail_on``."""
    from plantool.analysis.progress import progress
    from plantool.analysis.selection import Selection
    from plantool.cli.opening import open_plan, years_of
    from plantool.cli.output import write_page
    from plantool.reports.status import StatusReport

    session: Session = context.obj
    day = options.day(as_of)
    plan = open_plan(session, keep_going=keep_going)
    selection = Selection.of(
        ids=ids, chapters=chapter, sections=section, departments=department, marks=mark
    )
    years = years_of(plan, year)
    entries = list(progress(selection.listings(plan), years, day))
    shown = [e for e in entries if not flag or not set(flag).isdisjoint(e.flags)]
    only = session.texts("list.and").join((*selection.wanted, *(f.value for f in flag or ())))
    report = StatusReport(
        plan,
        entries=entries,
        shown=shown,
        years=years,
        as_of=day,
        texts=session.texts,
        only=only,
    )
    write_page(report.page(), session, output)
    if any(set(fail_on or ()).intersection(entry.flags) for entry in entries):
        raise typer.Exit(1)
