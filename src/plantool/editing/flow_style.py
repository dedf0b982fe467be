"""Edits of collections in brackets and braces."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.diagnostics import Edit
from plantool.patterns import compile_late
from plantool.syntax.paths import get_slot, list_children

if TYPE_CHECKING:
    from plantool.editing.text_positions import TextPositions
    from plantool.syntax.nodes import Mapping, Sequence
    from plantool.syntax.paths import Slot

_REST_OF_LINE = compile_late(r" *(,?) *(?:#[^\r\n]*)?(?=[\r\n])")


def replace_text(positions: TextPositions, slot: Slot, written: str) -> list[Edit]:
    """Write ``written`` instead of the value of an entry, which may be left out."""
    if slot.key is None or not slot.is_empty:
        return [Edit(slot.value.start.index, slot.value.end.index, written)]
    offset = positions.find_colon_end(slot.key)
    colon = "" if positions.text[offset - 1] == ":" else ":"
    return [Edit(offset, offset, f"{colon} {written}")]


def insert_text(
    positions: TextPositions, holder: Mapping | Sequence, position: int, written: str
) -> list[Edit]:
    """Insert an entry in this position: on a line of its own where the one beside it is so."""
    count = len(list_children(holder))
    if count == 0:
        inside = holder.start.index + 1
        return [Edit(inside, inside, written)]
    if position == 0:
        start = get_slot(holder, 0).start
        gap = _begin_new_line(positions, start) if positions.is_line_start(start) else " "
        return [Edit(start, start, f"{written},{gap}")]
    before = get_slot(holder, position - 1)
    end = positions.find_node_end(before.value)
    rest = _REST_OF_LINE.match(positions.text, end)
    if rest and (rest[1] or position == count) and positions.is_line_start(before.start):
        line = f"{_begin_new_line(positions, before.start)}{written}{rest[1]}"
        comma = Edit(end, end, "" if rest[1] else ",")
        return [comma, Edit(rest.end(), rest.end(), line)]
    return [Edit(end, end, f", {written}")]


def delete_text(positions: TextPositions, slot: Slot) -> list[Edit]:
    """Delete an entry, which is not the only one, with the comma that parts it from another."""
    at, count = slot.position, len(list_children(slot.holder))
    if at + 1 < count:
        return [Edit(slot.start, get_slot(slot.holder, at + 1).start, "")]
    before = positions.find_text_end(get_slot(slot.holder, at - 1).value)
    return [Edit(before, positions.find_text_end(slot.value), "")]


def enclose_value(slot: Slot, written: str) -> list[Edit]:
    """Make a list of the value of an entry, with ``written`` as its second item."""
    start, end = slot.value.start.index, slot.value.end.index
    return [Edit(start, start, "["), Edit(end, end, f", {written}]")]


def _begin_new_line(positions: TextPositions, start: int) -> str:
    """Return what begins a new line that is indented like the one that ``start`` is on."""
    return positions.find_line_break(
        positions.find_line_end(start)
    ) + " " * positions.find_column_at(start)
