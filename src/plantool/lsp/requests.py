"""The server's answers to an editor's questions; ``ls`` is the server itself."""

from __future__ import annotations

import asyncio
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from lsprotocol import types

from plantool.editing.layout import lay_out_document
from plantool.editing.line_edits import yield_line_edits
from plantool.loading.key_order import build_key_order
from plantool.lsp import wire
from plantool.lsp.actions import build_fix_all, yield_quick_fixes
from plantool.lsp.completion import build_completion
from plantool.lsp.definition import find_target
from plantool.lsp.editor_positions import EditorLines, Position
from plantool.lsp.file_reports import find_related_span
from plantool.lsp.hover import build_help
from plantool.lsp.symbols import build_outline

if TYPE_CHECKING:
    from pathlib import Path

    from plantool.lsp.actions import EditorAction
    from plantool.lsp.server import PlanServer
    from plantool.lsp.workspace import View

_FIX_ALL = types.CodeActionKind.SourceFixAll


class OpenedFile(NamedTuple):
    """A file that is asked about, and its lines as the editor counts them."""

    path: Path
    view: View
    lines: EditorLines
    position: Position = Position(0, 0)

    @property
    def line_and_column(self) -> tuple[int, int]:
        """The position that is asked about, in code points from 0."""
        return self.position.line, self.lines.find_column(self.position)


class Need(Enum):
    """What an answer needs of the plan around its file."""

    CHECKED = "its findings"
    READ = "what it says"
    LAST = "what it said when it was checked last: the answer cannot wait"


async def _open_file(
    ls: PlanServer, uri: str, position: types.Position | None = None, *, need: Need = Need.READ
) -> OpenedFile | None:
    """Return a file with its plan, which is read or checked in a thread."""
    path = ls.to_path(uri)
    draft = ls.plans.build_draft(path) if path else None
    if path is None or draft is None:
        return None
    loaded = ls.plans.find_known(draft) if need is Need.LAST else None
    if loaded is None:
        find = ls.plans.check_draft if need is Need.CHECKED else ls.plans.read_draft
        loaded = await asyncio.to_thread(find, draft)
    view = ls.plans.build_view(draft, path.name, loaded)
    if view is None:
        return None
    lines = ls.build_wire().build_lines(view.text)
    asked = Position(position.line, position.character) if position else Position(0, 0)
    return OpenedFile(path, view, lines, asked)


async def show_help(ls: PlanServer, params: types.HoverParams) -> types.Hover | None:
    """Answer with help about the key or figure under the cursor."""
    opened = await _open_file(ls, params.text_document.uri, params.position)
    found = build_help(opened.view, *opened.line_and_column) if opened else None
    return wire.to_hover(found, opened.lines) if opened and found else None


async def show_choices(
    ls: PlanServer, params: types.CompletionParams
) -> types.CompletionList | None:
    """Answer with the keys and values that may be typed here."""
    opened = await _open_file(ls, params.text_document.uri, params.position, need=Need.LAST)
    found = build_completion(opened.view, *opened.line_and_column) if opened else None
    return wire.to_completion(found, opened.position, opened.lines) if opened and found else None


async def show_definition(ls: PlanServer, params: types.DefinitionParams) -> types.Location | None:
    """Answer with the location of the thing that a reference names."""
    opened = await _open_file(ls, params.text_document.uri, params.position)
    target = find_target(opened.view, *opened.line_and_column) if opened else None
    return ls.build_wire().to_location(target) if target else None


async def show_outline(
    ls: PlanServer, params: types.DocumentSymbolParams
) -> list[types.DocumentSymbol] | None:
    """Answer with the outline of a file."""
    opened = await _open_file(ls, params.text_document.uri)
    return [wire.to_symbol(s, opened.lines) for s in build_outline(opened.view)] if opened else None


async def lay_out_file(
    ls: PlanServer, params: types.DocumentFormattingParams
) -> list[types.TextEdit] | None:
    """Answer with the edits that lay the file out; with None where it has to be mended first."""
    opened = await _open_file(ls, params.text_document.uri)
    if opened is None:
        return None
    view = opened.view
    after = lay_out_document(view.document, build_key_order(view.kind))
    if after is None:
        return None
    return wire.to_text_edits(yield_line_edits(view.text, after), opened.lines)


async def offer_actions(ls: PlanServer, params: types.CodeActionParams) -> list[types.CodeAction]:
    """Answer with the actions on the findings here."""
    opened = await _open_file(ls, params.text_document.uri, need=Need.CHECKED)
    if opened is None:
        return []
    found = await asyncio.to_thread(_list_wanted_actions, opened.view, params)
    return [_build_code_action(ls, opened, action) for action in found]


def _list_wanted_actions(view: View, params: types.CodeActionParams) -> list[EditorAction]:
    """Return actions of the kinds that the editor asks for; all where it names none."""
    found: list[EditorAction] = []
    only = params.context.only
    if only is None or types.CodeActionKind.QuickFix in only:
        found += yield_quick_fixes(view, params.range.start.line, params.range.end.line)
    # kinds are a hierarchy: who asks for "source" wants "source.fixAll" as well
    if only is None or any(_FIX_ALL.value.startswith(kind) for kind in only):
        found += filter(None, [build_fix_all(view)])
    return found


def _build_code_action(
    ls: PlanServer, opened: OpenedFile, action: EditorAction
) -> types.CodeAction:
    found, view, sender = action.diagnostic, opened.view, ls.build_wire()
    if found is None:
        return sender.to_code_action(action, opened.path, opened.lines, None)
    related = find_related_span(found, view.draft, view.loaded)
    diagnostic = sender.to_diagnostic(found, view.texts, opened.lines, related)
    return sender.to_code_action(action, opened.path, opened.lines, diagnostic)
