"""plantool completion."""

from __future__ import annotations

from enum import Enum
from typing import Annotated

import typer


class Shell(Enum):
    """The shells that can complete plantool's commands and options."""

    BASH = "bash"
    ZSH = "zsh"
    FISH = "fish"
    POWERSHELL = "powershell"


def completion(shell: Annotated[Shell, typer.Argument(help="help.shell")]) -> None:
    """Print a shell's completion script."""
    from typer.completion import get_completion_script  # type: ignore[attr-defined] # not in __all__

    script = get_completion_script(
        prog_name="plantool", complete_var="_PLANTOOL_COMPLETE", shell=shell.value
    )
    typer.echo(script)
