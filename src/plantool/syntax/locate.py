"""From the path of a finding to its lines and columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.diagnostics import Diagnostic, Finding, NodePath, Related, Span
from plantool.model.fiscal_year import spelling_of
from plantool.syntax.nodes import Mapping, Node, Sequence

if TYPE_CHECKING:
    from collections.abc import Callable

    from plantool.diagnostics import Fix, Repair
    from plantool.syntax.parse import Document


def diagnose(finding: Finding, documents: Callable[[str], Document]) -> Diagnostic:
    """Give ``finding`` its place, reading trees by file name from ``documents``."""
    related = None
    if finding.also:
        file, path = finding.also
        related = Related(file=file, span=_span(documents(file), path, on_key=False))
    document = documents(finding.file)
    span = _span(document, finding.path, on_key=finding.on_key)
    if document.source is None:
        return unplaced(finding)
    found = document.source.diagnose(finding.code, span, related=related)
    found = found._replace(arguments=finding.arguments, path=finding.path)
    return found._replace(fix=_fix(finding.repair, document)) if finding.repair else found


def unplaced(finding: Finding) -> Diagnostic:
    """Report ``finding`` without a line, in a file that has none or that nobody looks into."""
    return Diagnostic(finding.code, finding.file, arguments=finding.arguments, path=finding.path)


def _fix(repair: Repair, document: Document) -> Fix | None:
    from plantool.syntax.edit import fix  # noqa: PLC0415 - only a faulty plan needs it

    return fix(repair, document)


def _span(document: Document, path: NodePath, *, on_key: bool) -> Span:
    """Return the place of a node, or of its first line where it has several."""
    if document.root is None or document.source is None:
        return Span()
    span = locate(document.root, path, on_key=on_key).span
    if span.end_line == span.line:
        return span
    line = document.source.lines[span.line - 1]
    return Span(span.line, span.column, span.line, len(line.rstrip()) + 1)


def locate(root: Node, path: NodePath, *, on_key: bool = False) -> Node:
    """Return the node at ``path``, or its key; where it is missing, what should have held it."""
    key = node = root
    for step in path:
        found = _child(node, step)
        if found is None:
            return key
        key, node = found
    return key if on_key else node


def _child(node: Node, step: str | int) -> tuple[Node, Node] | None:
    if isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
        return node.items[step], node.items[step]
    if isinstance(node, Mapping):
        key = str(step)  # a finding may say H31 where the file has 令和元年度
        return node.entries.get(key) or node.entries.get(spelling_of(key, node.entries) or key)
    return None
