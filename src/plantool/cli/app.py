"""The application: global options, and one module per command."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from typing import Annotated

import typer

from plantool.cli.session import Color, Language, Session, load_help_texts
from plantool.cli.typer_messages import Commands

_help = load_help_texts()

app = typer.Typer(
    cls=Commands,
    help=_help("help.app"),
    no_args_is_help=True,
    add_completion=False,  # `plantool completion SHELL` prints the script and costs no start-up
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


if "_PLANTOOL_COMPLETE" in os.environ:  # a shell asks
    from typer.completion import completion_init  # type: ignore[attr-defined] # not in __all__

    completion_init()


def _print_version(wanted: bool) -> None:
    if wanted:
        from plantool.cli.versions import describe_versions

        typer.echo(describe_versions())
        raise typer.Exit


@app.callback()
def _apply_global_options(
    context: typer.Context,
    plan: Annotated[Path | None, typer.Option(help=_help("help.plan"), metavar="DIR")] = None,
    lang: Annotated[Language | None, typer.Option(help=_help("help.lang"))] = None,
    color: Annotated[Color, typer.Option(help=_help("help.color"))] = Color.AUTO,
    cache: Annotated[
        bool, typer.Option("--cache/--no-cache", help=_help("help.cache"), show_default=False)
    ] = True,
    at: Annotated[str | None, typer.Option(help=_help("help.at"), metavar="REV|DATE")] = None,
    version: Annotated[  # noqa: ARG001 - its callback does the work
        bool,
        typer.Option(
            "--version", help=_help("help.version"), callback=_print_version, is_eager=True
        ),
    ] = False,
) -> None:
    session: Session = context.obj
    session.apply_options(plan, lang, color, cache=cache, revision=at)


_COMMANDS = (
    "status",
    "pending",
    "budget",
    "show",
    "report",
    "diff",
    "log",
    "blame",
    "record",
    "validate",
    "comment",
    "fmt",
    "merge",
    "explain",
    "rules",
    "schema",
    "lsp",
    "completion",
)


def _add_commands(commands: Iterable[str]) -> None:
    """Add commands, each the function of its own name in a module of that name."""
    for name in commands:
        module = import_module(f"plantool.cli.commands.{name}")
        app.command(name, help=_help(f"help.{name}"))(getattr(module, name))


# a command that is named needs no other; --help and a misspelt one need them all
_add_commands([name for name in _COMMANDS if name in sys.argv[1:]] or _COMMANDS)
