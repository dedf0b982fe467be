"""plantool import csv."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from plantool.cli import options
from plantool.cli.session import Session
from plantool.render import Format


def import_csv(
    context: typer.Context,
    book: Annotated[Path, typer.Argument(help="help.import-book", metavar="BOOK")],
    mapping: Annotated[str, typer.Option(help="help.import-mapping", metavar="MAP")],
    chapter: Annotated[str | None, typer.Option(help="help.import-chapter", metavar="ID")] = None,
    declare: Annotated[bool, typer.Option("--declare", help="help.import-declare")] = False,
    was: Annotated[Path | None, typer.Option(help="help.import-was", metavar="BOOK")] = None,
    accept: Annotated[
        list[str] | None, typer.Option(help="help.import-accept", metavar="CELL")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="help.import-dry-run")] = False,
    output: options.Output = Format.TABLE,
) -> None:
    """Make a table files of the plan; exit 1 where anything of it is left."""
    from plantool.cli.table_import import TableOptions, run_import
    from plantool.importing.open_table import open_csv

    session: Session = context.obj
    wanted = TableOptions(mapping, chapter, was, accept, declare, dry_run)
    run_import(session, open_csv, book, wanted, output)
