"""plantool blame."""

from __future__ import annotations

import typer

from plantool.cli import options
from plantool.cli.session import Session
from plantool.errors import UsageError
from plantool.render import Format


def blame(
    context: typer.Context,
    identifier: options.Identifier,
    field: options.Field = None,
    output: options.Output = Format.TABLE,
) -> None:
    """Show for every fact of an initiative the commit that set it."""
    from plantool.analysis.fact_history import yield_origins
    from plantool.analysis.field_lookup import is_meant
    from plantool.cli.initiative_history import load_initiative_history, normalise_field
    from plantool.cli.page_output import write_page
    from plantool.reports.history_report import OriginReport
    from plantool.reports.scope import Scope

    session: Session = context.obj
    history = load_initiative_history(session, identifier)
    wanted_field = normalise_field(history.plan, field)
    wanted = [
        (fact, value, history.find_version(at))
        for fact, value, at in yield_origins(history.build_nodes(), history.latest_index)
        if wanted_field is None or is_meant(fact, wanted_field)
    ]
    if not wanted:
        raise UsageError("error.unknown-field", id=identifier, value=field)
    report = OriginReport(
        Scope(history.plan, session.texts),
        history.latest_initiative,
        origins=wanted,
        is_shallow=history.is_shallow,
    )
    write_page(report.build_page(), session, output)
