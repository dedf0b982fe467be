"""plantool site."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from plantool.cli import options
from plantool.cli.session import Session

if TYPE_CHECKING:
    from plantool.cli.open_site import OpenedPlan
    from plantool.site.frame import Frame
    from plantool.site.site_source import SiteSource
    from plantool.site.web_addresses import SourceLinks
    from plantool.tables.table_source import TableSource


def site(
    context: typer.Context,
    folder: Annotated[
        Path, typer.Option("--output", help="help.site-output", metavar="DIR", readable=False)
    ],
    year: Annotated[str | None, typer.Option(help="help.site-year", metavar="YEAR")] = None,
    as_of: options.AsOf = None,
    base_url: Annotated[
        str | None, typer.Option("--base-url", help="help.base-url", metavar="URL")
    ] = None,
    source_url: Annotated[
        str | None, typer.Option("--source-url", help="help.source-url", metavar="URL")
    ] = None,
    keep_going: options.KeepGoing = False,
) -> None:
    """Write the plan as a site that residents can read and search."""
    from plantool.cli.open_site import open_for_site
    from plantool.loading.plan_writes import build_write_error
    from plantool.site.build_site import SiteBuilder
    from plantool.site.site_data import SiteData
    from plantool.site.web_addresses import SourceLinks, read_base_url
    from plantool.site.write_site import read_manifest, refuse_place, write_site

    session: Session = context.obj
    links, start = SourceLinks.parse(source_url), read_base_url(base_url)
    refuse_place(folder, session.source.plan_dir)
    read_manifest(folder)
    opened = open_for_site(session, as_of=as_of, keep_going=keep_going)
    source = build_site_source(session, opened, links, year)
    try:
        with SiteData(opened.tables) as data:
            builder = SiteBuilder(source, _build_frame(source, opened.tables, start), data)
            builder.recall_data()
            written = write_site(folder, builder.yield_files(), opened.derived)
    except OSError as error:
        raise build_write_error(str(folder), error) from error
    opened.derived.save()
    session.write_message(
        "site.written", folder=folder, count=written.file_count, changed=len(written.changed)
    )


def build_site_source(
    session: Session, opened: OpenedPlan, links: SourceLinks, year: str | None
) -> SiteSource:
    """Return what pages are made of: the plan in the years that are over, and its past."""
    from plantool.cli.option_values import list_years_until
    from plantool.reports.scope import Scope
    from plantool.site.site_history import SiteHistory
    from plantool.site.site_source import SiteSource

    tables = opened.tables
    years = list_years_until(tables.plan, year, tables.as_of)
    scope = Scope(tables.plan, session.texts, years, tables.as_of, "", opened.derived)
    past = SiteHistory(opened.history, tables.places, links, opened.derived)
    return SiteSource(scope, past)


def _build_frame(source: SiteSource, tables: TableSource, base_url: str) -> Frame:
    from plantool.exporting.left_out_files import name_left_out
    from plantool.reports.phrases import join_names
    from plantool.site import addresses
    from plantool.site.frame import Frame

    plan, texts = source.plan, source.texts
    left_out = name_left_out(tables)
    remarks = (texts("site.left-out", files=join_names(left_out, texts)),) if left_out else ()
    absent = frozenset(() if source.history.has_past else (addresses.CHANGES,))
    return Frame(plan, texts, base_url, remarks, units=source.units, absent=absent)
