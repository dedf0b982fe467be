"""The application: global options, and one module per command."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from plantool.cli import (
    budget,
    completion,
    explain,
    fmt,
    lsp,
    rules,
    schema,
    show,
    status,
    validate,
)
from plantool.cli.session import Color, Language, Session, help_texts

_help = help_texts()

app = typer.Typer(
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
        from plantool import __version__
        from plantool.cli.versions import parser_in_use

        typer.echo(f"plantool {__version__} ({parser_in_use()})")
        raise typer.Exit


@app.callback()
def _configure(
    context: typer.Context,
    plan: Annotated[Path | None, typer.Option(help=_help("help.plan"), metavar="DIR")] = None,
    lang: Annotated[Language | None, typer.Option(help=_help("help.lang"))] = None,
    color: Annotated[Color, typer.Option(help=_help("help.color"))] = Color.AUTO,
    version: Annotated[  # noqa: ARG001 - its callback does the work
        bool,
        typer.Option(
            "--version", help=_help("help.version"), callback=_print_version, is_eager=True
        ),
    ] = False,
) -> None:
    session: Session = context.obj
    session.configure(plan, lang, color)


for _command, _function in (
    ("status", status.status),
    ("budget", budget.budget),
    ("show", show.show),
    ("validate", validate.validate),
    ("fmt", fmt.fmt),
    ("explain", explain.explain),
    ("rules", rules.rules),
    ("schema", schema.schema),
    ("lsp", lsp.lsp),
    ("completion", completion.completion),
):
    app.command(_command, help=_help(f"help.{_command}"))(_function)
