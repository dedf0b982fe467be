"""The application: its global options, and the way to run a command line."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from plantool.cli.command_group import CommandGroup
from plantool.cli.session import Color, Language, Session

app = typer.Typer(
    cls=CommandGroup,
    help="help.app",
    no_args_is_help=True,
    add_completion=False,  # `plantool completion SHELL` prints the script and costs no start-up
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


def _print_version(wanted: bool) -> None:
    if wanted:
        from plantool.cli.program_version import describe_versions

        typer.echo(describe_versions())
        raise typer.Exit


@app.callback()
def _apply_global_options(
    context: typer.Context,
    plan: Annotated[Path | None, typer.Option(help="help.plan", metavar="DIR")] = None,
    lang: Annotated[Language | None, typer.Option(help="help.lang")] = None,
    color: Annotated[Color, typer.Option(help="help.color")] = Color.AUTO,
    cache: Annotated[
        bool, typer.Option("--cache/--no-cache", help="help.cache", show_default=False)
    ] = True,
    at: Annotated[str | None, typer.Option(help="help.at", metavar="REV|DATE")] = None,
    version: Annotated[  # noqa: ARG001 - its callback does the work
        bool,
        typer.Option("--version", help="help.version", callback=_print_version, is_eager=True),
    ] = False,
) -> None:
    session: Session = context.obj
    session.apply_options(plan, lang, color, cache=cache, revision=at)


def run_app(arguments: list[str], session: Session) -> None:
    """Run a command line, or answer the shell that asks how to complete one; raises SystemExit."""
    if "_PLANTOOL_COMPLETE" in os.environ:
        from typer.completion import completion_init  # type: ignore[attr-defined] # not in __all__

        completion_init()
    app(arguments, obj=session, prog_name="plantool")
