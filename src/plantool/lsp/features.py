"""The messages of the protocol that the server understands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lsprotocol import types

from plantool.lsp import answers, documents

if TYPE_CHECKING:
    from collections.abc import Callable

_KINDS = [types.CodeActionKind.QuickFix, types.CodeActionKind.SourceFixAll]

FEATURES: tuple[tuple[str, Callable[..., Any], Any], ...] = (
    (types.INITIALIZE, documents.initialize, None),
    (types.INITIALIZED, documents.initialized, None),
    (types.SHUTDOWN, documents.shutdown, None),
    (types.TEXT_DOCUMENT_DID_OPEN, documents.opened, None),
    (types.TEXT_DOCUMENT_DID_CHANGE, documents.changed, None),
    (types.TEXT_DOCUMENT_DID_SAVE, documents.saved, None),
    (types.TEXT_DOCUMENT_DID_CLOSE, documents.closed, None),
    (types.WORKSPACE_DID_CHANGE_WATCHED_FILES, documents.changed_on_disk, None),
    (types.TEXT_DOCUMENT_HOVER, answers.show_help, None),
    (
        types.TEXT_DOCUMENT_COMPLETION,
        answers.show_choices,
        types.CompletionOptions(trigger_characters=[" ", ":", "[", "{", ","]),
    ),
    (types.TEXT_DOCUMENT_DEFINITION, answers.find_definition, None),
    (types.TEXT_DOCUMENT_DOCUMENT_SYMBOL, answers.outline, None),
    (types.TEXT_DOCUMENT_FORMATTING, answers.lay_out_file, None),
    (
        types.TEXT_DOCUMENT_CODE_ACTION,
        answers.offer_actions,
        types.CodeActionOptions(_KINDS),
    ),
)
