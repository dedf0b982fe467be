"""How values are written in the canonical layout."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from typing import TYPE_CHECKING, cast

from plantool.editing.blocks import keeps_blank_lines
from plantool.editing.flow_text import write_flow
from plantool.editing.scalar_text import can_be_unquoted, write_scalar
from plantool.patterns import compile_late
from plantool.syntax.nodes import Node, Scalar, yield_scalars
from plantool.syntax.source import LINE_BREAK

if TYPE_CHECKING:
    from collections.abc import Iterable

    from plantool.diagnostics import NodePath
    from plantool.editing.blocks import BlockEntry
    from plantool.editing.flow_text import FlowValue
    from plantool.editing.key_positions import KeyOrder
    from plantool.syntax.comments import Comment

WIDEST = 100  # cells of a collection in brackets that is joined to one line
NO_BLANK_AFTER = "\r"  # among lines: no blank line may follow, it would be part of the text above
PAD = "  "

_HEADER = compile_late(r"([|>][-+0-9]*) *(#.*)?")
_DIGIT = compile_late(r"[0-9]")
_TRAILING = compile_late(r"(?<!\\) +$")  # a blank behind a backslash is part of the text
_NOT_IN_FLOW = compile_late(r"[:?]")  # YAML allows them there, the parser does not


def count_cells(text: str) -> int:
    """Return how wide ``text`` is where a Japanese character is two cells wide."""
    return sum(_count_character_cells(character) for character in text)


def _count_character_cells(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1


class ValueLayout:
    """Writes values as lines: the first goes behind key or dash, the others are set off from these.

    Lines are as far from the margin as they are from the entry's key or dash.
    """

    def __init__(self, text: str, order: KeyOrder, written: Iterable[Comment]) -> None:
        self.text = text
        self.order = order
        self.comment_starts = [comment.start for comment in written]

    def lay_out_value(self, entry: BlockEntry, path: NodePath, taken: int) -> list[str]:
        """Write the value of an entry; ``taken`` cells of its line are taken."""
        node = entry.value
        written = self.text[node.start.index : node.end.index]
        if written[:1] in {"|", ">"}:
            return _lay_out_block_scalar(written, entry.column)
        parts = LINE_BREAK.split(written)
        if len(parts) == 1:
            return [write_flow(node, path, self)]
        if isinstance(node, Scalar):
            return [
                _strip_trailing(parts[0]),
                *(_pad_line(_strip_trailing(part).lstrip(" ")) for part in parts[1:]),
            ]
        line = "" if self.stays_apart(node) else write_flow(node, path, self)
        if line and taken + count_cells(line) <= WIDEST:
            return [line]
        return [
            _strip_trailing(parts[0]),
            *(_shift_line(_strip_trailing(part), entry.column) for part in parts[1:]),
        ]

    def write_leaf(self, value: FlowValue, *, flow: bool) -> str:
        return self.lay_out_scalar(cast("Scalar", value), flow=flow)

    def write_flow_key(self, key: FlowValue) -> str:
        return self.lay_out_key(cast("Scalar", key), flow=True)

    def lay_out_key(self, node: Scalar, *, flow: bool = False) -> str:
        return self.lay_out_scalar(node, flow=flow) or '""'

    def lay_out_scalar(self, node: Scalar, *, flow: bool = False) -> str:
        """Write a scalar on one line: without quotes where it can be."""
        written = self.text[node.start.index : node.end.index]
        has_breaks = LINE_BREAK.search(written)
        if not has_breaks and (written[:1] not in {"'", '"'} or _has_escapes(written)):
            return written
        is_unquoted = can_be_unquoted(node.text, flow=flow) and not (
            flow and _NOT_IN_FLOW.search(node.text)
        )
        return node.text if is_unquoted else write_scalar(node.text, quote='"')

    def stays_apart(self, node: Node) -> bool:
        """Tell whether a collection over several lines cannot stand on one."""
        before, here = (
            bisect_left(self.comment_starts, mark.index) for mark in (node.start, node.end)
        )
        return before != here or any("\n" in scalar.text for _, scalar in yield_scalars(node))


def _has_escapes(written: str) -> bool:
    """Tell whether a character in double quotes is written by its number or name, maybe unseen."""
    return written.startswith('"') and "\\" in written


def _lay_out_block_scalar(written: str, column: int) -> list[str]:
    """Write a block scalar that stood in a collection at ``column``."""
    header, *lines = LINE_BREAK.split(written)
    found = _HEADER.match(header)
    assert found is not None  # noqa: S101 - or the parser would not have read it
    style, comment = found[1], found[2] or ""
    if lines and lines[-1]:  # the file ends without a line break, which it is to get
        style = style.rstrip("+-") + "-"
    else:
        del lines[-1:]
    digit = _DIGIT.search(style)
    step = int(digit[0]) if digit else len(PAD)
    width = column + step if digit else _find_indentation(lines)
    text_lines = [line[width:] for line in lines]
    while text_lines and not text_lines[-1] and not keeps_blank_lines(style):
        text_lines.pop()
    first = f"{style} {comment}".rstrip(" ")
    end = [NO_BLANK_AFTER] if keeps_blank_lines(style) else []
    return [first, *(" " * step + text if text else "" for text in text_lines), *end]


def _find_indentation(lines: list[str]) -> int:
    """Return how far a block scalar is indented that does not say so."""
    text_lines = [line for line in lines if line.strip(" ")]
    return (
        len(text_lines[0]) - len(text_lines[0].lstrip(" "))
        if text_lines
        else max(map(len, lines), default=0)
    )


def _strip_trailing(line: str) -> str:
    return _TRAILING.sub("", line)


def _pad_line(line: str) -> str:
    return PAD + line if line else ""


def _shift_line(line: str, column: int) -> str:
    """Move a line along with the entry that stood at ``column``, though not beyond it."""
    text = line.lstrip(" ")
    return " " * max(len(line) - len(text) - column, 0) + text
