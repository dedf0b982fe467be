"""Complaints of Typer about a command line, in plantool's words."""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING

from typer._click.exceptions import NoArgsIsHelpError, NoSuchOption
from typer._click.exceptions import UsageError as Complaint

from plantool.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

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
    (
        "between",
        _VALUE + r"(?P<value>\S+) is not in the range (?P<least>\d+)<=x<=(?P<most>\d+)\.",
    ),
    ("range", _VALUE + r"(?P<value>\S+) is not in the range \w>=?(?P<least>\S+)\."),
    ("extra", r"Got unexpected extra argument\(s\) \((?P<value>.*)\)"),
)
"""The ends of our keys, and the sentences of Typer that they stand for: it tells no more."""


@contextmanager
def raise_usage_errors(context: Context | None = None) -> Iterator[None]:
    """Raise the complaints of Typer as UsageError, which main knows how to say."""
    try:
        yield
    except NoArgsIsHelpError:
        raise
    except Complaint as complaint:
        named = context.invoked_subcommand if context else None
        command = " ".join(filter(None, (_name_program(context), named)))
        raise _translate_complaint(complaint, command) from complaint


def _name_program(context: Context | None) -> str:
    """Return the words before the command that is complained about: ``plantool sheet``."""
    return context.command_path if context else "plantool"


def _translate_complaint(complaint: Complaint, command: str) -> UsageError:
    """Return a complaint in our words; a sentence that is not listed is quoted as it is."""
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
