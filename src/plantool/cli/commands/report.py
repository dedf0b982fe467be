"""plantool report."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from plantool.cli import options
from plantool.cli.session import Session
from plantool.errors import UsageError
from plantool.render import DocumentFormat

_STDOUT = Path("-")
_ENDINGS = {
    DocumentFormat.MARKDOWN: (".md", ".markdown"),
    DocumentFormat.HTML: (".html", ".htm"),
}


def report(
    context: typer.Context,
    year: Annotated[str | None, typer.Option(help="help.report-year", metavar="YEAR")] = None,
    chapter: options.Chapters = None,
    section: options.Sections = None,
    department: options.Departments = None,
    as_of: options.AsOf = None,
    output: Annotated[
        DocumentFormat | None, typer.Option("--format", help="help.report-format")
    ] = None,
    file: Annotated[
        Path | None, typer.Option("--output", help="help.output", metavar="FILE")
    ] = None,
    keep_going: options.KeepGoing = False,
) -> None:
    """Write the annual report on one year, of the whole plan or a part of it."""
    from plantool.analysis.initiative_judgements import yield_judged_initiatives
    from plantool.analysis.recalled_owed_reports import recall_owed_reports
    from plantool.analysis.recalled_progress import recall_progress
    from plantool.analysis.selection import Selection
    from plantool.cli.open_plan import open_plan_with_texts
    from plantool.cli.option_values import list_years_until
    from plantool.cli.page_output import write_document
    from plantool.reports.annual import AnnualReport
    from plantool.reports.scope import Scope

    session: Session = context.obj
    target = None if file == _STDOUT else file
    document_format = _choose_format(target, output)  # before a plan is read for nothing
    day = session.resolve_day(as_of)
    plan, derived = open_plan_with_texts(session, "report", keep_going=keep_going)
    selection = Selection.from_options(chapters=chapter, sections=section, departments=department)
    listings = selection.find_listings(plan)
    years = list_years_until(plan, year, day)
    only = session.texts("list.and").join(selection.wanted)
    scope = Scope(plan, session.texts, years, day, only, derived)
    entries = tuple(recall_progress(plan, listings, years[-1:], day, derived))
    owed = tuple(recall_owed_reports(plan, listings, years[-1:], day, derived))
    judged = tuple(yield_judged_initiatives(plan, listings, years[-1:], day))
    report = AnnualReport(scope, listings, entries=entries, owed=owed, judged=judged)
    page = report.build_page()
    write_document(page, session, document_format, target)
    derived.save()


def _choose_format(file: Path | None, asked: DocumentFormat | None) -> DocumentFormat:
    """Return the format asked for, or that of the file's name; UsageError where they differ."""
    ending = file.suffix.lower() if file else ""
    if not ending:
        return asked or DocumentFormat.MARKDOWN
    for document_format, endings in _ENDINGS.items():
        if ending in endings and asked in {None, document_format}:
            return document_format
    listed = {known.value: " ".join(endings) for known, endings in _ENDINGS.items()}
    raise UsageError("error.ending", file=file, format=asked.value if asked else "", **listed)
