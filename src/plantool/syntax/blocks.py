"""Edits of collections in block style: whole lines, but for what stands behind a key or a dash.

New lines come as ``Composer`` writes them: set off from the entry that they belong to.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from plantool.diagnostics import Edit
from plantool.syntax.slots import Slot, children
from plantool.syntax.spelling import PAD

if TYPE_CHECKING:
    from collections.abc import Iterable

    from plantool.syntax.nodes import Mapping, Scalar, Sequence
    from plantool.syntax.sheet import Sheet


_EMPTY_LINES = re.compile(r"(?:\r?\n *(?=\r?\n|\Z))+")


def column_of(slot: Slot) -> int:
    """Return the column from which the lines of an entry's value are set off."""
    if slot.key or slot.is_empty:
        return slot.holder.start.column
    return slot.value.start.column - len(PAD)  # where its dash should be


def replace(sheet: Sheet, slot: Slot, lines: list[str]) -> list[Edit]:
    """Write ``lines`` in place of the value of an entry, which may be nothing at all.

    The comment at the end of the line stays there; those of a block go with it.
    """
    first, *others = lines
    start, stop = _gap(sheet, slot, is_line=bool(first))
    lead = " " if first and not sheet.text[start - 1].isspace() else ""
    below = _below(sheet, sheet.line_end(stop), others, column_of(slot))
    end = sheet.below(slot) if sheet.is_block(slot.value) else below.end
    below = below._replace(end=end)
    return [Edit(start, stop, lead + first), _before_blanks(sheet, below) if others else below]


def _before_blanks(sheet: Sheet, edit: Edit) -> Edit:
    """Take the blanks from the empty lines below: a block of text would read them as its own."""
    found = _EMPTY_LINES.match(sheet.text, edit.end)
    if found is None or " " not in found[0]:
        return edit
    return Edit(edit.start, found.end(), edit.text + found[0].replace(" ", ""))


def _gap(sheet: Sheet, slot: Slot, *, is_line: bool) -> tuple[int, int]:
    """Return where the new value goes, or its first line: on the line of the key or the old one."""
    start, end = slot.value.start.index, sheet.end(slot.value)
    if slot.key is None or slot.is_empty:
        return start, end
    colon = sheet.behind_key(slot.key)
    if sheet.is_block(slot.value):
        return colon, colon
    return start if is_line else colon, end


def insert(sheet: Sheet, holder: Mapping | Sequence, at: int, lines: list[str]) -> list[Edit]:
    """Insert the lines of an entry in position ``at`` of a collection."""
    if at == 0:
        return [_before(sheet, Slot(holder, 0), lines)]
    slot = Slot(holder, at - 1)
    place = sheet.below(slot)
    gap = [""] if len(lines) > 1 and _is_spaced(sheet, slot, place) else []
    return [_below(sheet, place, [*gap, *lines], holder.start.column)]


def _before(sheet: Sheet, first: Slot, lines: list[str]) -> Edit:
    """Write lines above the first entry of a mapping, or from where it begins behind a dash."""
    pad = " " * first.holder.start.column
    line_break = sheet.line_break(sheet.line_end(first.start))
    written = "".join(f"{line}{line_break}" for line in _set_off(lines, len(pad)))
    if sheet.starts_line(first.start):
        place = sheet.above(first)
        return Edit(place, place, written)
    return Edit(first.start, first.start, written.removeprefix(pad) + pad)


def _below(sheet: Sheet, place: int, lines: list[str], column: int) -> Edit:
    """Write lines below the one that ends at ``place``; they end the file as whole lines."""
    line_break = sheet.line_break(place)
    written = "".join(f"{line_break}{line}" for line in _set_off(lines, column))
    end = line_break if lines and place == len(sheet.text) else ""
    return Edit(place, place, written + end)


def _set_off(lines: Iterable[str], column: int) -> Iterable[str]:
    """Move lines to ``column``, which is -1 for an item in column 1 below its dash in column 0."""
    cut = max(-column, 0)
    return (" " * column + line[cut:] if line else "" for line in lines)


def _is_spaced(sheet: Sheet, slot: Slot, end: int) -> bool:
    """Tell whether a blank line is to part an entry, which ends at ``end``, from the next."""
    line = sheet.line(end)
    if sheet.is_blank(line):  # part of a text that keeps its last blank lines
        return False
    if slot.at + 1 < len(children(slot.holder)):
        return sheet.is_blank(line + 1)
    return slot.at > 0 and sheet.is_blank(sheet.line(sheet.above(slot)) - 1)


def item_column(sheet: Sheet, slot: Slot) -> int:
    """Return the column of the list that ``itemize`` makes of a value."""
    start = slot.value.start
    return start.column if sheet.starts_line(start.index) else column_of(slot) + len(PAD)


def itemize(sheet: Sheet, slot: Slot, key: Scalar, lines: list[str]) -> list[Edit]:
    """Make the value of a key the first item of a list, and ``lines`` the second."""
    start, last = slot.value.start.index, sheet.below(slot)
    column = item_column(sheet, slot)
    if sheet.starts_line(start):
        dash = Edit(start, start, "- ")
    else:
        line_break = sheet.line_break(sheet.line_end(start))
        dash = Edit(sheet.behind_key(key), start, f"{line_break}{' ' * column}- ")
    others = sheet.source.starts[sheet.line(start) + 1 : sheet.line(last) + 1]
    inner = [Edit(at, at, PAD) for at in others if at < sheet.line_end(at)]
    return [dash, *inner, _below(sheet, last, lines, column)]
