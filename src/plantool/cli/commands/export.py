"""plantool export."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from plantool.cli import options
from plantool.cli.session import Session
from plantool.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plantool.exporting.export_formats import ExportFormat


def export(
    context: typer.Context,
    folder: Annotated[
        Path, typer.Argument(help="help.export-folder", metavar="DIR", readable=False)
    ],
    formats: Annotated[
        list[str] | None, typer.Option("--format", help="help.export-format", metavar="FORMAT")
    ] = None,
    as_of: options.AsOf = None,
    keep_going: options.KeepGoing = False,
) -> None:
    """Write the figures of the plan as files of data, for others to use."""
    from plantool.cli.open_tables import open_tables
    from plantool.exporting.export_tables import export_tables
    from plantool.exporting.known_folder import refuse_files_of_others, refuse_place

    session: Session = context.obj
    wanted = _read_formats(formats)
    refuse_place(folder, session.source.plan_dir)
    refuse_files_of_others(folder)
    source = open_tables(session, as_of=as_of, keep_going=keep_going)
    written = export_tables(source, folder, wanted)
    session.write_message("export.written", folder=folder, files=len(written.files))


def _read_formats(texts: list[str] | None) -> Sequence[ExportFormat]:
    """Read --format, several with commas between them; raises UsageError."""
    from plantool.cli.option_values import find_meaning, yield_words
    from plantool.exporting.export_formats import DEFAULT_FORMATS, ExportFormat

    meanings = {each.value: each for each in ExportFormat}
    words = [word.lower() for word in yield_words(texts)]
    chosen = {find_meaning(word, meanings, "error.export-format") for word in words}
    if ExportFormat.PARQUET in chosen:
        _require_parquet()
    return [each for each in ExportFormat if each in (chosen or DEFAULT_FORMATS)]


def _require_parquet() -> None:
    """Refuse a format whose library is not installed; raises UsageError."""
    try:
        import plantool.exporting.parquet_files  # noqa: F401
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != "pyarrow":
            raise
        raise UsageError("error.no-data") from error
