"""Edits of collections in brackets and braces."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from plantool.diagnostics import Edit
from plantool.syntax.slots import Slot, children

if TYPE_CHECKING:
    from plantool.syntax.nodes import Mapping, Sequence
    from plantool.syntax.sheet import Sheet

_REST_OF_LINE = re.compile(r" *(,?) *(?:#[^\r\n]*)?(?=[\r\n])")


def replace(sheet: Sheet, slot: Slot, written: str) -> list[Edit]:
    """Write ``written`` in place of the value of an entry, which may be nothing at all."""
    if slot.key is None or not slot.is_empty:
        return [Edit(slot.value.start.index, slot.value.end.index, written)]
    place = sheet.behind_key(slot.key)
    colon = "" if sheet.text[place - 1] == ":" else ":"
    return [Edit(place, place, f"{colon} {written}")]


def insert(sheet: Sheet, holder: Mapping | Sequence, at: int, written: str) -> list[Edit]:
    """Insert an entry in position ``at``: on a line of its own where the one beside it is so."""
    count = len(children(holder))
    if count == 0:
        inside = holder.start.index + 1
        return [Edit(inside, inside, written)]
    if at == 0:
        start = Slot(holder, 0).start
        gap = _new_line(sheet, start) if sheet.starts_line(start) else " "
        return [Edit(start, start, f"{written},{gap}")]
    before = Slot(holder, at - 1)
    end = sheet.end(before.value)
    rest = _REST_OF_LINE.match(sheet.text, end)
    if rest and (rest[1] or at == count) and sheet.starts_line(before.start):
        line = f"{_new_line(sheet, before.start)}{written}{rest[1]}"
        comma = Edit(end, end, "" if rest[1] else ",")
        return [comma, Edit(rest.end(), rest.end(), line)]
    return [Edit(end, end, f", {written}")]


def enclose(slot: Slot, written: str) -> list[Edit]:
    """Make a list of the value of an entry, with ``written`` as its second item."""
    start, end = slot.value.start.index, slot.value.end.index
    return [Edit(start, start, "["), Edit(end, end, f", {written}]")]


def _new_line(sheet: Sheet, start: int) -> str:
    """Return what begins a new line that is indented like the one that ``start`` is on."""
    return sheet.line_break(sheet.line_end(start)) + " " * sheet.column(start)
