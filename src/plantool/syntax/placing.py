"""Comments and blank lines: to which entry or block of a file each of them belongs."""

from __future__ import annotations

from bisect import bisect_left
from itertools import dropwhile
from typing import TYPE_CHECKING, NamedTuple

from plantool.syntax.comments import comments
from plantool.syntax.edit import end_of, is_flow
from plantool.syntax.nodes import Mapping, Sequence
from plantool.syntax.outline import is_kept, outline

if TYPE_CHECKING:
    from plantool.syntax.comments import Comment
    from plantool.syntax.outline import Block, Entry, Place
    from plantool.syntax.parse import Document
    from plantool.syntax.source import SourceText

BLANK = "\n"  # stands for a blank line among lines; no line looks like it
_HEAD = "yaml-language-server:"
_ORDER = "# plantool:"  # to the program, about the entry that follows


class Page(NamedTuple):
    """A whole file; ``head`` are the lines that stay at its top whatever follows."""

    head: list[str]
    root: Block
    comments: tuple[Comment, ...]


def page(document: Document) -> Page | None:
    """Return the blocks of a file with all comments in them, None where it is no block."""
    source, root = document.source, document.root
    if source is None or not isinstance(root, Mapping | Sequence) or is_flow(root, source.text):
        return None
    written = comments(document)
    places = outline(root, source.text, written)
    _Placing(source, places).place(written)
    first = places[0]
    head, first.entry.above = _split_head(first.entry.above)
    return Page(head, first.holders[0], written)


class _Placing:
    """Gives comments and blank lines to the entries and blocks that they belong to."""

    def __init__(self, source: SourceText, places: list[Place]) -> None:
        self.source = source
        self.places = places
        self.starts = [place.entry.start for place in places]
        self.kept = {line for place in places for line in _kept_lines(place.entry, source.text)}
        self.gap = -1  # the entry before the last comment
        self.limit = 0  # how deep the next comment there can go: none overtakes another

    def place(self, written: tuple[Comment, ...]) -> None:
        for comment in written:
            self.comment(comment)
        for place in self.places:
            place.entry.above += self.blank_above(place.entry.start)

    def comment(self, comment: Comment) -> None:
        at = bisect_left(self.starts, comment.start) - 1
        if at < 0 or not self.on_entry(comment, self.places[at].entry):
            self.between(comment, at)

    def on_entry(self, comment: Comment, entry: Entry) -> bool:
        """Keep a comment with the entry that it is within, or on a line with."""
        line = comment.text.rstrip(" ")
        if entry.block and entry.block.entries:
            if comment.own_line:
                return False
            if entry.key and not entry.behind:
                entry.behind = line
                return True
        elif comment.start >= entry.value.start.index:
            return self.on_value(comment, entry)
        # the value goes to the line of its key, or of its dash
        entry.above += [*self.blank_above(comment.start), line]
        return True

    def on_value(self, comment: Comment, entry: Entry) -> bool:
        """Keep a comment with the entry whose value it is within, or on a line with."""
        end = end_of(entry.value, self.source.text)
        if comment.start < end:  # the value is written with it
            return True
        if comment.own_line or comment.line != self.source.span(end, end).line:
            return False
        entry.behind = comment.text.rstrip(" ")
        return True

    def between(self, comment: Comment, at: int) -> None:
        """Give a comment to the entry that follows, or to the block that ends before that.

        How far it is indented tells which of the blocks that may go on it belongs to.
        """
        lines = [*self.blank_above(comment.start), comment.text.rstrip(" ")]
        after = self.places[at + 1] if at + 1 < len(self.places) else None
        depth = self.depth(comment, at)
        if after and depth < len(after.holders):
            after.entry.above += lines
        else:
            self.places[at].open[depth].below += lines

    def depth(self, comment: Comment, at: int) -> int:
        opened = self.places[at].open if at >= 0 else ()
        if at != self.gap:
            self.gap, self.limit = at, len(opened)
        place = self.source.span(comment.start, comment.end)
        reach = [block.column < place.column for block in opened[: self.limit]]
        depth = max(sum(reach) - 1, 0)
        self.limit = depth + 1
        return depth

    def blank_above(self, at: int) -> list[str]:
        """Return a blank line where one is before what begins its line at ``at``."""
        place, lines = self.source.span(at, at), self.source.lines
        above = place.line - 2
        if above < 0 or above in self.kept or lines[above].strip(" "):
            return []
        return [] if lines[above + 1][: place.column - 1].strip(" ") else [BLANK]


def _kept_lines(entry: Entry, text: str) -> range:
    """Return the lines of a block scalar whose blank lines at the end are part of what it says."""
    value = entry.value
    keeps = entry.block is None and is_kept(text[value.start.index : value.end.index])
    return range(value.start.line, value.end.line) if keeps else range(0)


def _split_head(lines: list[str]) -> tuple[list[str], list[str]]:
    """Part what stands before the first key into the file's head and what is about that key.

    About the key is what stands right above it, below a blank line or the editor's line. Without
    either it is about the file, but for an order to the program.
    """
    lines = list(dropwhile(lambda line: line == BLANK, lines))
    last_blank = max((n for n, line in enumerate(lines, 1) if line == BLANK), default=0)
    editor = max((n for n, line in enumerate(lines, 1) if _HEAD in line), default=0)
    order = next((n for n, line in enumerate(lines) if line.startswith(_ORDER)), len(lines))
    cut = max(last_blank, editor) or order
    return lines[:cut], lines[cut:]
