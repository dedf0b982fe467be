"""Edits of collections in block style: whole lines, but for what stands behind a key or a dash.

New lines come as ``Composer`` writes them: set off from the entry that they belong to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.diagnostics import Edit
from plantool.editing.canonical_values import PAD
from plantool.editing.comment_owners import would_join_head
from plantool.patterns import compile_late
from plantool.syntax.paths import get_slot, list_children

if TYPE_CHECKING:
    from collections.abc import Iterable

    from plantool.editing.text_positions import TextPositions
    from plantool.syntax.nodes import Mapping, Scalar, Sequence
    from plantool.syntax.paths import Slot


_BLOCK_TEXT = compile_late(r"(?:^|[:-] )\|-?$")  # the first line of one
_EMPTY_LINES = compile_late(r"(?:\r?\n *(?=\r?\n|\Z))+")


def find_entry_column(slot: Slot) -> int:
    """Return the column from which the lines of an entry's value are set off."""
    if slot.key or slot.is_empty:
        return slot.holder.start.column
    return slot.value.start.column - len(PAD)  # where its dash should be


def replace_lines(positions: TextPositions, slot: Slot, lines: list[str]) -> list[Edit]:
    """Write ``lines`` instead of the value of an entry, which may be left out.

    The comment at the end of the line stays there; those of a block go with it.
    """
    # two edits: one on the line of the key or dash, whose comment stays, one for the lines below
    first, *others = lines
    start, stop = _find_value_gap(positions, slot, is_line=bool(first))
    lead = " " if first and not positions.text[start - 1].isspace() else ""
    below = _write_below(positions, positions.find_line_end(stop), others, find_entry_column(slot))
    end = positions.find_entry_end(slot) if positions.is_block_style(slot.value) else below.end
    below = below._replace(end=end)
    return [
        Edit(start, stop, lead + first),
        _strip_blanks_below(positions, below, lines),
    ]


def _strip_blanks_below(positions: TextPositions, edit: Edit, lines: list[str]) -> Edit:
    """Take the blanks from the empty lines below: a block of text would read them as its own."""
    found = _EMPTY_LINES.match(positions.text, edit.end)
    if found is None or " " not in found[0] or not any(map(_BLOCK_TEXT.search, lines)):
        return edit
    return Edit(edit.start, found.end(), edit.text + found[0].replace(" ", ""))


def _find_value_gap(positions: TextPositions, slot: Slot, *, is_line: bool) -> tuple[int, int]:
    """Return where the new value goes, or its first line: on the line of the key or the old one."""
    start, end = slot.value.start.index, positions.find_node_end(slot.value)
    if slot.key is None or slot.is_empty:
        return start, end
    colon = positions.find_colon_end(slot.key)
    if positions.is_block_style(slot.value):
        return colon, colon
    return start if is_line else colon, end


def insert_lines(
    positions: TextPositions, holder: Mapping | Sequence, position: int, lines: list[str]
) -> list[Edit]:
    """Insert the lines of an entry in this position of a collection."""
    if position == 0:
        return [_write_above(positions, get_slot(holder, 0), lines)]
    slot = get_slot(holder, position - 1)
    offset = positions.find_entry_end(slot)
    gap = [""] if len(lines) > 1 and _is_spaced_entry(positions, slot, offset) else []
    below = _write_below(positions, offset, [*gap, *lines], holder.start.column)
    return [_strip_blanks_below(positions, below, lines)]


