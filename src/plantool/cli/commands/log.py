"""plantool log."""

from __future__ import annotations

import typer

from plantool.cli import options
from plantool.cli.session import Session
from plantool.errors import UsageError
from plantool.render import Format


def log(
    context: typer.Context,
    identifier: options.Identifier,
    field: options.Field = None,
    output: options.Output = Format.TABLE,
) -> None:
    """Show when the facts of an initiative changed, who changed them, and from what to what."""
    from plantool.analysis.fact_history import yield_events
    from plantool.analysis.field_lookup import is_meant
    from plantool.cli.initiative_history import load_initiative_history, normalise_field
    from plantool.cli.page_output import write_page
    from plantool.reports.history_report import HistoryReport
    from plantool.reports.scope import Scope

    session: Session = context.obj
    history = load_initiative_history(session, identifier)
    wanted_field = normalise_field(history.plan, field)
    known = yield_events(history.build_nodes())
    if wanted_field is None:  # what was there from the start is the file itself
        wanted = [e for e in known if not e.is_first or e.change.fact.field == "title"]
    else:
        wanted = [event for event in known if is_meant(event.change.fact, wanted_field)]
    if field and not wanted:
        raise UsageError("error.unknown-field", id=identifier, value=field)
    listed = [(history.find_version(event.version_index), event) for event in wanted]
    report = HistoryReport(
        Scope(history.plan, session.texts),
        history.latest_initiative,
        events=listed,
        unreadable=history.unreadable_count,
        is_shallow=history.is_shallow,
    )
    write_page(report.build_page(), session, output)
