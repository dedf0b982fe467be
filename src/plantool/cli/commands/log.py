"""plantool log."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from plantool.cli import options
from plantool.cli.session import Session
from plantool.errors import UsageError
from plantool.render import Format

if TYPE_CHECKING:
    from plantool.analysis.fact_history import FactEvent


def log(
    context: typer.Context,
    identifier: options.Identifier,
    field: options.Field = None,
    output: options.Output = Format.TABLE,
) -> None:
    """Show when the facts of an initiative changed, who changed them, and from what to what."""
    from plantool.analysis.fact_history import yield_events
    from plantool.cli.initiative_history import load_initiative_history, normalise_field
    from plantool.cli.page_output import write_page
    from plantool.reports.history_report import HistoryReport
    from plantool.reports.scope import Scope

    session: Session = context.obj
    history = load_initiative_history(session, identifier)
    wanted_field = normalise_field(history.plan, field)
    events = yield_events(history.build_nodes())
    wanted = [event for event in events if _is_wanted(event, wanted_field)]
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


def _is_wanted(event: FactEvent, field: str | None) -> bool:
    """Tell whether an event is about the field asked for.

    Without one it is every later change; the facts that a new file begins with are told as one.
    """
    from plantool.analysis.field_lookup import is_meant

    if field is None:
        return not event.is_first or event.change.fact.field == "title"
    return is_meant(event.change.fact, field)
