"""What Typer says of a command line, in plantool's words: complaints, and the frame of --help."""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING

from typer._click.exceptions import NoArgsIsHelpError, NoSuchOption
from typer._click.exceptions import UsageError as Complaint
from typer._click.formatting import HelpFormatter
from typer.core import TyperGroup

from plantool.cli.session import load_help_texts
from plantool.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from typer._click.core import Context

_VALUE = r"Invalid value for '?(?P<option>[^']+)'?: "
_QUOTED = r"""['"](?P<value>.*)['"]"""
_COMPLAINTS = (
    ("option", r"No such option: (?P<value>.*)"),
    ("command", r"No such command " + _QUOTED + r"\.(?: Did you mean '(?P<nearest>[\w-]+)'.*)?"),
    ("no-command", r"Missing command\."),
    ("missing", r"Missing (?:argument|option) '(?P<option>[^']+)'\..*"),
    ("no-value", r"Option '(?P<option>.+)' requires .*"),
    ("flag", r"Option '(?P<option>.+)' does not take a value\."),
    ("choice", _VALUE + _QUOTED + r" is not one of (?P<known>.*)\."),
    ("number", _VALUE + _QUOTED + r" is not a valid (?:int|float).*"),
    ("range", _VALUE + r"(?P<value>\S+) is not in the range \w>=?(?P<least>\S+)\."),
    ("extra", r"Got unexpected extra argument\(s\) \((?P<value>.*)\)"),
)
"""The ends of our keys, and the sentences that we have other words for."""


class Commands(TyperGroup):
    """The application's commands; what is wrong with a command line becomes a UsageError."""

    def make_context(
        self, info_name: str | None, args: list[str], parent: Context | None = None, **extra: object
    ) -> Context:
        with _catch_complaints():
            return super().make_context(info_name, args, parent, **extra)

    def invoke(self, ctx: Context) -> object:
        with _catch_complaints(ctx):
            return super().invoke(ctx)


@contextmanager
def _catch_complaints(context: Context | None = None) -> Iterator[None]:
    try:
        yield
    except NoArgsIsHelpError:
        raise
    except Complaint as complaint:
        named = context.invoked_subcommand if context else None
        command = " ".join(filter(None, ("plantool", named)))
        raise _translate_complaint(complaint, command) from complaint


def _translate_complaint(complaint: Complaint, command: str) -> UsageError:
    """Return a complaint of Typer as ours; one that we do not know keeps its words."""
    words: dict[str, object] = {"command": command}
    if isinstance(complaint, NoSuchOption):
        words["nearest"] = next(iter(complaint.possibilities or ()), None)
        problem = complaint.message
    else:
        problem = complaint.format_message()
    for key, sentence in _COMPLAINTS:
        if found := re.fullmatch(sentence, problem, re.DOTALL):
            groups = found.groupdict()
            if "known" in groups:
                groups["known"] = groups["known"].replace("'", "")
            return UsageError(f"error.usage-{key}", **{**groups, **words})
    return UsageError("error.usage-other", problem=problem, **words)


_NO_WRAP = "\b"
"""What stands before lines that Typer is not to break."""


class _HelpPage(HelpFormatter):
    """A page of --help whose frame is in the language of its sentences."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, prefix or load_help_texts()("page.usage"))

    def write_heading(self, heading: str) -> None:
        super().write_heading(_translate_label(heading))

    def write_dl(
        self, rows: Sequence[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        name_width = min(max(len(name) for name, _ in rows), col_max) + col_spacing
        translated = ((name, _translate_notes(said)) for name, said in rows)
        lines = [
            (name, self._wrap_japanese(said, self.width - name_width - 2))
            for name, said in translated
        ]
        super().write_dl(lines, col_max, col_spacing)

    def write_text(self, text: str) -> None:
        super().write_text(self._wrap_japanese(text, self.width - self.current_indent))

    def _wrap_japanese(self, text: str, width: int) -> str:
        """Break a text where Japanese may, which has no blanks; Typer then leaves it as it is."""
        if load_help_texts().language != "ja":
            return text
        from plantool.render.table_layout import wrap_text

        return "\n".join((_NO_WRAP, *wrap_text(text, width)))


def _translate_label(words: str) -> str:
    return load_help_texts().texts.get(f"help: {words}", words)


def _translate_notes(said: str) -> str:
    """Return what is said of an option, with the notes in its brackets in our language."""
    said = _translate_label(said)
    note = r"(\[|; )(default|required)\b"
    return re.sub(note, lambda found: found[1] + _translate_label(found[2]), said)


Commands.context_class.formatter_class = _HelpPage  # of all commands: they share the class
