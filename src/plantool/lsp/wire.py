"""Values in the types of the protocol."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

from plantool.diagnostics import Severity
from plantool.lsp.positions import Lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from plantool.diagnostics import Diagnostic, Edit
    from plantool.lsp.actions import Action
    from plantool.lsp.completion import Completion
    from plantool.lsp.hover import Help
    from plantool.lsp.positions import Place, Range
    from plantool.lsp.symbols import Symbol
    from plantool.lsp.values import Choice
    from plantool.lsp.workspace import Spot
    from plantool.messages import Catalogue

_SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.INFO: types.DiagnosticSeverity.Information,
}


def range_of(found: Range) -> types.Range:
    """Return a range."""
    return types.Range(types.Position(*found.start), types.Position(*found.end))


def text_edits(edits: Iterable[Edit], lines: Lines) -> list[types.TextEdit]:
    """Return edits of one text."""
    return [types.TextEdit(range_of(lines.range(e.start, e.end)), e.text) for e in edits]


def hover(found: Help, lines: Lines) -> types.Hover:
    """Return help in Markdown."""
    content = types.MarkupContent(types.MarkupKind.Markdown, found.text)
    return types.Hover(content, range_of(lines.range_of(found.span)) if found.span else None)


def completion(found: Completion, place: Place, lines: Lines) -> types.CompletionList:
    """Return what to choose from, in the order given, whatever an editor thinks of it."""
    where = types.Range(
        types.Position(*lines.place(place.line, found.start)), types.Position(*place)
    )
    items = [_item(choice, number, where) for number, choice in enumerate(found.choices)]
    return types.CompletionList(is_incomplete=False, items=items)


def _item(choice: Choice, number: int, where: types.Range) -> types.CompletionItem:
    kinds = types.CompletionItemKind
    return types.CompletionItem(
        label=choice.label,
        kind=kinds.Property if choice.text.rstrip().endswith(":") else kinds.Value,
        detail=choice.title or None,
        documentation=choice.words or None,
        sort_text=f"{number:03}",
        filter_text=choice.label,
        text_edit=types.TextEdit(where, choice.text),
    )


def symbol(found: Symbol, lines: Lines) -> types.DocumentSymbol:
    """Return an entry of the outline."""
    return types.DocumentSymbol(
        name=found.name,
        detail=found.detail or None,
        kind=types.SymbolKind.Array if found.inner else types.SymbolKind.Field,
        range=range_of(lines.range_of(found.whole)),
        selection_range=range_of(lines.range_of(found.key)),
        children=[symbol(inner, lines) for inner in found.inner],
    )


class Wire:
    """Turns what is known about plans into messages: addresses of files, units of columns."""

    def __init__(self, uri: Callable[[Path], str], encoding: str) -> None:
        self.uri = uri
        self.encoding = encoding

    def lines(self, text: str) -> Lines:
        """Return the lines of a text as the editor counts them."""
        return Lines(text, self.encoding)

    def location(self, spot: Spot) -> types.Location:
        """Return a place in some file."""
        return types.Location(
            self.uri(spot.path), range_of(self.lines(spot.text).range_of(spot.span))
        )

    def diagnostic(
        self, found: Diagnostic, texts: Catalogue, lines: Lines, related: Spot | None
    ) -> types.Diagnostic:
        """Return a finding with its remedy."""
        also = types.DiagnosticRelatedInformation
        there = [also(self.location(related), texts("lsp.related"))] if related else None
        return types.Diagnostic(
            range=range_of(lines.range_of(found.span)),
            message=f"{texts.message(found)}\n{texts.help(found)}",
            severity=_SEVERITIES[found.code.severity],
            code=found.code.code,
            source="plantool",
            related_information=there,
        )

    def action(
        self, found: Action, path: Path, lines: Lines, diagnostic: types.Diagnostic | None
    ) -> types.CodeAction:
        """Return an action; one about no single finding mends them all."""
        kinds = types.CodeActionKind
        return types.CodeAction(
            title=found.title,
            kind=kinds.QuickFix if diagnostic else kinds.SourceFixAll,
            diagnostics=[diagnostic] if diagnostic else None,
            is_preferred=found.preferred or None,
            edit=types.WorkspaceEdit(changes={self.uri(path): text_edits(found.edits, lines)}),
        )
