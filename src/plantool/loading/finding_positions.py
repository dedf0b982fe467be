"""From the path of a finding to its lines and columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.diagnostics import Diagnostic, Finding, NodePath, Related, Span
from plantool.syntax.paths import find_node

if TYPE_CHECKING:
    from collections.abc import Callable

    from plantool.syntax.document import Document


def locate_finding(finding: Finding, documents: Callable[[str], Document]) -> Diagnostic:
    """Give ``finding`` its lines and columns, reading trees by file name from ``documents``."""
    related = None
    if finding.related:
        file, path = finding.related
        related = Related(file=file, span=_find_node_span(documents(file), path, on_key=False))
    document = documents(finding.file)
    span = _find_node_span(document, finding.path, on_key=finding.on_key)
    if document.source is None:
        return diagnose_unlocated(finding)
    diagnostic = document.source.diagnose(finding.code, span, related=related)
    diagnostic = diagnostic._replace(arguments=finding.arguments, path=finding.path)
    if finding.repair is None:
        return diagnostic
    from plantool.editing.change_edits import build_fix  # noqa: PLC0415 - only a faulty plan needs it

    return diagnostic._replace(fix=build_fix(finding.repair, document))


def diagnose_unlocated(finding: Finding) -> Diagnostic:
    """Report ``finding`` without a line, in a file that has none or is not looked into."""
    return Diagnostic(finding.code, finding.file, arguments=finding.arguments, path=finding.path)


def _find_node_span(document: Document, path: NodePath, *, on_key: bool) -> Span:
    """Return the span of a node, or of its first line where it has several."""
    if document.root is None or document.source is None:
        return Span()
    span = find_node(document.root, path, on_key=on_key).span
    if span.end_line == span.line:
        return span
    line = document.source.lines[span.line - 1]
    return Span(span.line, span.column, span.line, len(line.rstrip()) + 1)
