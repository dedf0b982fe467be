"""plantool comment."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from plantool.cli.commenting import ServiceName
from plantool.cli.session import Session
from plantool.errors import UsageError

_MARKER = "<!-- plantool diff -->"
_PATIENCE = 90.0  # room for the minute that GitHub asks for where too much was asked


def comment(
    context: typer.Context,
    file: Annotated[Path | None, typer.Argument(help="help.comment-file", metavar="[FILE]")] = None,
    marker: Annotated[str, typer.Option(help="help.comment-marker", metavar="TEXT")] = _MARKER,
    service: Annotated[ServiceName | None, typer.Option(help="help.comment-service")] = None,
    pull_request: Annotated[
        int | None, typer.Option(help="help.comment-number", metavar="NUMBER", min=1)
    ] = None,
    timeout: Annotated[
        float,
        typer.Option(help="help.comment-timeout", metavar="SECONDS", min=0.1, max=3600),
    ] = _PATIENCE,
    failed: Annotated[bool, typer.Option("--failed", help="help.comment-failed")] = False,
) -> None:
    """Write a Markdown text as the comment of the pull or merge request, or bring it up to date."""
    from plantool.cli.commenting.publishing import publish_comment
    from plantool.cli.commenting.runner import find_service

    session: Session = context.obj
    if not marker.strip() or "\n" in marker:
        raise UsageError("error.comment-marker")
    if failed and file is not None:
        raise UsageError("error.comment-failed")
    target = find_service(os.environ, chosen=service, number=pull_request, timeout=timeout)
    text = "" if failed else _read_comment_text(file)
    otherwise = "comment.failed" if failed else "comment.empty"
    outcome = publish_comment(target, text, marker.strip(), session.texts, otherwise=otherwise)
    session.write_message(outcome.value, reference=target.reference)


def _read_comment_text(file: Path | None) -> str:
    """Read the text; raises UsageError."""
    try:
        if file is not None and str(file) != "-":
            return file.read_text(encoding="utf-8-sig")
        if sys.stdin.isatty():
            raise UsageError("error.comment-input")
        return sys.stdin.buffer.read().decode("utf-8-sig")
    except OSError as error:
        raise UsageError("error.comment-unreadable", file=file, reason=error) from error
    except UnicodeDecodeError:
        raise UsageError("error.comment-encoding", file=file or "-") from None
