"""plantool status."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from plantool.analysis.choices import Flag, Grouping
from plantool.cli import options
from plantool.cli.session import Session
from plantool.render import Format

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from plantool.analysis.initiative_judgements import JudgedInitiative
    from plantool.analysis.progress import Progress
    from plantool.messages import Catalogue
    from plantool.reports.page import Page
    from plantool.reports.scope import Scope

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
    from plantool.analysis.initiative_judgements import yield_judged_initiatives
    from plantool.analysis.recalled_progress import recall_progress
    from plantool.analysis.selection import Selection
    from plantool.cli.open_plan import open_plan_with_texts
    from plantool.cli.option_values import parse_years
    from plantool.cli.page_output import is_wide_terminal, write_page
    from plantool.reports.scope import Scope
    from plantool.reports.status_report import StatusReport

    session: Session = context.obj
    day = session.resolve_day(as_of)
    wanted, failing = _parse_flags("--flag", flag), _parse_flags("--fail-on", fail_on)
    plan, derived = open_plan_with_texts(session, "status", keep_going=keep_going)
    selection = Selection.from_options(
        ids=ids, chapters=chapter, sections=section, departments=department, marks=mark
    )
    years = parse_years(plan, year)
    listings = selection.find_listings(plan)
    entries = list(recall_progress(plan, listings, years, day, derived))
    judged = list(yield_judged_initiatives(plan, listings, years, day))
    shown = [entry for entry in entries if not wanted or not wanted.isdisjoint(entry.flags)]
    judged_shown = [entry for entry in judged if not wanted or not wanted.isdisjoint(entry.flags)]
    only = session.texts("list.and").join((*selection.wanted, *_name_flags(wanted, session.texts)))
    scope = Scope(plan, session.texts, years, day, only, derived)
    if summary or by:
        page = _build_summary(scope, shown, judged_shown, by or Grouping.CHAPTER)
    else:
        is_wide = detail or (output is Format.TABLE and is_wide_terminal())
        report = StatusReport(scope, entries=shown, judged=judged_shown, detail=is_wide, why=why)
        page = report.build_page()
    write_page(page, session, output)
    derived.save()
    flags = [*(entry.flags for entry in entries), *(entry.flags for entry in judged)]
    if any(not failing.isdisjoint(raised) for raised in flags):
        raise typer.Exit(1)


def _build_summary(
    scope: Scope, entries: Sequence[Progress], judged: Sequence[JudgedInitiative], by: Grouping
) -> Page:
    from plantool.reports.status_summary import SummaryReport

    return SummaryReport(scope, entries=entries, judged=judged, by=by).build_page()


def _name_flags(flags: Collection[Flag], texts: Catalogue) -> Iterator[str]:
    """Yield the words for flags, without their signs, in the order in which all are listed."""
    for flag in Flag:
        if flag in flags:
            yield texts(f"flag.{flag.value}").partition(" ")[2]


def _parse_flags(option: str, texts: list[str] | None) -> set[Flag]:
    """Read flags, several in one word or the option repeated. Raises UsageError."""
    from plantool.cli.option_values import find_meaning, yield_words

    known = {flag.value: flag for flag in Flag}
    return {
        find_meaning(word, known, "error.unknown-filter", option=option)
        for word in yield_words(texts)
    }
