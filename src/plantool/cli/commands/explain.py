"""plantool explain."""

from __future__ import annotations

from typing import Annotated

import typer

from plantool.cli import options
from plantool.cli.session import Session
from plantool.errors import UsageError
from plantool.render import Format


def explain(
    context: typer.Context,
    code: Annotated[str, typer.Argument(help="help.code", metavar="CODE")],
    output: options.Output = Format.TABLE,
) -> None:
    """Print the page of a finding; of a family, the table of its findings."""
    from plantool.checking.selectors import find_codes, find_nearest_name
    from plantool.cli.page_output import write_page
    from plantool.reports.rule_pages import build_rule_list, build_rule_page

    session: Session = context.obj
    found = find_codes(code)
    if not found:
        raise UsageError("error.unknown-selector", value=code, nearest=find_nearest_name(code))
    texts = session.texts
    write_page(
        build_rule_page(found[0], texts) if len(found) == 1 else build_rule_list(texts, found),
        session,
        output,
    )
