"""The syntax tree: every key and every value with its position in the text.

Nodes are built a hundred thousand at a time, so they are plain slotted classes that keep the
parser's marks. Marks count lines and columns in code points from 0.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from plantool.diagnostics import Plain as Plain  # noqa: PLC0414 - the data of trees is asked for here
from plantool.diagnostics import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.diagnostics import NodePath
    from plantool.syntax.scalars import ScalarValue


class ParserMark(Protocol):
    """A position as the parser gives it."""

    index: int
    line: int
    column: int


class Node:
    """Anything in the tree; ``start`` and ``end`` enclose its text."""

    __slots__ = ("end", "start")

    def __init__(self, start: ParserMark, end: ParserMark) -> None:
        self.start = start
        self.end = end

    @property
    def span(self) -> Span:
        """The node's lines and columns, counted from 1."""
        start, end = self.start, self.end
        return Span(start.line + 1, start.column + 1, end.line + 1, end.column + 1)

    def to_plain(self) -> Plain:
        """Return the value without positions, as JSON Schema sees it."""
        raise NotImplementedError


class Scalar(Node):
    """A single value; ``text`` is what it says, ``value`` what that means."""

    __slots__ = ("text", "value")

    def __init__(self, start: ParserMark, end: ParserMark, text: str, value: ScalarValue) -> None:
        self.start = start
        self.end = end
        self.text = text
        self.value = value

    def to_plain(self) -> Plain:
        """Return the resolved value."""
        return self.value


class Mapping(Node):
    """Keys with values, in the order written; keys are always text."""

    __slots__ = ("entries",)

    def __init__(
        self, start: ParserMark, end: ParserMark, entries: dict[str, tuple[Scalar, Node]]
    ) -> None:
        self.start = start
        self.end = end
        self.entries = entries

    def to_plain(self) -> Plain:
        """Return a dict of plain values."""
        return {key: value.to_plain() for key, (_, value) in self.entries.items()}


class Sequence(Node):
    """A list of nodes."""

    __slots__ = ("items",)

    def __init__(self, start: ParserMark, end: ParserMark, items: list[Node]) -> None:
        self.start = start
        self.end = end
        self.items = items

    def to_plain(self) -> Plain:
        """Return a list of plain values."""
        return [item.to_plain() for item in self.items]


def yield_scalars(node: Node, path: NodePath = ()) -> Iterator[tuple[NodePath, Scalar]]:
    """Yield every value that is no collection, with its path."""
    match node:
        case Scalar():
            yield path, node
        case Mapping():
            for key, (_, value) in node.entries.items():
                yield from yield_scalars(value, (*path, key))
        case Sequence():
            for position, item in enumerate(node.items):
                yield from yield_scalars(item, (*path, position))
        case _:
            pass


def find_text_end(node: Node, text: str) -> int:
    """Return the index right after the node's last character.

    The parser's own mark lies beyond it, before the next token, for all that indentation ends.
    """
    return node.start.index + len(text[node.start.index : node.end.index].rstrip(" \t\r\n"))


def is_flow_style(node: Node, text: str) -> bool:
    """Tell whether a collection is written in brackets or braces."""
    return not isinstance(node, Scalar) and text[node.start.index] in "[{"
