"""Positions of a file's text where one can write: the ends of lines, of values and of entries."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from plantool.editing.blocks import keeps_blank_lines
from plantool.editing.comment_owners import find_comments_end, find_first_line, outline_file
from plantool.patterns import compile_late
from plantool.syntax.nodes import Mapping, Sequence, find_text_end, is_flow_style
from plantool.syntax.paths import list_children
from plantool.syntax.source import LINE_BREAK

if TYPE_CHECKING:
    from plantool.editing.blocks import BlockEntry
    from plantool.editing.comment_owners import FileOutline
    from plantool.syntax.document import Document
    from plantool.syntax.nodes import Node, Scalar
    from plantool.syntax.paths import Slot
    from plantool.syntax.source import SourceText

_LAST_BREAK = compile_late(r"(?:\r\n|\n|\r)\Z")
_COLON = compile_late(r"\s*:")


class TextPositions:
    """The text of a file that has a tree; offsets in it count code points from 0."""

    def __init__(self, document: Document, source: SourceText) -> None:
        self.document = document
        self.source = source
        self.text = source.text

    @cached_property
    def outline(self) -> FileOutline | None:
        """The file with its comments, None where it is no block."""
        return outline_file(self.document)

    @property
    def entries(self) -> dict[Node, BlockEntry]:
        """The entries of collections in block style, by their values."""
        return self.outline.entries if self.outline else {}

    def find_line_at(self, offset: int) -> int:
        """Return which line ``offset`` is on, counted from 0."""
        return self.source.find_span(offset, offset).line - 1

    def find_column_at(self, offset: int) -> int:
        """Return how many characters are before ``offset`` on its line."""
        return offset - self.source.line_starts[self.find_line_at(offset)]

    def find_line_end(self, offset: int) -> int:
        """Return where the line ends that ``offset`` is on, before its line break."""
        found = LINE_BREAK.search(self.text, offset)
        return found.start() if found else len(self.text)

    def find_line_break(self, offset: int) -> str:
        """Return the line break at ``offset``, at the end of the file that of its first line."""
        found = LINE_BREAK.match(self.text, offset) or LINE_BREAK.search(self.text)
        return found[0] if found else "\n"

    def is_line_start(self, offset: int) -> bool:
        """Tell whether nothing but blanks is before ``offset`` on its line."""
        return not self.text[offset - self.find_column_at(offset) : offset].strip(" ")

    def is_blank_line(self, line: int) -> bool:
        """Tell whether there is a line of this number, and nothing on it."""
        return 0 <= line < len(self.source.lines) and not self.source.lines[line].strip(" ")

    def is_block_style(self, node: Node) -> bool:
        """Tell whether a node is a collection in block style."""
        return isinstance(node, Mapping | Sequence) and not is_flow_style(node, self.text)

    def find_colon_end(self, key: Scalar) -> int:
        """Return the offset right after a key's colon, after the key if it has none (``{a}``)."""
        found = _COLON.match(self.text, key.end.index)
        return found.end() if found else key.end.index

    def find_text_end(self, node: Node) -> int:
        """Return the offset right after the last character of a node."""
        return find_text_end(node, self.text)

    def find_node_end(self, node: Node) -> int:
        """Return where a node ends: after its last character, in block style with the line."""
        if isinstance(node, Mapping | Sequence) and self.is_block_style(node):
            return self.find_line_end(self.find_node_end(list_children(node)[-1]))
        written = self.text[node.start.index : node.end.index]
        if keeps_blank_lines(written):
            return node.start.index + len(_LAST_BREAK.sub("", written))
        end = self.find_text_end(node)
        return self.find_line_end(end) if written[:1] in {"|", ">"} else end

    def find_entry_end(self, slot: Slot) -> int:
        """Return the end of the last line of an entry in block style, and of its comments there."""
        end = self.find_line_end(self.find_node_end(slot.value))
        return max(end, find_comments_end(self.entries[slot.value].block))

    def find_entry_start(self, slot: Slot) -> int:
        """Return the start of the first line of an entry in block style, or of its comments."""
        return self.source.line_starts[find_first_line(self.entries[slot.value], self.source) - 1]
