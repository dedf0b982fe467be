"""Edits that write data into a file as the place wants it: on lines of its own or in braces."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.syntax import blocks, braces
from plantool.syntax.compose import Composer
from plantool.syntax.edit import is_flow, is_plain, write_scalar
from plantool.syntax.nodes import Scalar
from plantool.syntax.slots import position
from plantool.syntax.spelling import WIDEST, cells

if TYPE_CHECKING:
    from plantool.diagnostics import Edit, NodePath
    from plantool.syntax.layout import KeyOrder
    from plantool.syntax.nodes import Mapping, Node, Plain, Sequence
    from plantool.syntax.sheet import Sheet
    from plantool.syntax.slots import Slot


class Pen:
    """Writes into one file; each call returns the edits of one change.

    ``path`` is where ``value`` is to be found when they are made.
    """

    def __init__(self, sheet: Sheet, order: KeyOrder) -> None:
        self.sheet = sheet
        self.order = order
        self.composer = Composer(order)

    def replace(self, slot: Slot, path: NodePath, value: Plain) -> list[Edit]:
        """Write ``value`` in place of what an entry says."""
        if is_flow(slot.holder, self.sheet.text):
            line = self.composer.line(value, path, flow=True)
            quoted = self._quoted(line, value, slot.value, flow=True)
            return braces.replace(self.sheet, slot, quoted)
        first, *others = self._lines(slot, path, value)
        if not others:
            first = self._quoted(first, value, slot.value, flow=False)
        return blocks.replace(self.sheet, slot, [first, *others])

    def _lines(self, slot: Slot, path: NodePath, value: Plain) -> list[str]:
        column = blocks.column_of(slot)
        if slot.key is None:
            return self.composer.behind_dash(value, path, column)
        end = self.sheet.behind_key(slot.key)
        taken = cells(self.sheet.text[slot.start : end]) + 1
        if slot.is_empty and self.sheet.below(slot) > self.sheet.line_end(end):
            taken = WIDEST  # the comments below stand in a block, which it is to be
        return self.composer.value(value, path, column, taken)

    def _quoted(self, line: str, value: Plain, old: Node, *, flow: bool) -> str:
        """Put a text in the quotes of the old one, unless only that one had to be in quotes."""
        quote = self.sheet.text[old.start.index : old.start.index + 1]
        if not isinstance(value, str) or not isinstance(old, Scalar) or quote not in {"'", '"'}:
            return line
        if is_plain(value, flow=flow) and not is_plain(old.text, flow=flow):
            return line
        # single quotes have no way to write a tab or a line break
        return line if min(value, default=" ") < " " else write_scalar(value, quote=quote)

    def add_key(self, holder: Mapping, path: NodePath, key: str, value: Plain) -> list[Edit]:
        """Write a new key of a mapping where it goes among the others."""
        at = position(key, holder.entries, self.order(path[:-1]))
        if is_flow(holder, self.sheet.text):
            return braces.insert(self.sheet, holder, at, self.composer.inner(key, value, path))
        lines = self.composer.pair(key, value, path, holder.start.column)
        return blocks.insert(self.sheet, holder, at, lines)

    def add_item(self, holder: Sequence, path: NodePath, value: Plain) -> list[Edit]:
        """Write a new item at the end of a list."""
        at = len(holder.items)
        if is_flow(holder, self.sheet.text):
            line = self.composer.line(value, path, flow=True)
            return braces.insert(self.sheet, holder, at, line)
        lines = self.composer.item(value, path, holder.start.column)
        return blocks.insert(self.sheet, holder, at, lines)

    def itemize(self, slot: Slot, key: Scalar, path: NodePath, value: Plain) -> list[Edit]:
        """Make a list of what a key says and of ``value``."""
        if is_flow(slot.holder, self.sheet.text):
            return braces.enclose(slot, self.composer.line(value, path, flow=True))
        column = blocks.item_column(self.sheet, slot)
        return blocks.itemize(self.sheet, slot, key, self.composer.item(value, path, column))
