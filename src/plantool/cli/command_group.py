"""The group of all commands: a command is imported when it is called."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from typer import Typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from plantool.cli.commands import COMMAND_NAMES
from plantool.cli.help_page import HelpContext, translate_help
from plantool.cli.typer_complaints import raise_usage_errors

if TYPE_CHECKING:
    from typer._click.core import Command, Context


class CommandGroup(TyperGroup):
    """The commands of plantool; what is wrong with a command line becomes a UsageError.

    Typer keeps an object for each command in ``commands``. Ours have a name and a help text only:
    --help, completion and the search for a misspelt name ask for nothing else. The command with
    its arguments and options is built from its module when the command line names it.
    """

    context_class = HelpContext

    def __init__(self, **attributes: Any) -> None:  # noqa: ANN401 - handed on to Typer as they are
        super().__init__(**attributes)
        self.commands = {name: TyperCommand(name, help=f"help.{name}") for name in COMMAND_NAMES}

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: Context | None = None,
        **extra: Any,  # noqa: ANN401 - Typer's; ``obj`` is the Session
    ) -> Context:
        for command in (self, *self.commands.values()):
            translate_help(command, extra["obj"].texts)
        with raise_usage_errors():
            return super().make_context(info_name, args, parent, **extra)

    def resolve_command(
        self, ctx: Context, args: list[str]
    ) -> tuple[str | None, Command | None, list[str]]:
        name, named, rest = super().resolve_command(ctx, args)
        if name is None:  # a shell asks how to go on after a command that there is not
            return name, named, rest
        command = load_command(name)
        translate_help(command, ctx.obj.texts)
        return name, command, rest

    def invoke(self, ctx: Context) -> object:
        with raise_usage_errors(ctx):
            return super().invoke(ctx)


class _TranslatedCommand(TyperCommand):
    """A command whose --help is in the language of the run."""

    context_class = HelpContext


def load_command(name: str) -> Command:
    """Import a command's module and build the command; its help texts are still their keys."""
    module = import_module(f"plantool.cli.commands.{name}")
    single = Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
    single.command(name, cls=_TranslatedCommand, help=f"help.{name}")(getattr(module, name))
    return get_command(single)
