"""Which comments a file gives to its entries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.editing.comment_owners import find_first_line, outline_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.diagnostics import NodePath
    from plantool.editing.blocks import Block, BlockEntry
    from plantool.syntax.document import Document


def own_comments(document: Document) -> dict[str, NodePath]:
    """Return the comments right above entries, or between key and value, with their paths."""
    outline, source = outline_file(document), document.source
    if outline is None or source is None:
        return {}
    own: dict[str, NodePath] = {}
    for path, entry in entries_of(outline.root):
        key_line = source.find_span(entry.start, entry.start).line
        above = source.lines[find_first_line(entry, source) - 1 : key_line - 1]
        own |= {line.strip(): path for line in above}
        own |= {comment.text.strip(): path for comment in entry.inside}
    return own


def entries_of(block: Block, path: NodePath = ()) -> Iterator[tuple[NodePath, BlockEntry]]:
    for entry in block.entries:
        yield (*path, entry.step), entry
        yield from entries_of(entry.block, (*path, entry.step))
