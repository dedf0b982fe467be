"""plantool lsp."""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING, BinaryIO

import typer

from plantool.cli.session import Session
from plantool.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_EXTRA_PACKAGES = frozenset({"pygls", "lsprotocol", "cattrs", "attrs"})


def lsp(context: typer.Context) -> None:
    """Serve an editor: the Language Server Protocol on standard input and output."""
    from plantool.loading.user_folders import find_cache_dir

    serve = _load_server()
    session: Session = context.obj
    if sys.stdin is None or sys.stdout is None:  # closed: there is no editor
        raise typer.Exit(1)
    gc.enable()  # unlike other runs, a server lives all day
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as output:
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # nothing else may speak in between
        cache_dir = find_cache_dir() if session.uses_cache else None
        code = serve(sys.stdin.buffer, output, session.chosen_language, cache_dir)
    raise typer.Exit(code)


def _load_server() -> Callable[[BinaryIO, BinaryIO, str | None, Path | None], int]:
    """Return the server; raises UsageError where a package that it needs is not installed."""
    try:
        from plantool.lsp.features import serve_editor
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in _EXTRA_PACKAGES:
            raise
        raise UsageError("error.no-lsp") from error
    return serve_editor
