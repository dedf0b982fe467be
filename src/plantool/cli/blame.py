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
    from plantool.analysis.facts import is_meant
    from plantool.analysis.history import origins
    from plantool.cli.output import write_page
    from plantool.cli.past import normal_field, past
    from plantool.reports.history import OriginReport

    session: Session = context.obj
    found = past(session, identifier)
    place = normal_field(found.plan, field)
    wanted = [
        (fact, value, found.version(at))
        for fact, value, at in origins(found.nodes(), found.latest)
        if place is None or is_meant(fact, place)
    ]
    if not wanted:
        raise UsageError("error.unknown-field", id=identifier, value=field)
    report = OriginReport(found.plan, session.texts, found.now, wanted, is_shallow=found.is_shallow)
    write_page(report.page(), session, output)
