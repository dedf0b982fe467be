"""plantool rules."""

from __future__ import annotations

import typer

from plantool.cli import options
from plantool.cli.session import Session
from plantool.render import Format


def rules(context: typer.Context, output: options.Output = Format.TABLE) -> None:
    """List everything that validate can find."""
    from plantool.cli.page_output import write_page
    from plantool.reports.rule_pages import build_rule_list

    session: Session = context.obj
    write_page(build_rule_list(session.texts), session, output)
