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
    from plantool.cli.past import past
    from plantool.reports.history import OriginReport

    session: Session = context.obj
    found = past(session, identifier)
    known = origins(((state.version, state.initiative) for state in found.readable), found.now)
    wanted = [origin for origin in known if field is None or is_meant(origin[0], field)]
    if not wanted:
        raise UsageError("error.unknown-field", id=identifier, value=field)
    write_page(OriginReport(found.plan, session.texts, found.now, wanted).page(), session, output)
