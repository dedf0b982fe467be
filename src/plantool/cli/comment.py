"""plantool comment."""

from __future__ import annotations

import os
import sys
from enum import Enum
from pathlib import Path
from typing import Annotated

import typer

from plantool.cli.session import Session, help_texts
from plantool.errors import UsageError

_help = help_texts()

_MARKER = "<!-- plantool diff -->"
_PATIENCE = 30.0


class ServiceName(Enum):
    """The services that comments can be written to."""

    GITHUB = "github"
    GITLAB = "gitlab"


def comment(
    context: typer.Context,
    file: Annotated[
        Path | None, typer.Argument(help=_help("help.comment-file"), metavar="[FILE]")
    ] = None,
    marker: Annotated[
        str, typer.Option(help=_help("help.comment-marker"), metavar="TEXT")
    ] = _MARKER,
    service: Annotated[ServiceName | None, typer.Option(help=_help("help.comment-service"))] = None,
    pull_request: Annotated[
        int | None, typer.Option(help=_help("help.comment-number"), metavar="NUMBER", min=1)
    ] = None,
    timeout: Annotated[
        float, typer.Option(help=_help("help.comment-timeout"), metavar="SECONDS", min=0.1)
    ] = _PATIENCE,
) -> None:
    """Write a Markdown text as the comment of the pull or merge request, or bring it up to date."""
    from plantool.cli.commenting.publishing import publish
    from plantool.cli.commenting.target import service_of

    session: Session = context.obj
    if not marker.strip() or "\n" in marker:
        raise UsageError("error.comment-marker")
    target = service_of(os.environ, chosen=service, number=pull_request, timeout=timeout)
    outcome = publish(target, _text(file), marker.strip(), session.texts)
    session.tell(outcome.value, place=target.place)


def _text(file: Path | None) -> str:
    """Read the text; raises UsageError."""
    try:
        if file is not None and str(file) != "-":
            return file.read_text(encoding="utf-8-sig")
        if sys.stdin.isatty():
            raise UsageError("error.comment-input")
        return sys.stdin.buffer.read().decode("utf-8-sig")
    except OSError as error:
        reason = error.strerror or error
        raise UsageError("error.comment-unreadable", file=file, reason=reason) from error
    except UnicodeDecodeError:
        raise UsageError("error.comment-encoding", file=file or "-") from None
