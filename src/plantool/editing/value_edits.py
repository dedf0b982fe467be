"""Edits that write data into a file as its collection is written: on lines or in braces."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.diagnostics import MISSING, Edit, Written
from plantool.editing import block_style, flow_style
from plantool.editing.canonical_values import WIDEST, count_cells
from plantool.editing.compose import Composer
from plantool.editing.flow_text import write_flow_pair
from plantool.editing.key_positions import find_key_position
from plantool.editing.plain_data import ImpossibleEdit
from plantool.editing.refusal_reason import RefusalReason
from plantool.editing.scalar_text import can_be_unquoted, write_scalar
from plantool.patterns import compile_late
from plantool.syntax.nodes import Scalar, is_flow_style
from plantool.syntax.paths import follow_path, list_children

if TYPE_CHECKING:
    from plantool.diagnostics import Change, NodePath
    from plantool.editing.key_positions import KeyOrder
    from plantool.editing.text_positions import TextPositions
    from plantool.syntax.nodes import Mapping, Node, Plain, Sequence
    from plantool.syntax.paths import Slot


_COMMENT = compile_late(r"(?:^|\s)#")


def widen_deletion(root: Node | None, change: Change) -> Change:
    """Return a change that deletes an only entry as one of the key that holds it, and so on up.

    What is left empty says nothing, and mostly may not be there; whether the key may be missing is
    for the schema to tell. An item of a list stays, as others are found by their indexes.
    """
    path = change.path
    while root and change.new is MISSING and len(path) > 1 and isinstance(path[-2], str):
        slot, missing = follow_path(root, path)
        if slot is None or missing or len(list_children(slot.holder)) > 1:
            break
        path = path[:-1]
    return change._replace(path=path)


class ValueEditor:
    """Writes into one file; each call returns the edits of one change.

    ``path`` is where ``value`` is to be found when they are made.
    """

    def __init__(self, positions: TextPositions, order: KeyOrder) -> None:
        self.positions = positions
        self.order = order
        self.composer = Composer(order)

    def replace_value(self, slot: Slot, path: NodePath, value: Plain) -> list[Edit]:
        """Write ``value`` instead of the old one, as the canonical layout has it."""
        if is_flow_style(slot.holder, self.positions.text):
            line = self.composer.compose_line(value, path, flow=True)
            quoted = self._keep_quotes(line, value, slot.value, flow=True)
            return flow_style.replace_text(self.positions, slot, quoted)
        first, *others = self._compose_value_lines(slot, path, value)
        if not others:
            first = self._keep_quotes(first, value, slot.value, flow=False)
        return block_style.replace_lines(self.positions, slot, [first, *others])

    def _compose_value_lines(self, slot: Slot, path: NodePath, value: Plain) -> list[str]:
        column = block_style.find_entry_column(slot)
        if slot.key is None:
            return self.composer.compose_behind_dash(value, path, column)
        end = self.positions.find_colon_end(slot.key)
        taken = count_cells(self.positions.text[slot.start : end]) + 1
        if slot.is_empty and self.positions.find_entry_end(slot) > self.positions.find_line_end(
            end
        ):
            taken = WIDEST  # the comments below stand in a block, which it is to be
        return self.composer.compose_value(value, path, column, taken)

    def _keep_quotes(self, line: str, value: Plain, old: Node, *, flow: bool) -> str:
        """Put a text in the quotes of the old one, unless only that one had to be in quotes."""
        quote = _find_quote(old, self.positions.text)
        if not isinstance(value, str) or not isinstance(old, Scalar) or not quote:
            return line
        # the quotes were a choice, which is kept, unless the old text had to have them
        if can_be_unquoted(value, flow=flow) and not can_be_unquoted(old.text, flow=flow):
            return line
        # single quotes have no way to write a tab or a line break
        return line if min(value, default=" ") < " " else write_scalar(value, quote=quote)

    def rewrite_value(self, slot: Slot, value: Plain | Written) -> list[Edit]:
        """Write ``value`` as the old one is written: on one line, in the same quotes."""
        text = self.positions.text
        flow = is_flow_style(slot.holder, text)
        if isinstance(value, list | dict):
            written = self.composer.compose_line(value, ())
        elif isinstance(slot.value, Scalar):
            scalar = slot.value.text if value is Written.AS_TEXT else value
            written = write_scalar(scalar, quote=_find_quote(slot.value, text), flow=flow)
        else:
            raise ImpossibleEdit
        start, end = slot.value.start.index, self.positions.find_text_end(slot.value)
        if _holds_comment(slot.value, text[start:end]):
            raise ImpossibleEdit(RefusalReason.COMMENT)  # it would be written over
        if start and not text[start - 1].isspace() and text[start - 1] not in "[{,":
            written = " " + written  # a key that had no value at all
        return [Edit(start, end, written)]

    def rename_key(self, slot: Slot, key: str) -> list[Edit]:
        """Write another key, in the quotes of the old one."""
        old, text = slot.first_node, self.positions.text
        quote, flow = _find_quote(old, text), is_flow_style(slot.holder, text)
        return [Edit(old.start.index, old.end.index, write_scalar(key, quote=quote, flow=flow))]

    def delete_entry(self, slot: Slot) -> list[Edit]:
        """Take an entry away, unless it is the only one, or a comment would go unseen with it."""
        if len(list_children(slot.holder)) == 1:
            raise ImpossibleEdit(RefusalReason.ONLY_ENTRY)
        flow = is_flow_style(slot.holder, self.positions.text)
        edits = (flow_style.delete_text if flow else block_style.delete_lines)(self.positions, slot)
        if any(_COMMENT.search(self.positions.text[edit.start : edit.end]) for edit in edits):
            raise ImpossibleEdit(RefusalReason.COMMENT)
        return edits

    def add_key(self, holder: Mapping, path: NodePath, key: str, value: Plain) -> list[Edit]:
        """Write a new key of a mapping where it goes among the others."""
        index = find_key_position(key, holder.entries, self.order(path[:-1]))
        if is_flow_style(holder, self.positions.text):
            return flow_style.insert_text(
                self.positions, holder, index, write_flow_pair(key, value, path, self.composer)
            )
        lines = self.composer.compose_pair(key, value, path, holder.start.column)
        return block_style.insert_lines(self.positions, holder, index, lines)

    def insert_item(
        self, holder: Mapping | Sequence, index: int, path: NodePath, value: Plain
    ) -> list[Edit]:
        """Write a new item before the one at ``index`` of a list, or at its end."""
        if is_flow_style(holder, self.positions.text):
            line = self.composer.compose_line(value, path, flow=True)
            return flow_style.insert_text(self.positions, holder, index, line)
        lines = self.composer.compose_item(value, path, holder.start.column)
        return block_style.insert_lines(self.positions, holder, index, lines)

    def itemize_value(self, slot: Slot, path: NodePath, value: Plain) -> list[Edit]:
        """Make a list of what an entry says and of ``value``, which goes to ``path``."""
        if slot.key is None:
            return self.replace_value(slot, path[:-1], [slot.value.to_plain(), value])
        if is_flow_style(slot.holder, self.positions.text):
            return flow_style.enclose_value(
                slot, self.composer.compose_line(value, path, flow=True)
            )
        column = block_style.find_item_column(self.positions, slot)
        return block_style.itemize_lines(
            self.positions, slot, slot.key, self.composer.compose_item(value, path, column)
        )


def _holds_comment(node: Node, text: str) -> bool:
    """Tell whether a comment is within a value whose ``text`` this is.

    In a block of text only its first line can hold one, in any other text none.
    """
    if isinstance(node, Scalar):
        text = text.splitlines()[0] if text.startswith(("|", ">")) else ""
    return bool(_COMMENT.search(text))


def _find_quote(node: Node, text: str) -> str:
    first = text[node.start.index : node.start.index + 1]
    return first if first in {'"', "'"} else ""
