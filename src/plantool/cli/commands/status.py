"""plantool status."""

from __future__ import annotations

from typing import Annotated

import typer

from plantool.analysis.choices import Flag, Grouping
from plantool.cli import options
from plantool.cli.session import Session
from plantool.render import Format

_FLAGS = "FLAG,..."


def status(
    context: typer.Context,
    ids: options.Ids = None,
    year: options.Years = None,
    chapter: options.Chapters = None,
    section: options.Sections = None,
    department: options.Departments = None,
    mark: options.Marks = None,
    flag: Annotated[list[str] | None, typer.Option(help="help.flag", metavar=_FLAGS)] = None,
    as_of: options.AsOf = None,
    why: Annotated[bool, typer.Option("--why", help="help.why")] = False,
    detail: Annotated[bool, typer.Option("--detail", help="help.detail")] = False,
    summary: Annotated[bool, typer.Option("--summary", help="help.summary")] = False,
    by: Annotated[Grouping | None, typer.Option(help="help.count-by")] = None,
    fail_on: Annotated[list[str] | None, typer.Option(help="help.fail-on", metavar=_FLAGS)] = None,
    output: options.Output = Format.TABLE,
    keep_going: options.KeepGoing = False,
) -> None:
    """Show where every measure stands; exit 1 if one has a flag of ``fail_on``."""
    from plantool.analysis.progress import judge_measures
    from plantool.analysis.selection import Selection
    from plantool.cli.open_plan import open_plan, parse_years
    from plantool.cli.page_output import is_wide_terminal, write_page
    from plantool.reports.scope import Scope
    from plantool.reports.status_report import StatusReport
    from plantool.reports.status_summary import SummaryReport

    session: Session = context.obj
    day = session.resolve_day(as_of)
    wanted, failing = _parse_flags("--flag", flag), _parse_flags("--fail-on", fail_on)
    plan = open_plan(session, keep_going=keep_going)
    selection = Selection.from_options(
        ids=ids, chapters=chapter, sections=section, departments=department, marks=mark
    )
    years = parse_years(plan, year)
    entries = list(judge_measures(plan, selection.find_listings(plan), years, day))
    shown = [e for e in entries if not wanted or not wanted.isdisjoint(e.flags)]
    flags = (session.texts(f"flag.{f.value}").partition(" ")[2] for f in Flag if f in wanted)
    only = session.texts("list.and").join((*selection.wanted, *flags))
    scope = Scope(plan, session.texts, years, day, only)
    report: StatusReport | SummaryReport
    if summary or by:
        report = SummaryReport(scope, entries=shown, by=by or Grouping.CHAPTER)
    else:
        wide = detail or (output is Format.TABLE and is_wide_terminal())
        report = StatusReport(scope, entries=shown, detail=wide, why=why)
    write_page(report.build_page(), session, output)
    if any(not failing.isdisjoint(entry.flags) for entry in entries):
        raise typer.Exit(1)


def _parse_flags(option: str, texts: list[str] | None) -> set[Flag]:
    """Read flags, several in one word or the option repeated. Raises UsageError."""
    from plantool.cli.option_values import find_meaning, yield_words

    known = {flag.value: flag for flag in Flag}
    return {
        find_meaning(word, known, "error.unknown-filter", option=option)
        for word in yield_words(texts)
    }
