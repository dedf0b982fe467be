"""plantool show."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from plantool.cli import options
from plantool.cli.session import Session
from plantool.model.normal import fold_identifier
from plantool.render import ShownFormat

if TYPE_CHECKING:
    from plantool.messages import Catalogue
    from plantool.model.plan import Plan
    from plantool.reports.page import Page


def show(
    context: typer.Context,
    identifier: Annotated[str, typer.Argument(help="help.id", metavar="ID")],
    as_of: options.AsOf = None,
    output: Annotated[
        ShownFormat | None, typer.Option("--format", help="help.document-format")
    ] = None,
    file: options.OutputFile = None,
    keep_going: options.KeepGoing = False,
) -> None:
    """Show one initiative or chapter as the printed page lays it out, with its results."""
    from plantool.cli.document_files import choose_target
    from plantool.cli.open_plan import open_plan
    from plantool.cli.option_values import parse_date
    from plantool.cli.page_output import write_document

    session: Session = context.obj
    target, chosen = choose_target(file, output, ShownFormat.TABLE)
    plan = open_plan(session, keep_going=keep_going)
    day = date.max if as_of is None else parse_date(as_of)
    page = _build_shown_page(plan, identifier, session.texts, day)
    write_document(page, session, chosen, target)


def _build_shown_page(plan: Plan, typed: str, texts: Catalogue, as_of: date) -> Page:
    from plantool.analysis.selection import yield_listings
    from plantool.cli.option_values import build_unknown_id_error
    from plantool.reports.chapter_page import ChapterReport
    from plantool.reports.initiative_page import InitiativeReport
    from plantool.reports.scope import Scope

    scope = Scope(plan, texts, as_of=as_of)
    listed, identifier = list(yield_listings(plan)), fold_identifier(typed)
    if chapter := plan.chapter(identifier):
        own = [listing for listing in listed if listing.chapter is chapter]
        return ChapterReport(scope, chapter, own).build_page()
    # an initiative is shown where it belongs; only without its own chapter where it is relisted
    found = [listing for listing in listed if listing.initiative.id == identifier]
    if not found:
        known = [*(i.id for i in plan.initiatives), *(c.id for c in plan.chapters)]
        raise build_unknown_id_error(plan, identifier, known, typed)
    found.sort(key=lambda listing: not listing.is_counted)
    return InitiativeReport(scope, found[0]).build_page()
