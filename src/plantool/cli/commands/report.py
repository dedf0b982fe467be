"""plantool report."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from plantool.cli import options
from plantool.cli.session import Session
from plantool.errors import UsageError
from plantool.render import DocumentFormat

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

    from plantool.analysis.selection import Selection
    from plantool.loading.derived_texts import DerivedTexts
    from plantool.model.fiscal_year import FiscalYear
    from plantool.model.plan import Plan
    from plantool.reports.annual import AnnualReport
    from plantool.reports.page import Page

_MANY = 200  # initiatives of a PDF that takes minutes


class Split(Enum):
    """What has a file of its own."""

    CHAPTER = "chapter"


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
    file: options.OutputFile = None,
    split: Annotated[Split | None, typer.Option(help="help.split")] = None,
    keep_going: options.KeepGoing = False,
) -> None:
    """Write the annual report on one year, of the whole plan or a part of it."""
    from plantool.analysis.selection import Selection
    from plantool.cli.document_files import choose_target
    from plantool.cli.open_plan import open_plan_with_texts
    from plantool.cli.option_values import list_years_until
    from plantool.cli.page_output import write_document

    session: Session = context.obj
    target, chosen = choose_target(file, output, DocumentFormat.MARKDOWN)
    if split and target is None:
        raise UsageError("error.split-needs-file")
    day = session.resolve_day(as_of)
    plan, derived = open_plan_with_texts(session, "report", keep_going=keep_going)
    subject = _Subject(session, plan, derived, list_years_until(plan, year, day), day)
    selection = Selection.from_options(chapters=chapter, sections=section, departments=department)
    whole = subject.build_report(selection)
    if split and target:
        for path, page in _yield_split_pages(subject, whole, target, section, department):
            write_document(page, session, chosen, path)
    else:
        count = sum(listing.is_counted for listing in whole.listings)
        if chosen is DocumentFormat.PDF and count > _MANY:
            session.write_message("report.large", count=count)
        write_document(whole.build_page(), session, chosen, target)
    derived.save()


class _Subject(NamedTuple):
    """What the reports of a run are about."""

    session: Session
    plan: Plan
    derived: DerivedTexts
    years: tuple[FiscalYear, ...]
    day: date

    def build_report(self, selection: Selection) -> AnnualReport:
        """Return the report on the initiatives that are selected."""
        from plantool.analysis.initiative_judgements import yield_judged_initiatives
        from plantool.analysis.recalled_owed_reports import recall_owed_reports
        from plantool.analysis.recalled_progress import recall_progress
        from plantool.reports.annual import AnnualReport
        from plantool.reports.scope import Scope

        plan, derived, day, last = self.plan, self.derived, self.day, self.years[-1:]
        listings = selection.find_listings(plan)
        only = self.session.texts("list.and").join(selection.wanted)
        return AnnualReport(
            Scope(plan, self.session.texts, self.years, day, only, derived),
            listings,
            entries=tuple(recall_progress(plan, listings, last, day, derived)),
            owed=tuple(recall_owed_reports(plan, listings, last, day, derived)),
            judged=tuple(yield_judged_initiatives(plan, listings, last, day)),
        )


def _yield_split_pages(
    subject: _Subject,
    whole: AnnualReport,
    file: Path,
    sections: list[str] | None,
    departments: list[str] | None,
) -> Iterator[tuple[Path, Page]]:
    """Yield the page of the whole, and one for each chapter, made when the one before is written.

    The file of a chapter is named after the first: report-18.pdf beside report.pdf.
    """
    from plantool.analysis.selection import Selection

    chapters = {listing.chapter.id: listing.chapter for listing in whole.listings}
    paths = {key: file.with_name(f"{file.stem}-{key}{file.suffix}") for key in chapters}
    named = [(chapter, paths[key].name) for key, chapter in chapters.items()]
    yield file, whole.build_summary_page(named)
    for key, path in paths.items():
        of_chapter = Selection.from_options(
            chapters=[key], sections=sections, departments=departments
        )
        yield path, subject.build_report(of_chapter).build_page()
