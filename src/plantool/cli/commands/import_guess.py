"""plantool import guess."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from plantool.cli import options
from plantool.cli.session import Session


def import_guess(
    context: typer.Context,
    book: options.Table,
    sheet: Annotated[str | None, typer.Option(help="help.import-sheet", metavar="NAME")] = None,
) -> None:
    """Write the mapping that a table seems to have to standard output."""
    from plantool.importing.guess_mapping import guess_mapping
    from plantool.importing.open_table import open_table

    session: Session = context.obj
    text = guess_mapping(open_table(book), session.texts, sheet)
    sys.stdout.buffer.write(text.encode("utf-8"))
    sys.stdout.buffer.flush()
