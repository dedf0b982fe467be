"""Places of a file's text where one can write: the ends of lines, of values and of entries."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from plantool.syntax.comments import comments
from plantool.syntax.edit import end_of, is_flow
from plantool.syntax.nodes import Mapping, Sequence
from plantool.syntax.outline import is_kept
from plantool.syntax.placing import BLANK, page
from plantool.syntax.slots import children

if TYPE_CHECKING:
    from plantool.syntax.nodes import Node, Scalar
    from plantool.syntax.parse import Document
    from plantool.syntax.slots import Slot
    from plantool.syntax.source import SourceText

_LINE_BREAK = re.compile(r"\r\n|\n|\r")
_LAST_BREAK = re.compile(r"(?:\r\n|\n|\r)\Z")
_COLON = re.compile(r"\s*:")


class Sheet:
    """The text of a file that has a tree; places in it count code points from 0."""

    def __init__(self, document: Document, source: SourceText) -> None:
        self.document = document
        self.source = source
        self.text = source.text
        self.comments = comments(document)

    def line(self, at: int) -> int:
        """Return which line ``at`` is on, counted from 0."""
        return self.source.span(at, at).line - 1

    def column(self, at: int) -> int:
        """Return how many characters are before ``at`` on its line."""
        return at - self.source.starts[self.line(at)]

    def line_end(self, at: int) -> int:
        """Return where the line ends that ``at`` is on, before its line break."""
        found = _LINE_BREAK.search(self.text, at)
        return found.start() if found else len(self.text)

    def line_break(self, at: int) -> str:
        """Return the line break at ``at``, at the end of the file that of its first line."""
        found = _LINE_BREAK.match(self.text, at) or _LINE_BREAK.search(self.text)
        return found[0] if found else "\n"

    def starts_line(self, at: int) -> bool:
        """Tell whether nothing but blanks is before ``at`` on its line."""
        return not self.text[at - self.column(at) : at].strip(" ")

    def is_blank(self, line: int) -> bool:
        """Tell whether there is such a line, and nothing on it."""
        return 0 <= line < len(self.source.lines) and not self.source.lines[line].strip(" ")

    def is_block(self, node: Node) -> bool:
        """Tell whether a node is a collection in block style."""
        return isinstance(node, Mapping | Sequence) and not is_flow(node, self.text)

    def behind_key(self, key: Scalar) -> int:
        """Return the place right after a key's colon, after the key if it has none (``{a}``)."""
        found = _COLON.match(self.text, key.end.index)
        return found.end() if found else key.end.index

    def end(self, node: Node) -> int:
        """Return where a node ends: after its last character, in block style with the line."""
        if isinstance(node, Mapping | Sequence) and self.is_block(node):
            return self.line_end(self.end(children(node)[-1]))
        written = self.text[node.start.index : node.end.index]
        if is_kept(written):
            return node.start.index + len(_LAST_BREAK.sub("", written))
        end = end_of(node, self.text)
        return self.line_end(end) if written[:1] in {"|", ">"} else end

    def below(self, slot: Slot) -> int:
        """Return the end of the last line of an entry in block style.

        The comments right below that are indented deeper than its key or dash are part of it.
        """
        end, column = self.line_end(self.end(slot.value)), slot.holder.start.column
        first = bisect_left(self.comments, end, key=lambda comment: comment.start)
        for comment in self.comments[first:]:
            between = self.text[end : comment.start]
            if between.strip(" \r\n") or self.column(comment.start) <= column:
                break
            end = comment.end
        return end

    def above(self, slot: Slot) -> int:
        """Return the start of the first line of an entry in block style.

        The comments right above it are part of it, unless they are the head of the file.
        """
        line = self.line(slot.start)
        least = self._head() if slot.holder is self.document.root else 0
        while line > least and self.source.lines[line - 1].lstrip(" ").startswith("#"):
            line -= 1
        return self.source.starts[line]

    def _head(self) -> int:
        """Return how many lines the comments at the top take that are about the whole file."""
        found = page(self.document)
        count = sum(line != BLANK for line in found.head) if found else 0
        return self.comments[count - 1].line if count else 0
