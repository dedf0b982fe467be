"""plantool rules."""

from __future__ import annotations

import typer

from plantool.cli import options
from plantool.cli.session import Session
from plantool.render import Format


def rules(context: typer.Context, output: options.Output = Format.TABLE) -> None:
    """List everything that validate can find."""
    from plantool.cli.output import write_page
    from plantool.reports.rules import rules_page

    session: Session = context.obj
    write_page(rules_page(session.texts), session, output)
