"""Single changes of a file: a value set at a path, or an item added to what is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.diagnostics import MISSING, Change, Edit
from plantool.editing.change_edits import build_change_edits
from plantool.editing.change_writer import read_value

if TYPE_CHECKING:
    from plantool.diagnostics import NodePath
    from plantool.editing.key_positions import KeyOrder
    from plantool.syntax.document import Document
    from plantool.syntax.nodes import Plain


def put(
    document: Document, path: NodePath, value: Plain, order: KeyOrder
) -> tuple[Edit, ...] | None:
    return build_change_edits(document, Change("", path, None, value), order)


def add(
    document: Document, path: NodePath, value: Plain, order: KeyOrder
) -> tuple[Edit, ...] | None:
    match read_value(document, path):
        case list() as items:
            change = Change("", (*path, len(items)), MISSING, value)
        case dict() as first:
            change = Change("", path, first, [first, value])
        case None as old:
            change = Change("", path, old, [value])
        case now if now is MISSING:
            change = Change("", path, now, [value])
        case _:
            return None
    return build_change_edits(document, change, order)
