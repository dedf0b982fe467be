"""Changes of lists in a file: items that come in addition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.diagnostics import Change, Missing
from plantool.editing.change_writer import read_value

if TYPE_CHECKING:
    from plantool.diagnostics import NodePath
    from plantool.syntax.document import Document
    from plantool.syntax.nodes import Plain


def append_items(document: Document, path: NodePath, items: list[Plain], file: str) -> Change:
    """Return the change that adds items to a list; a value alone becomes its first item."""
    match now := read_value(document, path):
        case list():
            return Change(file, path, now, [*now, *items])
        case Missing() | None:
            return Change(file, path, now, items)
        case _:
            return Change(file, path, now, [now, *items])
