"""The page of --help, its sentences and its frame in the language of the run.

Typer wants the help text of an option when the module of a command is imported, before the
language is known. There the key of the text stands instead, ``help="help.year"``, and the text
takes its place when a run begins.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from typer._click.core import Context
from typer._click.formatting import HelpFormatter
from typer.core import TyperArgument, TyperOption

from plantool.patterns import compile_late

if TYPE_CHECKING:
    from collections.abc import Sequence

    from typer._click.core import Command

    from plantool.messages import Catalogue

_NO_WRAP = "\b"
"""The line before lines that Typer is not to break."""

_NOTE = compile_late(r"(\[|; )(default|required)\b")


def translate_help(command: Command, texts: Catalogue) -> None:
    """Put the help texts of a command and its parameters where their keys stand: once."""
    if command.help:
        command.help = texts(command.help)
    for parameter in command.params:
        if isinstance(parameter, (TyperArgument, TyperOption)) and parameter.help:
            parameter.help = texts(parameter.help)


class HelpContext(Context):
    """The state of a run as Typer keeps it; ``obj`` is the Session."""

    def make_formatter(self) -> HelpFormatter:
        return _HelpPage(
            self.obj.texts, width=self.terminal_width, max_width=self.max_content_width
        )


class _HelpPage(HelpFormatter):
    """Writes --help; Typer hands over the texts of plantool and its own English labels."""

    def __init__(self, texts: Catalogue, *, width: int | None, max_width: int | None) -> None:
        super().__init__(width=width, max_width=max_width)
        self._texts = texts

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, prefix or self._texts("page.usage"))

    def write_heading(self, heading: str) -> None:
        super().write_heading(self._translate_label(heading))

    def write_dl(
        self, rows: Sequence[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        name_width = min(max(len(name) for name, _ in rows), col_max) + col_spacing
        width = self.width - name_width - 2
        lines = [
            (name, self._wrap_japanese(self._translate_notes(text), width)) for name, text in rows
        ]
        super().write_dl(lines, col_max, col_spacing)

    def write_text(self, text: str) -> None:
        super().write_text(self._wrap_japanese(text, self.width - self.current_indent))

    def _wrap_japanese(self, text: str, width: int) -> str:
        """Break a text where Japanese may, which has no blanks; Typer then leaves it as it is."""
        if self._texts.language != "ja":
            return text
        from plantool.render.table_layout import wrap_text

        return "\n".join((_NO_WRAP, *wrap_text(text, width)))

    def _translate_label(self, label: str) -> str:
        return self._texts.texts.get(f"help: {label}", label)

    def _translate_notes(self, text: str) -> str:
        """Translate the notes that Typer adds to the text of an option: ``[default: table]``."""
        return _NOTE.sub(
            lambda found: found[1] + self._translate_label(found[2]), self._translate_label(text)
        )
