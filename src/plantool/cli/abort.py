"""Ends a command that asks, where a person breaks off instead of giving an answer."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.cli.session import Session


@contextmanager
def end_when_aborted(session: Session) -> Iterator[None]:
    """Say that nothing was written on Ctrl-C or Ctrl-D, and end with exit code 130."""
    try:
        yield
    except (typer.Abort, KeyboardInterrupt):
        sys.stderr.write("\n")
        session.write_message("record.nothing")
        raise typer.Exit(130) from None
