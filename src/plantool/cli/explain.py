"""plantool explain."""

from __future__ import annotations

from typing import Annotated

import typer

from plantool.cli import options
from plantool.cli.session import Session, help_texts
from plantool.errors import UsageError
from plantool.render import Format

_help = help_texts()


def explain(
    context: typer.Context,
    code: Annotated[str, typer.Argument(help=_help("help.code"), metavar="CODE")],
    output: options.Output = Format.TABLE,
) -> None:
    """Print the page of a finding; of a family, the table of its findings."""
    from plantool.cli.output import write_page
    from plantool.reports.rules import rule_page, rules_page
    from plantool.rules.selectors import nearest, selected

    session: Session = context.obj
    found = selected(code)
    if not found:
        raise UsageError("error.unknown-selector", value=code, nearest=nearest(code))
    texts = session.texts
    write_page(
        rule_page(found[0], texts) if len(found) == 1 else rules_page(texts, found), session, output
    )
