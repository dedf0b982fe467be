"""From the path of a finding to its lines and columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.diagnostics import Diagnostic, Finding, NodePath, Related, Span
from plantool.model.fiscal_year import find_spelling
from plantool.syntax.nodes import Mapping, Node, Sequence

if TYPE_CHECKING:
    from collections.abc import Callable

    from plantool.diagnostics import Fix, Repair
    from plantool.syntax.parse import Document


def locate_finding(finding: Finding, documents: Callable[[str], Document]) -> Diagnostic:
    """Give ``finding`` its place, reading trees by file name from ``documents``."""
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
    return (
        diagnostic._replace(fix=_build_fix(finding.repair, document))
        if finding.repair
        else diagnostic
    )


def diagnose_unlocated(finding: Finding) -> Diagnostic:
    """Report ``finding`` without a line, in a file that has none or that nobody looks into."""
    return Diagnostic(finding.code, finding.file, arguments=finding.arguments, path=finding.path)


def _build_fix(repair: Repair, document: Document) -> Fix | None:
    from plantool.syntax.edit import build_fix  # noqa: PLC0415 - only a faulty plan needs it

    return build_fix(repair, document)


def _find_node_span(document: Document, path: NodePath, *, on_key: bool) -> Span:
    """Return the place of a node, or of its first line where it has several."""
    if document.root is None or document.source is None:
        return Span()
    span = find_node(document.root, path, on_key=on_key).span
    if span.end_line == span.line:
        return span
    line = document.source.lines[span.line - 1]
    return Span(span.line, span.column, span.line, len(line.rstrip()) + 1)


def find_node(root: Node, path: NodePath, *, on_key: bool = False) -> Node:
    """Return the node at ``path``, or its key; where it is missing, what should have held it."""
    key = node = root
    for step in path:
        entry = _find_child_entry(node, step)
        if entry is None:
            return key
        key, node = entry
    return key if on_key else node


def _find_child_entry(node: Node, step: str | int) -> tuple[Node, Node] | None:
    if isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
        return node.items[step], node.items[step]
    if isinstance(node, Mapping):
        key = str(step)  # a finding may say H31 where the file has 令和元年度
        return node.entries.get(key) or node.entries.get(find_spelling(key, node.entries) or key)
    return None
