"""The group of all commands: a command is imported when it is called."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from typer import Typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from plantool.cli.commands import COMMAND_NAMES, SUBCOMMAND_NAMES
from plantool.cli.help_page import HelpContext, translate_help
from plantool.cli.typer_complaints import raise_usage_errors

if TYPE_CHECKING:
    from typer._click.core import Command, Context


class CommandGroup(TyperGroup):
    """The commands of plantool, or those of one that has several, such as ``sheet export``.

    What is wrong with a command line becomes a UsageError. Typer keeps an object for each command
    in ``commands``. Ours have a name and a help text only: --help, completion and the search for a
    misspelt name ask for nothing else. The command with its arguments and options is built from
    its module when the command line names it.
    """

    context_class = HelpContext

    def __init__(self, **attributes: Any) -> None:  # noqa: ANN401 - handed on to Typer as they are
        super().__init__(**attributes)
        self.own_name: str | None = None
        self._name_commands(COMMAND_NAMES)

    @classmethod
    def of_command(cls, name: str) -> CommandGroup:
        """Return the group of the commands below one: ``export`` and ``import`` below ``sheet``."""
        group = cls(name=name, help=name_help(name), no_args_is_help=True, rich_markup_mode=None)
        group.context_settings = {"help_option_names": ["-h", "--help"]}
        group.own_name = name
        group._name_commands(SUBCOMMAND_NAMES[name])
        return group

    def _name_commands(self, names: tuple[str, ...]) -> None:
        self.commands = {
            name: TyperCommand(name, help=name_help(self._name_whole(name))) for name in names
        }

    def _name_whole(self, name: str) -> str:
        return f"{self.own_name} {name}" if self.own_name else name

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: Context | None = None,
        **extra: Any,  # noqa: ANN401 - Typer's; ``obj`` is the Session
    ) -> Context:
        texts = (parent.obj if parent else extra["obj"]).texts
        if parent is None:  # the group above has translated that of another
            translate_help(self, texts)
        for command in self.commands.values():
            translate_help(command, texts)
        with raise_usage_errors():
            return super().make_context(info_name, args, parent, **extra)

    def resolve_command(
        self, ctx: Context, args: list[str]
    ) -> tuple[str | None, Command | None, list[str]]:
        name, named, rest = super().resolve_command(ctx, args)
        if name is None:  # a shell asks how to go on after a command that there is not
            return name, named, rest
        command = load_command(self._name_whole(name))
        translate_help(command, ctx.obj.texts)
        return name, command, rest

    def invoke(self, ctx: Context) -> object:
        with raise_usage_errors(ctx):
            return super().invoke(ctx)


class _TranslatedCommand(TyperCommand):
    """A command whose --help is in the language of the run."""

    context_class = HelpContext


def load_command(name: str) -> Command:
    """Import the module of a command, ``show`` or ``sheet export``, and build the command.

    One that only holds others is their group. The help texts are still their keys.
    """
    if name in SUBCOMMAND_NAMES:
        return CommandGroup.of_command(name)
    function = name.replace(" ", "_")
    module = import_module(f"plantool.cli.commands.{function}")
    single = Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
    last = name.rpartition(" ")[2]
    single.command(last, cls=_TranslatedCommand, help=name_help(name))(getattr(module, function))
    return get_command(single)


def name_help(name: str) -> str:
    """Return the key of what --help says of a command."""
    return f"help.{name.replace(' ', '-')}"
