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
    from plantool.analysis.facts import is_meant
    from plantool.analysis.history import events
    from plantool.cli.output import write_page
    from plantool.cli.past import past
    from plantool.reports.history import HistoryReport

    session: Session = context.obj
    found = past(session, identifier)
    known = list(events((state.version, state.initiative) for state in found.readable))
    if field is None:  # what was there from the start is the file itself
        wanted = [e for e in known if not e.is_first or e.change.fact.field == "title"]
    else:
        wanted = [event for event in known if is_meant(event.change.fact, field)]
    if field and not wanted:
        raise UsageError("error.unknown-field", id=identifier, value=field)
    latest = tuple(reversed(wanted))
    report = HistoryReport(found.plan, session.texts, found.now, latest, found.unreadable)
    write_page(report.page(), session, output)