def delete_lines(positions: TextPositions, slot: Slot) -> list[Edit]:
    """Delete the lines of an entry that is not the only one, but for the comments above it.

    Those may tell more than the entry did, and who deletes a value does not see them: they stay. A
    blank line sets them apart, or they would become comments of the next entry; so it does with the
    head of the file, or it would take in the comments of the entry that becomes the first.
    """
    own_start, start = positions.find_entry_start(slot), positions.entries[slot.value].start
    if not positions.is_line_start(start):  # it shares its line with a dash
        following = get_slot(slot.holder, slot.position + 1).value
        return [Edit(start, positions.entries[following].start, "")]
    start, end = start - positions.find_column_at(start), positions.find_entry_end(slot)
    stop = min(end + len(positions.find_line_break(end)), len(positions.text))
    is_next_apart = own_start == start and not _leaves_comment_to_head(positions, slot)
    is_apart = is_next_apart or positions.is_blank_line(positions.find_line_at(end) + 1)
    return [Edit(start, stop if is_apart else end, "")]


def _leaves_comment_to_head(positions: TextPositions, slot: Slot) -> bool:
    """Tell whether a comment of the next entry would be the file's, were this entry not there."""
    outline = positions.outline
    if outline is None or outline.root.entries[0] is not positions.entries[slot.value]:
        return False
    return would_join_head(outline.head, outline.root.entries[1].above)


def _write_above(positions: TextPositions, first: Slot, lines: list[str]) -> Edit:
    """Write lines above the first entry of a mapping, or from where it begins behind a dash."""
    pad = " " * first.holder.start.column
    line_break = positions.find_line_break(positions.find_line_end(first.start))
    written = "".join(f"{line}{line_break}" for line in _set_off_lines(lines, len(pad)))
    if positions.is_line_start(first.start):
        offset = positions.find_entry_start(first)
        return Edit(offset, offset, written)
    return Edit(first.start, first.start, written.removeprefix(pad) + pad)


def _write_below(positions: TextPositions, offset: int, lines: list[str], column: int) -> Edit:
    """Write lines below the one that ends at ``offset``; they end the file as whole lines."""
    line_break = positions.find_line_break(offset)
    written = "".join(f"{line_break}{line}" for line in _set_off_lines(lines, column))
    end = line_break if lines and offset == len(positions.text) else ""
    return Edit(offset, offset, written + end)


def _set_off_lines(lines: Iterable[str], column: int) -> Iterable[str]:
    """Move lines to ``column``, which is -1 for an item in column 1 below its dash in column 0."""
    cut = max(-column, 0)
    return (" " * column + line[cut:] if line else "" for line in lines)


def _is_spaced_entry(positions: TextPositions, slot: Slot, end: int) -> bool:
    """Tell whether a blank line is to part an entry, which ends at ``end``, from the next."""
    line = positions.find_line_at(end)
    if positions.is_blank_line(line):  # part of a text that keeps its last blank lines
        return False
    if slot.position + 1 < len(list_children(slot.holder)):
        return positions.is_blank_line(line + 1)
    return slot.position > 0 and positions.is_blank_line(
        positions.find_line_at(positions.find_entry_start(slot)) - 1
    )


def find_item_column(positions: TextPositions, slot: Slot) -> int:
    """Return the column of the list that ``itemize_lines`` makes of a value."""
    start = slot.value.start
    return (
        start.column if positions.is_line_start(start.index) else find_entry_column(slot) + len(PAD)
    )


def itemize_lines(
    positions: TextPositions, slot: Slot, key: Scalar, lines: list[str]
) -> list[Edit]:
    """Make the value of a key the first item of a list, and ``lines`` the second."""
    start, last = slot.value.start.index, positions.find_entry_end(slot)
    column = find_item_column(positions, slot)
    if positions.is_line_start(start):
        dash = Edit(start, start, "- ")
    else:
        line_break = positions.find_line_break(positions.find_line_end(start))
        dash = Edit(positions.find_colon_end(key), start, f"{line_break}{' ' * column}- ")
    line_starts = positions.source.line_starts[
        positions.find_line_at(start) + 1 : positions.find_line_at(last) + 1
    ]
    inner = [Edit(at, at, PAD) for at in line_starts if at < positions.find_line_end(at)]
    below = _write_below(positions, last, lines, column)
    return [dash, *inner, _strip_blanks_below(positions, below, lines)]
