"""plantool blame."""

from __future__ import annotations

from typing import Annotated

import typer

from plantool.cli.session import Session, help_texts
from plantool.errors import UsageError
from plantool.render import Format

_help = help_texts()


def blame(
    context: typer.Context,
    identifier: Annotated[str, typer.Argument(help=_help("help.record-id"), metavar="ID")],
    field: Annotated[str | None, typer.Option(help=_help("help.field"), metavar="PLACE")] = None,
    output: Annotated[Format, typer.Option("--format", help=_help("help.format"))] = Format.TABLE,
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
