"""Values in the types of the protocol."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

from plantool.diagnostics import Severity
from plantool.lsp.editor_positions import EditorLines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from plantool.diagnostics import Diagnostic, Edit
    from plantool.lsp.actions import EditorAction
    from plantool.lsp.completion import Completion
    from plantool.lsp.editor_positions import Position, TextRange
    from plantool.lsp.hover import HoverHelp
    from plantool.lsp.symbols import OutlineEntry
    from plantool.lsp.value_choices import CompletionChoice
    from plantool.lsp.workspace import FileSpan
    from plantool.messages import Catalogue

_SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.INFO: types.DiagnosticSeverity.Information,
}


def to_range(found: TextRange) -> types.Range:
    """Return a range."""
    return types.Range(types.Position(*found.start), types.Position(*found.end))


def to_text_edits(edits: Iterable[Edit], lines: EditorLines) -> list[types.TextEdit]:
    """Return edits of one text."""
    return [types.TextEdit(to_range(lines.find_range(e.start, e.end)), e.text) for e in edits]


def to_hover(found: HoverHelp, lines: EditorLines) -> types.Hover:
    """Return help in Markdown."""
    content = types.MarkupContent(types.MarkupKind.Markdown, found.text)
    return types.Hover(content, to_range(lines.find_span_range(found.span)) if found.span else None)


def to_completion(
    found: Completion, position: Position, lines: EditorLines
) -> types.CompletionList:
    """Return choices, in the order given: an editor would sort them by their labels."""
    replaced_range = types.Range(
        types.Position(*lines.find_position(position.line, found.start)), types.Position(*position)
    )
    items = [
        _to_completion_item(choice, number, replaced_range)
        for number, choice in enumerate(found.choices)
    ]
    return types.CompletionList(is_incomplete=False, items=items)


def _to_completion_item(
    choice: CompletionChoice, number: int, replaced_range: types.Range
) -> types.CompletionItem:
    kinds = types.CompletionItemKind
    return types.CompletionItem(
        label=choice.label,
        kind=kinds.Property if choice.text.rstrip().endswith(":") else kinds.Value,
        detail=choice.title or None,
        documentation=choice.description or None,
        sort_text=f"{number:03}",
        filter_text=choice.label,
        text_edit=types.TextEdit(replaced_range, choice.text),
    )


def to_symbol(found: OutlineEntry, lines: EditorLines) -> types.DocumentSymbol:
    """Return an entry of the outline."""
    return types.DocumentSymbol(
        name=found.name,
        detail=found.detail or None,
        kind=types.SymbolKind.Array if found.inner else types.SymbolKind.Field,
        range=to_range(lines.find_span_range(found.whole)),
        selection_range=to_range(lines.find_span_range(found.key)),
        children=[to_symbol(inner, lines) for inner in found.inner],
    )


class Wire:
    """Turns facts about plans into messages: paths into addresses, columns into editor units."""

    def __init__(self, to_uri: Callable[[Path], str], encoding: str) -> None:
        self.to_uri = to_uri
        self.encoding = encoding

    def build_lines(self, text: str) -> EditorLines:
        """Return the lines of a text as the editor counts them."""
        return EditorLines(text, self.encoding)

    def to_location(self, file_span: FileSpan) -> types.Location:
        """Return a location in any file of a plan."""
        return types.Location(
            self.to_uri(file_span.path),
            to_range(self.build_lines(file_span.text).find_span_range(file_span.span)),
        )

    def to_diagnostic(
        self, found: Diagnostic, texts: Catalogue, lines: EditorLines, related: FileSpan | None
    ) -> types.Diagnostic:
        """Return a finding with its remedy."""
        related_entries = None
        if related:
            location, words = self.to_location(related), texts("lsp.related")
            related_entries = [types.DiagnosticRelatedInformation(location, words)]
        return types.Diagnostic(
            range=to_range(lines.find_span_range(found.span)),
            message=f"{texts.message(found)}\n{texts.help(found)}",
            severity=_SEVERITIES[found.code.severity],
            code=found.code.code,
            source="plantool",
            related_information=related_entries,
        )

    def to_code_action(
        self,
        found: EditorAction,
        path: Path,
        lines: EditorLines,
        diagnostic: types.Diagnostic | None,
    ) -> types.CodeAction:
        """Return an action; one about no single finding mends them all."""
        kinds = types.CodeActionKind
        return types.CodeAction(
            title=found.title,
            kind=kinds.QuickFix if diagnostic else kinds.SourceFixAll,
            diagnostics=[diagnostic] if diagnostic else None,
            is_preferred=found.preferred or None,
            edit=types.WorkspaceEdit(
                changes={self.to_uri(path): to_text_edits(found.edits, lines)}
            ),
        )
