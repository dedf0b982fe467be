"""The blocks of a file: collections in block style, with room for the comments around entries."""

from __future__ import annotations

import sys
from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from plantool.syntax.nodes import Mapping, Scalar, Sequence, find_text_end, is_flow_style

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.syntax.comments import Comment
    from plantool.syntax.nodes import Node


class Block:
    """What is set off below a key or dash: a collection in block style, or comments alone.

    What is indented by ``column`` or more belongs to it; ``below`` are the comments at its end.
    """

    __slots__ = ("below", "column", "entries")

    def __init__(self, column: int) -> None:
        self.column = column
        self.entries: list[BlockEntry] = []
        self.below: list[Comment] = []


class BlockEntry:
    """A key with its value, or an item, from ``start`` on; ``column`` is that of its collection.

    ``block`` has no entries where the value is no collection in block style. ``above`` are the
    comments and blank lines before it, ``inside`` those between its key or dash and its value;
    ``behind`` is the comment at the end of its line.
    """

    __slots__ = ("above", "behind", "block", "column", "inside", "key", "start", "step", "value")

    def __init__(  # noqa: PLR0913, PLR0917 - what is known before its comments are
        self,
        start: int,
        column: int,
        step: str | int,
        key: Scalar | None,
        value: Node,
        block: Block,
    ) -> None:
        self.start = start
        self.column = column
        self.step = step
        self.key = key
        self.value = value
        self.block = block
        self.above: list[Comment] = []
        self.inside: list[Comment] = []
        self.behind = ""


class HeldEntry(NamedTuple):
    """An entry and the blocks that hold it, the outermost first."""

    entry: BlockEntry
    holders: tuple[Block, ...]

    @property
    def open_blocks(self) -> tuple[Block, ...]:
        """The blocks that may go on after the entry."""
        inner = self.entry.block
        return self.holders if inner.entries else (*self.holders, inner)


def list_held_entries(
    root: Mapping | Sequence, text: str, comments: tuple[Comment, ...]
) -> list[HeldEntry]:
    """Return all entries of a collection in block style, in the order of ``text``."""
    builder = _BlockBuilder(text, comments)
    builder.fill_block(Block(0), root, ())
    return builder.held_entries


def keeps_blank_lines(written: str) -> bool:
    """Tell whether ``written`` is a block scalar (``|+``) that keeps its last blank lines."""
    return written[:1] in {"|", ">"} and "+" in written[1:3]


class _BlockBuilder:
    """Makes the blocks of a tree and lists their entries in the order of the text."""

    def __init__(self, text: str, comments: tuple[Comment, ...]) -> None:
        self.text = text
        self.comments = comments
        self.comment_starts = [comment.start for comment in comments]
        self.held_entries: list[HeldEntry] = []

    def fill_block(self, block: Block, node: Mapping | Sequence, outer: tuple[Block, ...]) -> None:
        holders = (*outer, block)
        for entry in self.yield_entries(node):
            block.entries.append(entry)
            self.held_entries.append(HeldEntry(entry, holders))
            value = entry.value
            if isinstance(value, Mapping | Sequence) and not is_flow_style(value, self.text):
                self.fill_block(entry.block, value, holders)

    def yield_entries(self, node: Mapping | Sequence) -> Iterator[BlockEntry]:
        column = node.start.column
        if isinstance(node, Mapping):
            for step, (key, value) in node.entries.items():
                block = self.build_inner_block(value, column)
                yield BlockEntry(key.start.index, column, step, key, value, block)
            return
        offset = node.start.index
        for index, item in enumerate(node.items):
            block = self.build_inner_block(item, column)
            yield BlockEntry(self.find_dash(offset), column, index, None, item, block)
            offset = max(item.start.index, find_text_end(item, self.text))

    def build_inner_block(self, value: Node, column: int) -> Block:
        """Return the block of an entry at ``column``; a comment below a text would be text."""
        is_text = self.text.startswith(("|", ">"), value.start.index, value.end.index)
        return Block(sys.maxsize if is_text else column + 1)

    def find_dash(self, offset: int) -> int:
        """Return where the next item begins: at the first dash that no comment holds."""
        dash = self.text.index("-", offset)
        while near := bisect_left(self.comment_starts, dash):
            comment = self.comments[near - 1]
            if comment.end <= dash:
                break
            dash = self.text.index("-", comment.end)
        return dash
