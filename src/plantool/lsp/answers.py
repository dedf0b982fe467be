"""What the server answers to an editor's questions; ``ls`` is the server itself."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, NamedTuple

from lsprotocol import types

from plantool.loading.key_order import key_order
from plantool.lsp import wire
from plantool.lsp.actions import fix_all, quick_fixes
from plantool.lsp.changes import edits
from plantool.lsp.completion import complete
from plantool.lsp.definition import definition
from plantool.lsp.hover import hover
from plantool.lsp.positions import Lines, Place
from plantool.lsp.reports import other_place
from plantool.lsp.symbols import symbols
from plantool.syntax.layout import lay_out

if TYPE_CHECKING:
    from pathlib import Path

    from plantool.lsp.actions import Action
    from plantool.lsp.server import PlanServer
    from plantool.lsp.workspace import View

_FIX_ALL = types.CodeActionKind.SourceFixAll


class Opened(NamedTuple):
    """A file that is asked about, and its lines as the editor counts them."""

    path: Path
    view: View
    lines: Lines
    place: Place = Place(0, 0)

    @property
    def at(self) -> tuple[int, int]:
        """The place that is asked about, in code points from 0."""
        return self.place.line, self.lines.column(self.place)


async def _opened(
    ls: PlanServer, uri: str, position: types.Position | None = None, *, hurry: bool = False
) -> Opened | None:
    """Return a file with its plan, checked aside; in a ``hurry`` with what was known before."""
    path = ls.path(uri)
    draft = ls.plans.draft(path) if path else None
    if path is None or draft is None:
        return None
    known = ls.plans.known(draft) if hurry else None
    loaded = known or await asyncio.to_thread(ls.plans.check, draft)
    view = ls.plans.view_of(draft, path.name, loaded)
    place = Place(position.line, position.character) if position else Place(0, 0)
    return Opened(path, view, ls.wire().lines(view.text), place) if view else None


async def show_help(ls: PlanServer, params: types.HoverParams) -> types.Hover | None:
    """Answer what is under the cursor."""
    opened = await _opened(ls, params.text_document.uri, params.position)
    found = hover(opened.view, *opened.at) if opened else None
    return wire.hover(found, opened.lines) if opened and found else None


async def show_choices(
    ls: PlanServer, params: types.CompletionParams
) -> types.CompletionList | None:
    """Answer what may be typed here."""
    opened = await _opened(ls, params.text_document.uri, params.position, hurry=True)
    found = complete(opened.view, *opened.at) if opened else None
    return wire.completion(found, opened.place, opened.lines) if opened and found else None


async def find_definition(ls: PlanServer, params: types.DefinitionParams) -> types.Location | None:
    """Answer where that is written which a reference names."""
    opened = await _opened(ls, params.text_document.uri, params.position)
    spot = definition(opened.view, *opened.at) if opened else None
    return ls.wire().location(spot) if spot else None


async def outline(
    ls: PlanServer, params: types.DocumentSymbolParams
) -> list[types.DocumentSymbol] | None:
    """Answer what a file holds."""
    opened = await _opened(ls, params.text_document.uri)
    return [wire.symbol(s, opened.lines) for s in symbols(opened.view)] if opened else None


async def lay_out_file(
    ls: PlanServer, params: types.DocumentFormattingParams
) -> list[types.TextEdit] | None:
    """Answer how the file is laid out; with nothing where it has to be mended first."""
    opened = await _opened(ls, params.text_document.uri)
    if opened is None:
        return None
    view = opened.view
    after = lay_out(view.document, key_order(view.kind))
    return None if after is None else wire.text_edits(edits(view.text, after), opened.lines)


async def offer_actions(ls: PlanServer, params: types.CodeActionParams) -> list[types.CodeAction]:
    """Answer what can be done about the findings here."""
    opened = await _opened(ls, params.text_document.uri)
    if opened is None:
        return []
    found = await asyncio.to_thread(_wanted, opened.view, params)
    return [_action(ls, opened, action) for action in found]


def _wanted(view: View, params: types.CodeActionParams) -> list[Action]:
    """Return actions of the kinds that the editor asks for; all where it names none."""
    found: list[Action] = []
    only = params.context.only
    if only is None or types.CodeActionKind.QuickFix in only:
        found += quick_fixes(view, params.range.start.line, params.range.end.line)
    if only is None or any(_FIX_ALL.value.startswith(kind) for kind in only):
        found += filter(None, [fix_all(view)])
    return found


def _action(ls: PlanServer, opened: Opened, action: Action) -> types.CodeAction:
    found, view, sender = action.diagnostic, opened.view, ls.wire()
    if found is None:
        return sender.action(action, opened.path, opened.lines, None)
    related = other_place(found, view.draft, view.loaded)
    diagnostic = sender.diagnostic(found, view.texts, opened.lines, related)
    return sender.action(action, opened.path, opened.lines, diagnostic)
