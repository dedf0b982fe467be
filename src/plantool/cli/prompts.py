"""Asks a person on a terminal, and again where an answer means nothing."""

from __future__ import annotations

import signal
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

import typer

from plantool.cli import typed_text
from plantool.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from plantool.messages import Catalogue

T = TypeVar("T")


def is_answered() -> bool:
    """Tell whether there is somebody to ask."""
    return sys.stdin.isatty() and sys.stderr.isatty()


@contextmanager
def _allow_abort() -> Iterator[None]:
    """Let Ctrl-C be an answer, which takes back the whole entry, and not end at once."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def ask_line(question: str, default: str | None = None, *, shows_default: bool = True) -> str:
    """Ask for a line of text; raises typer.Abort on Ctrl-C and at the end of input."""
    with _allow_abort():
        text: str = typer.prompt(question, default=default, show_default=shows_default, err=True)
    return text.strip()


def read_lines(end: int) -> list[str]:
    """Read lines as they are, up to so many empty ones in a row; raises typer.Abort on Ctrl-C.

    Where nothing was written, one empty line is enough; so is the end of input.
    """
    lines: list[str] = []
    blank = 0
    with _allow_abort():
        try:
            while blank < (end if lines else 1):
                line = input()
                blank = 0 if line.strip() else blank + 1
                lines += [line] if line.strip() or lines else []
        except EOFError:
            pass
        except KeyboardInterrupt:
            raise typer.Abort from None
    return lines


class Prompts:
    """Asks in the words of ``texts``."""

    def __init__(self, texts: Catalogue) -> None:
        self.texts = texts

    def ask_yes_no(self, key: str, *, default: bool = True) -> bool:
        """Ask a question that is answered by yes or no, in any language."""
        usual = self.texts("ask.yes" if default else "ask.no")
        while True:
            line = ask_line(f"{self.texts(key)}{self.texts('ask.yes-no')}", usual)
            answer = typed_text.parse_yes_no(line)
            if answer is not None:
                return answer
            typer.echo(self.texts("ask.yes-or-no"), err=True)

    def ask_until_valid(
        self,
        key: str,
        given: str | None,
        parse_answer: Callable[[str], T],
        *,
        usual: str | None = None,
        **words: object,
    ) -> T:
        """Return the meaning of the first answer that has one; ``given`` is the first answer."""
        while True:
            question = self.texts(key, **words)
            text = ask_line(question, usual, shows_default=bool(usual)) if given is None else given
            try:
                return parse_answer(str(text).strip())
            except UsageError as error:
                if given is not None:
                    raise
                self.echo_error(error)

    def echo_error(self, error: UsageError) -> None:
        """Say what is wrong with an answer."""
        hint = (
            self.texts("error.did-you-mean", nearest=nearest)
            if (nearest := error.arguments.get("nearest"))
            else ""
        )
        self.echo_message(error.key, **{**error.arguments, "hint": hint})

    def echo_message(self, key: str, **words: object) -> None:
        """Write a message to the person who is asked."""
        typer.echo(self.texts(key, **words), err=True)
