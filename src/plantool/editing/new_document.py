"""A new file: its data in the canonical layout, with comments for whoever goes on with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plantool.editing.canonical_values import PAD
from plantool.editing.compose import Composer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from plantool.diagnostics import NodePath, Plain
    from plantool.editing.key_positions import KeyOrder


class Comments(NamedTuple):
    """Comments by the path of the entry or item that they stand ``above``, or ``beside``.

    Each is the text without #; one above may have several lines, and follows an empty line where
    it stands at the margin. ``head`` is that of the whole file.
    """

    head: str = ""
    above: Mapping[NodePath, str] = {}
    beside: Mapping[NodePath, str] = {}


def compose_document(
    data: dict[str, Plain], order: KeyOrder, comments: Comments | None = None
) -> str:
    """Return the text of a file with ``data``; keys that ``order`` knows go in its order."""
    comments = comments or Comments()
    composer = _CommentingComposer(order, comments)
    head = _comment_out(comments.head) if comments.head else []
    return "\n".join((*head, *composer.yield_block_lines(data, (), -len(PAD)), ""))


class _CommentingComposer(Composer):
    """Writes comments with the entries that have one."""

    def __init__(self, order: KeyOrder, comments: Comments) -> None:
        super().__init__(order)
        self.comments = comments
        self.commented_inside = {
            path[:end]
            for path in (*comments.above, *comments.beside)
            for end in range(1, len(path))
        }

    def compose_pair(self, key: str, value: Plain, path: NodePath, column: int) -> list[str]:
        return self._add_comments(super().compose_pair(key, value, path, column), path)

    def compose_item(self, value: Plain, path: NodePath, column: int) -> list[str]:
        return self._add_comments(super().compose_item(value, path, column), path)

    def compose_value(self, value: Plain, path: NodePath, column: int, taken: int) -> list[str]:
        if path in self.commented_inside:  # which only lines of their own have room for
            block = self.yield_block_lines(value, path, column)
            return ["", *(PAD + line if line else "" for line in block)]
        return super().compose_value(value, path, column, taken)

    def _add_comments(self, lines: list[str], path: NodePath) -> list[str]:
        first, *others = lines
        if beside := self.comments.beside.get(path):
            first = f"{first} # {beside}"
        above = _comment_out(self.comments.above.get(path, ""))
        gap = [""] if above and len(path) == 1 else []
        return [*gap, *above, first, *others]


def _comment_out(text: str) -> list[str]:
    return [f"# {line}".rstrip() for line in text.splitlines()]
