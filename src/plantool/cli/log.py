"""plantool log."""

from __future__ import annotations

from typing import Annotated

import typer

from plantool.cli.session import Session, help_texts
from plantool.errors import UsageError
from plantool.render import Format

_help = help_texts()


def log(
    context: typer.Context,
    identifier: Annotated[str, typer.Argument(help=_help("help.record-id"), metavar="ID")],
    field: Annotated[str | None, typer.Option(help=_help("help.field"), metavar="PLACE")] = None,
    output: Annotated[Format, typer.Option("--format", help=_help("help.format"))] = Format.TABLE,
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
