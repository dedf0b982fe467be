"""plantool fleet build."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from plantool.cli import options
from plantool.cli.session import Session
from plantool.errors import PlanInvalidError, UsageError
from plantool.render import Format

if TYPE_CHECKING:
    from plantool.fleet.fleet_file import Fleet

_EXTRA_PACKAGE = "pyarrow"


def fleet_build(
    context: typer.Context,
    lake: Annotated[Path | None, typer.Option(help="help.fleet-build-lake", metavar="DIR")] = None,
    fleet: Annotated[Path | None, typer.Option(help="help.fleet-file", metavar="FILE")] = None,
    as_of: Annotated[
        str | None, typer.Option("--as-of", help="help.fleet-as-of", metavar="DATE")
    ] = None,
    scheduler: Annotated[
        str | None, typer.Option(help="help.fleet-scheduler", metavar="ADDRESS")
    ] = None,
    output: options.Output = Format.TABLE,
) -> None:
    """Put many plans together as files that every engine reads; exit 1 where one is left out."""
    _require_arrow()
    from plantool.cli.lake_folder import find_fleet_file, find_lake
    from plantool.cli.page_output import write_page
    from plantool.fleet.build_lake import build_lake
    from plantool.fleet.build_page import build_outcome_page
    from plantool.fleet.read_plans import BuildOptions
    from plantool.loading.parallel import count_processes

    session: Session = context.obj
    session.source.refuse_revision()
    read = _take_fleet(session, find_fleet_file(fleet))
    chosen = BuildOptions(_choose_day(read, as_of), count_processes(), scheduler)
    outcome = build_lake(read, find_lake(lake), chosen)
    write_page(build_outcome_page(outcome, session.texts), session, output)
    if outcome.left_out:
        raise typer.Exit(1)


def _require_arrow() -> None:
    """Refuse to go on where the library of the extra is not installed; raises UsageError."""
    try:
        import plantool.fleet.lake_schemas  # noqa: F401
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != _EXTRA_PACKAGE:
            raise
        raise UsageError("error.no-fleet") from error


def _take_fleet(session: Session, path: Path) -> Fleet:
    """Return a fleet; its findings go to standard error, and errors end the command."""
    from plantool.cli.open_plan import write_diagnostics
    from plantool.fleet.read_fleet import read_fleet

    read = read_fleet(path)
    if read.fleet:
        session.use_language(read.fleet.language)
    write_diagnostics(session, read.diagnostics, sys.stderr)
    if read.fleet is None:
        raise PlanInvalidError("error.fleet-bad-file", file=path)
    return read.fleet


def _choose_day(fleet: Fleet, text: str | None) -> date:
    """Return the day of judgement: that of --as-of, that of fleet.yaml, or today."""
    from plantool.cli.option_values import parse_date
    from plantool.loading.today import find_today

    if text is not None:
        return parse_date(text)
    return fleet.as_of or find_today()
