"""The messages of the protocol that the server understands, and the way it is served."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lsprotocol import types

from plantool.lsp import notifications, requests
from plantool.lsp.server import PlanServer

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import BinaryIO

_KINDS = [types.CodeActionKind.QuickFix, types.CodeActionKind.SourceFixAll]

FEATURES: tuple[tuple[str, Callable[..., Any], Any], ...] = (
    (types.INITIALIZE, notifications.initialize, None),
    (types.INITIALIZED, notifications.watch_files, None),
    (types.SHUTDOWN, notifications.shutdown, None),
    (types.TEXT_DOCUMENT_DID_OPEN, notifications.open_document, None),
    (types.TEXT_DOCUMENT_DID_CHANGE, notifications.change_document, None),
    (types.TEXT_DOCUMENT_DID_SAVE, notifications.save_document, None),
    (types.TEXT_DOCUMENT_DID_CLOSE, notifications.close_document, None),
    (types.WORKSPACE_DID_CHANGE_WATCHED_FILES, notifications.recheck_changed_plans, None),
    (types.TEXT_DOCUMENT_HOVER, requests.show_help, None),
    (
        types.TEXT_DOCUMENT_COMPLETION,
        requests.show_choices,
        types.CompletionOptions(trigger_characters=[" ", ":", "[", "{", ","]),
    ),
    (types.TEXT_DOCUMENT_DEFINITION, requests.show_definition, None),
    (types.TEXT_DOCUMENT_DOCUMENT_SYMBOL, requests.show_outline, None),
    (types.TEXT_DOCUMENT_FORMATTING, requests.lay_out_file, None),
    (
        types.TEXT_DOCUMENT_CODE_ACTION,
        requests.offer_actions,
        types.CodeActionOptions(_KINDS),
    ),
)


def serve_editor(
    stdin: BinaryIO, stdout: BinaryIO, language: str | None, cache_dir: Path | None
) -> int:
    """Talk to an editor until it leaves; return the exit code.

    ``language`` is the one to speak; without it each plan is spoken of in its own. ``cache_dir``
    has what earlier runs found out about plans.
    """
    server = PlanServer(language, cache_dir)
    for name, function, options in FEATURES:
        server.feature(name, options)(function)
    server.start_io(stdin, stdout)
    return server.exit_code
