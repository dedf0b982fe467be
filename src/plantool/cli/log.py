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
    from plantool.cli.past import normal_field, past
    from plantool.reports.history import HistoryReport

    session: Session = context.obj
    found = past(session, identifier)
    place = normal_field(found.plan, field)
    known = events(found.nodes())
    if place is None:  # what was there from the start is the file itself
        wanted = [e for e in known if not e.is_first or e.change.fact.field == "title"]
    else:
        wanted = [event for event in known if is_meant(event.change.fact, place)]
    if field and not wanted:
        raise UsageError("error.unknown-field", id=identifier, value=field)
    listed = [(found.version(event.at), event) for event in wanted]
    report = HistoryReport(
        found.plan, session.texts, found.now, listed, found.unreadable, is_shallow=found.is_shallow
    )
    write_page(report.page(), session, output)
