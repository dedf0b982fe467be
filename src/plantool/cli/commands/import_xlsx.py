"""plantool import xlsx."""

from __future__ import annotations

import typer

from plantool.cli import options
from plantool.cli.session import Session
from plantool.render import Format


def import_xlsx(
    context: typer.Context,
    book: options.Table,
    mapping: options.Mapping,
    chapter: options.TableChapter = None,
    declare: options.Declare = False,
    was: options.OlderTable = None,
    accept: options.AcceptedCells = None,
    dry_run: options.TableCheck = False,
    output: options.Output = Format.TABLE,
) -> None:
    """Make a table files of the plan; exit 1 where anything of it is left."""
    from plantool.cli.table_import import TableOptions, run_import
    from plantool.importing.open_table import open_xlsx

    session: Session = context.obj
    wanted = TableOptions(mapping, chapter, was, accept, declare, dry_run)
    run_import(session, open_xlsx, book, wanted, output)
