"""The canonical layout of a file: same data, same comments, one way to write it."""

from __future__ import annotations

from itertools import dropwhile, takewhile
from typing import TYPE_CHECKING

from plantool.editing.canonical_values import NO_BLANK_AFTER, PAD, ValueLayout
from plantool.editing.comment_owners import BLANK_LINE, outline_file, would_join_head
from plantool.editing.key_positions import order_keys
from plantool.editing.plain_data import is_same_data
from plantool.syntax.comments import list_comment_texts
from plantool.syntax.parse import parse_document

if TYPE_CHECKING:
    from collections.abc import Iterable

    from plantool.diagnostics import NodePath
    from plantool.editing.blocks import Block, BlockEntry
    from plantool.editing.comment_owners import FileOutline
    from plantool.editing.key_positions import KeyOrder
    from plantool.syntax.comments import Comment
    from plantool.syntax.document import Document


def lay_out_document(document: Document, order: KeyOrder) -> str | None:
    """Return the canonical text of a file, None where that is not certain.

    It is certain where the file has no syntax fault and the text, read again, has the same data and
    the same comments, and is itself laid out.
    """
    text = _lay_out_once(document, order)
    if text is None or document.source is None:
        return None
    again = parse_document(text.encode(), document.source.file)
    is_certain = _keeps_content(document, again) and _lay_out_once(again, order) == text
    return text if is_certain else None


def _lay_out_once(document: Document, order: KeyOrder) -> str | None:
    outline = None if document.diagnostics else outline_file(document)
    if outline is None or document.source is None:
        return None
    text = document.source.text
    block_layout = _BlockLayout(ValueLayout(text, order, outline.comments), order)
    return _join_laid_out_lines(
        block_layout.lay_out_file(outline),
        "\r\n" if text.count("\r\n") * 2 > text.count("\n") else "\n",
    )


def _keeps_content(before: Document, after: Document) -> bool:
    if before.root is None or after.root is None or after.diagnostics:
        return False
    is_same = is_same_data(before.root.to_plain(), after.root.to_plain(), exactly=True)
    texts, texts_after = list_comment_texts(before), list_comment_texts(after)
    return is_same and sorted(texts) == sorted(texts_after)


def _join_laid_out_lines(lines: Iterable[str], line_break: str) -> str:
    """Join lines: one blank line at most between two, none at the start and at the end."""
    joined: list[str] = []
    kept = False
    for line in lines:
        if line not in {BLANK_LINE, NO_BLANK_AFTER}:
            joined.append(line)
        elif line == BLANK_LINE and joined and joined[-1] and not kept:
            joined.append("")
        kept = line == NO_BLANK_AFTER or (kept and line == BLANK_LINE)
    while joined and not joined[-1] and not kept:
        joined.pop()
    return line_break.join([*joined, ""])


class _BlockLayout:
    """Writes blocks as lines, each as far from the margin as from its block's."""

    def __init__(self, value_layout: ValueLayout, order: KeyOrder) -> None:
        self.value_layout = value_layout
        self.order = order

    def lay_out_file(self, outline: FileOutline) -> list[str]:
        """Write the head of a file and its entries, apart if comments of these would join it."""
        entries = self.sort_entries(outline.root, ())
        above = [*dropwhile(lambda line: line.text == BLANK_LINE, _collect_above(entries[0]))]
        gap = [BLANK_LINE] if would_join_head(outline.head, above) else []
        lines = self.lay_out_entries(entries, outline.root.below, (), 0)
        return [*_list_lines(outline.head), *gap, *lines]

    def lay_out_block(self, block: Block, path: NodePath, column: int) -> list[str]:
        """Write a block that is to stand at ``column``."""
        if not (block.entries or block.below):  # of most entries, which hold one value
            return []
        return self.lay_out_entries(self.sort_entries(block, path), block.below, path, column)

    def lay_out_entries(
        self, entries: Iterable[BlockEntry], below: Iterable[Comment], path: NodePath, column: int
    ) -> list[str]:
        lines: list[str] = []
        for entry in entries:
            lines += _list_lines(_collect_above(entry))
            lines += self.lay_out_entry(entry, (*path, entry.step), column)
        lines += _list_lines(below)
        return list(dropwhile(lambda line: line == BLANK_LINE, lines))

    def sort_entries(self, block: Block, path: NodePath) -> list[BlockEntry]:
        entries = {entry.step: entry for entry in block.entries}
        keys = [key for key in entries if isinstance(key, str)]
        return [entries[key] for key in order_keys(keys, self.order(path))] or block.entries

    def lay_out_entry(self, entry: BlockEntry, path: NodePath, column: int) -> list[str]:
        start = "-" if entry.key is None else f"{self.value_layout.lay_out_key(entry.key)}:"
        inner = self.lay_out_block(entry.block, path, column + len(PAD))
        if entry.key is None and entry.block.entries:
            return _set_dash(inner, _list_lines(_collect_above(entry)))
        taken = column + len(start) + 1
        first, *others = (
            [""] if entry.block.entries else self.value_layout.lay_out_value(entry, path, taken)
        )
        lines = [f"{start} {first}" if first else start, *others]
        return [*_append_comment(lines, entry.behind), *_indent_lines(inner)]


def _collect_above(entry: BlockEntry) -> list[Comment]:
    """Return what goes above an entry, whose value goes to the line of its key, or of its dash."""
    return [*entry.above, *entry.inside]


def _list_lines(comments: Iterable[Comment]) -> list[str]:
    return [comment.text.rstrip(" ") for comment in comments]


def _set_dash(lines: list[str], lines_above: list[str]) -> list[str]:
    """Set a dash before a block; the comments above its first line go above the dash.

    They do not set apart from it what stands right above it.
    """
    own = list(takewhile(lambda line: line == BLANK_LINE or line.startswith("#"), lines))
    first, *others = lines[len(own) :]
    if lines_above and lines_above[-1] != BLANK_LINE:
        own = [line for line in own if line != BLANK_LINE]
    return [*own, f"- {first}", *_indent_lines(others)]


def _indent_lines(lines: Iterable[str]) -> list[str]:
    return [PAD + line if line not in {"", BLANK_LINE, NO_BLANK_AFTER} else line for line in lines]


def _append_comment(lines: list[str], comment: str) -> list[str]:
    return [*lines[:-1], f"{lines[-1]} {comment}"] if comment else lines
