"""The work that ``plantool import xlsx`` and ``import csv`` share: a book, a mapping, a plan."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NamedTuple

import typer

from plantool.errors import PlanInvalidError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from plantool.cli.session import Session
    from plantool.importing.import_table import ImportOutcome, ImportRequest
    from plantool.importing.open_table import TableBook
    from plantool.importing.read_mapping import ReadMapping
    from plantool.loading.folder import Folder
    from plantool.render import Format


class TableOptions(NamedTuple):
    """What the command line says about an import."""

    mapping: str
    chapter: str | None
    was: Path | None
    accept: list[str] | None
    declare: bool
    dry_run: bool

    def build_request(
        self, open_book: Callable[[Path], TableBook], book: Path, read: ReadMapping
    ) -> ImportRequest:
        """Open the tables, and say what is to be done with them; raises UsageError."""
        from plantool.importing.headings import fold_place
        from plantool.importing.import_table import ImportRequest

        return ImportRequest(
            open_book(book),
            read,
            self.chapter,
            open_book(self.was) if self.was else None,
            frozenset(map(fold_place, self.accept or ())),
            self.declare,
        )


def run_import(
    session: Session,
    open_book: Callable[[Path], TableBook],
    book: Path,
    options: TableOptions,
    output: Format,
) -> None:
    """Take a table in, write the files and tell what came of it; exit 1 where anything is left."""
    from plantool.cli.open_plan import load_state, refuse_errors
    from plantool.cli.page_output import write_page
    from plantool.importing.import_page import ImportPage
    from plantool.importing.import_table import import_table

    folder = session.source.open_folder()
    loaded = load_state(session, session.source.files)
    if not loaded.is_readable:
        refuse_errors(loaded)
    read = _take_mapping(session, options.mapping)
    request = options.build_request(open_book, book, read)
    outcome = import_table(request, folder, loaded.plan, session.source.memory)
    if not options.dry_run:
        _write_outcome(session, folder, outcome)
    page = ImportPage(loaded.plan, session.texts, request.book, outcome, not options.dry_run)
    write_page(page.build_page(), session, output)
    if not outcome.is_whole:
        raise typer.Exit(1)


def _take_mapping(session: Session, name: str) -> ReadMapping:
    """Return a mapping; its findings go to standard error, and errors end the command."""
    from plantool.cli.open_plan import write_diagnostics
    from plantool.importing.read_mapping import read_mapping

    read = read_mapping(name)
    write_diagnostics(session, read.diagnostics, sys.stderr)
    if read.mapping is None:
        raise PlanInvalidError("error.import-bad-mapping", file=name)
    return read


def _write_outcome(session: Session, folder: Folder, outcome: ImportOutcome) -> None:
    from plantool.cli.file_writes import replace_files
    from plantool.loading.new_files import create_files
    from plantool.loading.plan_writes import hold_plan_lock

    if not outcome.texts:
        return
    known = {name: data for name, data in outcome.before.items() if data is not None}
    with hold_plan_lock(folder):
        replace_files(session, folder, known, {name: outcome.texts[name] for name in known})
        new = outcome.texts.keys() - known.keys()
        create_files(folder.path, {name: outcome.texts[name] for name in sorted(new)})
