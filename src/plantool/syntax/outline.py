"""The blocks of a file: collections in block style, with room for the comments around entries."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from plantool.syntax.edit import end_of, is_flow
from plantool.syntax.nodes import Mapping, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.syntax.comments import Comment
    from plantool.syntax.nodes import Node


@dataclass(slots=True)
class Block:
    """A collection in block style; ``below`` are the comments at its end.

    What is indented by ``column`` or more belongs to it.
    """

    column: int
    entries: list[Entry] = field(default_factory=list)
    below: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Entry:
    """A key with its value, or an item, from ``start`` on; ``column`` is that of its collection.

    ``block`` is the value as a block; a value left out is one without entries. ``above`` are the
    comments and blank lines before it, ``behind`` is the comment at the end of its line.
    """

    start: int
    column: int
    step: str | int
    key: Scalar | None
    value: Node
    block: Block | None = None
    above: list[str] = field(default_factory=list)
    behind: str = ""


class Place(NamedTuple):
    """An entry and the blocks that hold it, the outermost first."""

    entry: Entry
    holders: tuple[Block, ...]

    @property
    def open(self) -> tuple[Block, ...]:
        """The blocks that may go on after the entry."""
        inner = self.entry.block
        return self.holders if inner is None or inner.entries else (*self.holders, inner)


def outline(root: Mapping | Sequence, text: str, written: tuple[Comment, ...]) -> list[Place]:
    """Return the places of all entries of a collection in block style, in the order of ``text``."""
    builder = _Builder(text, written)
    builder.block(root, 0, ())
    return builder.places


def is_kept(written: str) -> bool:
    """Tell whether ``written`` is a block scalar (``|+``) that keeps its last blank lines."""
    return written[:1] in {"|", ">"} and "+" in written[1:3]


class _Builder:
    """Makes the blocks of a tree and notes the places of their entries in the order of the text."""

    def __init__(self, text: str, written: tuple[Comment, ...]) -> None:
        self.text = text
        self.comments = written
        self.starts = [comment.start for comment in written]
        self.places: list[Place] = []

    def block(self, node: Mapping | Sequence, least: int, holders: tuple[Block, ...]) -> Block:
        block = Block(max(node.start.column, least))
        for entry in self.entries(node):
            block.entries.append(entry)
            self.places.append(Place(entry, (*holders, block)))
            entry.block = self.inner(entry, (*holders, block))
        return block

    def entries(self, node: Mapping | Sequence) -> Iterator[Entry]:
        column = node.start.column
        if isinstance(node, Mapping):
            for step, (key, value) in node.entries.items():
                yield Entry(key.start.index, column, step, key, value)
            return
        at = node.start.index
        for index, item in enumerate(node.items):
            yield Entry(self.dash(at), column, index, None, item)
            at = max(item.start.index, end_of(item, self.text))

    def inner(self, entry: Entry, holders: tuple[Block, ...]) -> Block | None:
        value, least = entry.value, entry.column + 1  # so far a list is in, even if it is not
        if isinstance(value, Mapping | Sequence) and not is_flow(value, self.text):
            return self.block(value, least, holders)
        return Block(least) if value.start.index == value.end.index else None

    def dash(self, at: int) -> int:
        """Return where the next item begins: at the first dash that no comment holds."""
        found = self.text.index("-", at)
        while (near := bisect_left(self.starts, found)) and self.comments[near - 1].end > found:
            found = self.text.index("-", self.comments[near - 1].end)
        return found
