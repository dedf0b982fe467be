"""Where the cursor is in a file: in its tree, or in what it would be with the typing finished."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from plantool.lsp.half_typed import MARK, candidates
from plantool.syntax.edit import is_flow
from plantool.syntax.nodes import Mapping, Node, Scalar, Sequence
from plantool.syntax.parse import parse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.diagnostics import NodePath, Span

_IN_COMMENT = re.compile(r"(?:^|\s)#")


class Pointed(NamedTuple):
    """A key or a scalar under the cursor, and where it is."""

    path: NodePath
    on_key: bool
    node: Node

    @property
    def span(self) -> Span:
        """Its place in the text."""
        return self.node.span


class Typed(NamedTuple):
    """A key or a scalar that is being typed.

    ``path`` leads to it, a key's with what there is of the key; ``root`` is the tree with a mark
    where the cursor is. ``start`` is its column (code points from 0), ``written`` what stands
    between there and the cursor. ``flow`` tells of brackets around it, ``quoted`` of quotes.
    """

    root: Node
    path: NodePath
    on_key: bool
    written: str
    start: int
    flow: bool
    quoted: bool


def pointed(root: Node | None, line: int, column: int) -> Pointed | None:
    """Return what is at a place (from 0) of a tree: a key or a value that is no collection."""
    found = (each for each in _leaves(root, ()) if _holds(each.node, (line, column)))
    return next(found, None)


def typed(text: str, line: int, column: int) -> Typed | None:
    """Return what is being typed at a place of ``text``, which need not be readable as it is."""
    lines = text.splitlines() or [""]
    if line < len(lines) and _IN_COMMENT.search(lines[line][:column]):
        return None
    for candidate in candidates(text, line, column):
        root = parse(candidate.encode("utf-8", "replace"), "").root
        if root and (found := _marked(root, candidate)):
            return found
    return None


def _marked(root: Node, text: str) -> Typed | None:
    for path, on_key, node, holder in _marks(root, (), root):
        written = text[node.start.index :].partition(MARK)[0]
        if "\n" in written:
            return None  # the mark only continues a text of several lines
        quoted = written[:1] in {"'", '"'}
        clean = tuple(step.replace(MARK, "") if isinstance(step, str) else step for step in path)
        start = node.start.column + quoted
        return Typed(
            root, clean, on_key, written[quoted:], start, is_flow(holder, text), quoted
        )
    return None


def _marks(
    node: Node, path: NodePath, holder: Node
) -> Iterator[tuple[NodePath, bool, Scalar, Node]]:
    for found in _leaves(node, path, holder):
        if MARK in found.node.text:
            yield found.path, found.on_key, found.node, found.holder


class _Leaf(NamedTuple):
    path: NodePath
    on_key: bool
    node: Scalar
    holder: Node


def _leaves(node: Node | None, path: NodePath, holder: Node | None = None) -> Iterator[_Leaf]:
    raise NotImplementedError
