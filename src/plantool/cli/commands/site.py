"""plantool site."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from plantool.cli import options
from plantool.cli.session import Session


def site(
    context: typer.Context,
    folder: Annotated[Path, typer.Option("--output", help="help.site-output", metavar="DIR")],
    year: Annotated[str | None, typer.Option(help="help.site-year", metavar="YEAR")] = None,
    as_of: options.AsOf = None,
    base_url: Annotated[
        str | None, typer.Option("--base-url", help="help.base-url", metavar="URL")
    ] = None,
    keep_going: options.KeepGoing = False,
) -> None:
    """Write the plan as a site that residents can read and search."""
    from plantool.cli.open_plan import open_plan_with_texts
    from plantool.cli.option_values import list_years_until
    from plantool.loading.plan_writes import build_write_error
    from plantool.reports.scope import Scope
    from plantool.site.build_site import yield_site_files
    from plantool.site.frame import Frame
    from plantool.site.site_source import SiteSource
    from plantool.site.write_site import write_site

    session: Session = context.obj
    day = session.resolve_day(as_of)
    plan, derived = open_plan_with_texts(session, "site", keep_going=keep_going)
    years = list_years_until(plan, year, day)
    scope = Scope(plan, session.texts, years, day, "", derived)
    left_out = session.texts("list.and").join(plan.left_out)
    remarks = (session.texts("left-out", files=left_out),) if plan.left_out else ()
    frame = Frame(plan, session.texts, (base_url or "").rstrip("/") + "/" * bool(base_url), remarks)
    try:
        written = write_site(folder, yield_site_files(SiteSource(scope), frame))
    except OSError as error:
        raise build_write_error(str(folder), error) from error
    derived.save()
    session.write_message(
        "site.written", folder=folder, count=written.file_count, changed=len(written.changed)
    )
