"""From the cursor to the key or value under it, also in a file that is half typed.

Such a file has no tree. The tree of a text that could come of it is searched instead.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plantool.patterns import compile_late
from plantool.syntax.half_typed import MARK, yield_candidates
from plantool.syntax.nodes import Mapping, Node, Scalar, Sequence, is_flow_style
from plantool.syntax.parse import parse_document
from plantool.syntax.source import SourceText

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.diagnostics import NodePath

_IN_COMMENT = compile_late(r"(?:^|\s)#")


class Leaf(NamedTuple):
    """A key, or a value that is no collection, with the collection that it stands in."""

    path: NodePath
    on_key: bool
    node: Scalar
    holder: Node


class Typed(NamedTuple):
    """A key or a value that is being typed.

    ``path`` leads to it, a key's with as much of the key as there is; ``root`` is the tree, with
    MARK where the cursor is. ``start`` is its column (code points from 0), ``written`` the text
    from there to the cursor. ``flow`` tells of brackets around it, ``quoted`` of quotes.
    """

    root: Node
    path: NodePath
    on_key: bool
    written: str
    start: int
    flow: bool
    quoted: bool


def find_leaf(root: Node | None, line: int, column: int) -> Leaf | None:
    """Return the leaf at a position (from 0) of a tree; None between leaves."""
    found = (leaf for leaf in _yield_leaves(root) if _has_position(leaf.node, (line, column)))
    return next(found, None)


def find_typed(text: str, line: int, column: int) -> Typed | None:
    """Return the leaf that is being typed in ``text``, which need not be readable as it is.

    None in comments.
    """
    lines = SourceText("", text).lines
    if line >= len(lines) or _IN_COMMENT.search(lines[line][:column]):
        return None
    for candidate in yield_candidates(lines, line, column):
        root = parse_document(candidate.encode("utf-8", "replace"), "").root
        if root and (found := _find_marked(root, candidate)):
            return found
    return None


def _find_marked(root: Node, text: str) -> Typed | None:
    """Return the leaf that holds the mark; None where it only continues a text of several lines."""
    leaf = next((leaf for leaf in _yield_leaves(root) if MARK in leaf.node.text), None)
    if leaf is None:
        return None
    written = text[leaf.node.start.index :].partition(MARK)[0]
    if "\n" in written:
        return None
    quoted = written[:1] in {"'", '"'}
    path = (step.replace(MARK, "") if isinstance(step, str) else step for step in leaf.path)
    return Typed(
        root=root,
        path=tuple(path),
        on_key=leaf.on_key,
        written=written[quoted:],
        start=leaf.node.start.column + quoted,
        flow=is_flow_style(leaf.holder, text),
        quoted=quoted,
    )


def _yield_leaves(node: Node | None, path: NodePath = ()) -> Iterator[Leaf]:
    """Yield all keys and scalars, in the order of the text."""
    match node:
        case Mapping():
            for step, (key, value) in node.entries.items():
                yield Leaf((*path, step), on_key=True, node=key, holder=node)
                yield from _yield_inner_leaves(value, (*path, step), node)
        case Sequence():
            for at, item in enumerate(node.items):
                yield from _yield_inner_leaves(item, (*path, at), node)
        case _:
            pass


def _yield_inner_leaves(node: Node, path: NodePath, holder: Node) -> Iterator[Leaf]:
    if isinstance(node, Scalar):
        yield Leaf(path, on_key=False, node=node, holder=holder)
    else:
        yield from _yield_leaves(node, path)


def _has_position(node: Scalar, position: tuple[int, int]) -> bool:
    """Tell whether a position is in a node or right behind it, where a cursor may be."""
    first, last = (node.start.line, node.start.column), (node.end.line, node.end.column)
    is_empty = node.start.index == node.end.index
    return not is_empty and first <= position <= last
