"""New data as the canonical layout has it: short collections on one line, others as blocks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from plantool.editing.canonical_values import PAD, WIDEST, count_cells
from plantool.editing.flow_text import write_flow
from plantool.editing.key_positions import order_keys
from plantool.editing.scalar_text import write_scalar
from plantool.patterns import compile_late

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from plantool.diagnostics import NodePath
    from plantool.editing.flow_text import FlowValue
    from plantool.editing.key_positions import KeyOrder
    from plantool.syntax.nodes import Plain

_WESTERN = compile_late(r"[0-9]{4}")  # a year is text where it is a key
_UNSEEN_BLANKS = compile_late(r"[\t\r]| $", re.MULTILINE)  # or refused, or cut off by an editor


class Composer:
    """Writes data as lines: the first goes behind key or dash, the others are set off from these.

    Lines are as far from the margin as they are from the entry's key or dash. The first is empty
    where a block begins on the next line.
    """

    def __init__(self, order: KeyOrder) -> None:
        self.order = order

    def compose_pair(self, key: str, value: Plain, path: NodePath, column: int) -> list[str]:
        """Write the entry at ``path`` of a mapping that stands at ``column``."""
        start = f"{_write_key(key)}:"
        first, *others = self.compose_value(value, path, column, count_cells(start) + 1)
        return [f"{start} {first}" if first else start, *others]

    def compose_item(self, value: Plain, path: NodePath, column: int) -> list[str]:
        """Write the item at ``path`` of a list that stands at ``column``."""
        first, *others = self.compose_behind_dash(value, path, column)
        return [f"- {first}", *others]

    def compose_behind_dash(self, value: Plain, path: NodePath, column: int) -> list[str]:
        """Write the value of an item, whose block begins on the line of the dash."""
        lines = self.compose_value(value, path, column, len(PAD))
        return lines if lines[0] else [lines[1].removeprefix(PAD), *lines[2:]]

    def compose_value(self, value: Plain, path: NodePath, column: int, taken: int) -> list[str]:
        """Write the value of an entry at ``column`` that has ``taken`` cells before it."""
        if _is_brief_value(value):
            line = self.compose_line(value, path)
            if not isinstance(value, dict | list) or column + taken + count_cells(line) <= WIDEST:
                return [line]
        if isinstance(value, str):
            return _compose_literal(value)
        return [
            "",
            *(PAD + line if line else "" for line in self.yield_block_lines(value, path, column)),
        ]

    def yield_block_lines(self, value: Plain, path: NodePath, column: int) -> Iterator[str]:
        """Yield the lines of a collection that goes below the key of an entry at ``column``."""
        inner_column = column + len(PAD)
        if isinstance(value, dict):
            for key in order_keys(value, self.order(path)):
                yield from self.compose_pair(key, value[key], (*path, key), inner_column)
        elif isinstance(value, list):
            for at, item in enumerate(value):
                yield from self.compose_item(item, (*path, at), inner_column)

    def compose_line(self, value: Plain, path: NodePath, *, flow: bool = False) -> str:
        """Write any value on one line; ``flow`` tells that it stands in brackets or braces."""
        return write_flow(value, path, self, flow=flow)

    def write_leaf(self, value: FlowValue, *, flow: bool) -> str:
        return write_scalar(value, flow=flow)

    def write_flow_key(self, key: FlowValue) -> str:
        return _write_key(str(key), flow=True)


def _write_key(key: str, *, flow: bool = False) -> str:
    return key if _WESTERN.fullmatch(key) else write_scalar(key, flow=flow)


def _is_brief_value(value: Plain) -> bool:
    """Tell whether a value is to stand on one line if it fits: it is no tree, nor paragraphs."""
    match value:
        case dict():
            return _are_brief(value.values(), but=(dict,))
        case list():
            return _are_brief(value, but=(dict, list))
        case str():
            return not _is_literal(value)
        case _:
            return True


def _are_brief(values: Iterable[Plain], *, but: tuple[type, ...]) -> bool:
    return all(_is_brief_value(value) and not isinstance(value, but) for value in values)


def _is_literal(text: str) -> bool:
    """Tell whether a block scalar shows a text of several lines as it is."""
    ends = text.startswith((" ", "\n")) or text.endswith("\n\n")
    return "\n" in text and not ends and not _UNSEEN_BLANKS.search(text)


def _compose_literal(text: str) -> list[str]:
    style = "|" if text.endswith("\n") else "|-"
    return [style, *(PAD + line if line else "" for line in text.removesuffix("\n").split("\n"))]
