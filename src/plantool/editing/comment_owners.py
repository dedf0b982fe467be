"""Which entry or block of a file each comment and blank line belongs to.

A comment behind a value, or within it, belongs to that entry. One on a line of its own belongs to
the entry above, or to the innermost of those that hold it, whose key or dash it is indented deeper
than; to none below a block of text. Else it goes with the entry that follows, whose own it is where
no blank line is between. The head of the file is about the whole file.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from plantool.editing.blocks import keeps_blank_lines, list_held_entries
from plantool.syntax.comments import Comment, list_comments
from plantool.syntax.nodes import Mapping, Sequence, find_text_end, is_flow_style

if TYPE_CHECKING:
    from plantool.editing.blocks import Block, BlockEntry, HeldEntry
    from plantool.syntax.document import Document
    from plantool.syntax.nodes import Node
    from plantool.syntax.source import SourceText

BLANK_LINE = "\n"  # stands for a blank line among lines; no line looks like it
_BLANK = Comment(-1, -1, 0, BLANK_LINE, own_line=False)  # stands for one among comments
_EDITOR_LINE = "yaml-language-server:"
_PROGRAM_ORDER = "# plantool:"  # to the program, about the entry that follows


class FileOutline(NamedTuple):
    """A whole file: the comments that stay at its top, and the entries by their values."""

    head: list[Comment]
    root: Block
    comments: tuple[Comment, ...]
    entries: dict[Node, BlockEntry]


def outline_file(document: Document) -> FileOutline | None:
    """Return the blocks of a file with all comments in them, None where it is no block."""
    source, root = document.source, document.root
    if (
        source is None
        or not isinstance(root, Mapping | Sequence)
        or is_flow_style(root, source.text)
    ):
        return None
    written = list_comments(document)
    held_entries = list_held_entries(root, source.text, written)
    _CommentOwners(source, held_entries).assign_comments(written)
    first = held_entries[0]
    head, first.entry.above = _split_head(first.entry.above)
    entries = {held.entry.value: held.entry for held in held_entries}
    return FileOutline(head, first.holders[0], written, entries)


def find_first_line(entry: BlockEntry, source: SourceText) -> int:
    """Return on which line, counted from 1, an entry begins with the comments of its own."""
    line = source.find_span(entry.start, entry.start).line
    for comment in reversed(entry.above):
        if comment.own_line and comment.line == line - 1:
            line -= 1
    return line


def would_join_head(head: list[Comment], lines: list[Comment]) -> bool:
    """Tell whether ``lines`` above an entry, right below ``head``, would lose what is its own."""
    own = lines[_find_blanks_end(lines) :]
    return _split_head([*head, *lines])[1] != own


def find_comments_end(block: Block) -> int:
    """Return where the comments at the end of a block end, 0 where there are none."""
    while block.entries and not block.below:
        block = block.entries[-1].block
    return block.below[-1].end if block.below else 0


class _CommentOwners:
    """Gives comments and blank lines to the entries and blocks that they belong to."""

    def __init__(self, source: SourceText, held_entries: list[HeldEntry]) -> None:
        self.source = source
        self.held_entries = held_entries
        self.entry_starts = [held.entry.start for held in held_entries]
        self.kept_lines = {
            line for held in held_entries for line in _find_kept_lines(held.entry, source.text)
        }
        self.gap = -1  # the entry before the last comment
        self.depth_limit = 0  # how deep the next comment there can go: none overtakes another

    def assign_comments(self, written: tuple[Comment, ...]) -> None:
        for comment in written:
            self.assign_comment(comment)
        for held in self.held_entries:
            held.entry.above += self.list_blank_above(held.entry.start)

    def assign_comment(self, comment: Comment) -> None:
        position = bisect_left(self.entry_starts, comment.start) - 1
        if position < 0 or not self.assign_to_entry(comment, self.held_entries[position].entry):
            self.assign_between(comment, position)

    def assign_to_entry(self, comment: Comment, entry: BlockEntry) -> bool:
        """Keep a comment with the entry that it is within, or on a line with."""
        if entry.block.entries:
            if comment.own_line:
                return False
            if entry.key and not entry.behind:
                entry.behind = comment.text.rstrip(" ")
                return True
        elif comment.start >= entry.value.start.index:
            return self.assign_to_value(comment, entry)
        entry.inside += [*self.list_blank_above(comment.start), comment]
        return True

    def assign_to_value(self, comment: Comment, entry: BlockEntry) -> bool:
        """Keep a comment with the entry whose value it is within, or on a line with."""
        end = find_text_end(entry.value, self.source.text)
        if comment.start < end:  # the value is written with it
            return True
        if comment.own_line or comment.line != self.source.find_span(end, end).line:
            return False
        entry.behind = comment.text.rstrip(" ")
        return True

    def assign_between(self, comment: Comment, position: int) -> None:
        """Give a comment to the entry that follows, or to the block that ends before that.

        How far it is indented tells which of the blocks that may go on it belongs to.
        """
        lines = [*self.list_blank_above(comment.start), comment]
        after = self.held_entries[position + 1] if position + 1 < len(self.held_entries) else None
        depth = self.find_depth(comment, position)
        if after and depth < len(after.holders):
            after.entry.above += lines
        else:
            self.held_entries[position].open_blocks[depth].below += lines

    def find_depth(self, comment: Comment, position: int) -> int:
        # of the blocks that may go on here, the deepest that stands left of the comment; comments
        # of one gap go outwards only, or one would overtake another when they are laid out
        opened = self.held_entries[position].open_blocks if position >= 0 else ()
        if position != self.gap:
            self.gap, self.depth_limit = position, len(opened)
        # behind a mark of the document it is not indented
        column = self.source.find_span(comment.start, comment.end).column * comment.own_line
        reached = [block.column < column for block in opened[: self.depth_limit]]
        depth = max(sum(reached) - 1, 0)
        self.depth_limit = depth + 1
        return depth

    def list_blank_above(self, offset: int) -> list[Comment]:
        """Return a blank line where one is before the text that begins its line at ``offset``."""
        span, lines = self.source.find_span(offset, offset), self.source.lines
        above = span.line - 2
        if above < 0 or above in self.kept_lines or lines[above].strip(" "):
            return []
        return [] if lines[above + 1][: span.column - 1].strip(" ") else [_BLANK]


def _find_kept_lines(entry: BlockEntry, text: str) -> range:
    """Return the lines of a block scalar whose blank lines at the end are part of what it says."""
    value = entry.value
    keeps = not entry.block.entries and keeps_blank_lines(text[value.start.index : value.end.index])
    return range(value.start.line, value.end.line) if keeps else range(0)


def _split_head(lines: list[Comment]) -> tuple[list[Comment], list[Comment]]:
    """Part the lines before the first key into the file's head and the lines about that key.

    About the key is what stands right above it, below a blank line or the editor's line. Without
    either it is about the file, but for an order to the program.
    """
    texts = [line.text for line in lines]
    last_blank = _find_blanks_end(lines)
    editor = max((n for n, text in enumerate(texts, 1) if _EDITOR_LINE in text), default=0)
    order = next((n for n, text in enumerate(texts) if text.startswith(_PROGRAM_ORDER)), len(texts))
    cut = max(last_blank, editor) or order
    return lines[:cut], lines[cut:]


def _find_blanks_end(lines: list[Comment]) -> int:
    """Return how many of the lines there are up to the last blank one."""
    return max((n for n, line in enumerate(lines, 1) if line is _BLANK), default=0)
