"""Single changes of a file: a value set at a path, or an item added to what is there."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING, Any

from plantool.diagnostics import MISSING, Change, Edit, Written, apply_edits
from plantool.editing.change_edits import (
    build_change_edits,
    change_data,
    has_data,
    read_edited,
    require_certain,
)
from plantool.editing.change_writer import read_value, write_statements
from plantool.editing.plain_data import ImpossibleEdit
from plantool.editing.text_positions import TextPositions
from plantool.editing.value_edits import ValueEditor
from plantool.syntax.parse import parse_document

if TYPE_CHECKING:
    from collections.abc import Callable

    from plantool.diagnostics import NodePath
    from plantool.editing.key_positions import KeyOrder
    from plantool.syntax.document import Document
    from plantool.syntax.nodes import Plain


def find_edits(document: Document, change: Change, order: KeyOrder) -> tuple[Edit, ...] | None:
    """Return the edits of a change, None where it is not certain that they make it."""
    root, source = document.root, document.source
    if root is None or source is None or document.diagnostics:
        return None
    try:
        data = change_data(root.to_plain(), change)
        if has_data(document, data):
            return ()
        edits = build_change_edits(
            ValueEditor(TextPositions(document, source), order), root, change
        )
        require_certain(document, read_edited(document, edits), data)
    except ImpossibleEdit:
        return None
    return edits


def put(
    document: Document, path: NodePath, value: Plain, order: KeyOrder
) -> tuple[Edit, ...] | None:
    return find_edits(document, Change("", path, None, value), order)


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
    return find_edits(document, change, order)


def delete(text: str, path: NodePath) -> str | None:
    document = parse_document(text.encode(), "1-2.yaml")
    change = Change("1-2.yaml", path, Written.AS_READ, MISSING)
    try:
        written = write_statements(document, [[change]], alphabetical)
    except ImpossibleEdit:
        return None
    return written.source.text if written.source else None


WIDE = "あ" * 50


def alphabetical(_: NodePath) -> tuple[str, ...]:
    return tuple("abcdefg")


def done(
    function: Callable[..., Any],
    text: str,
    path: NodePath,
    value: Plain,
    order: KeyOrder = alphabetical,
) -> str | None:
    edits = function(parse_document(text.encode(), "1-2.yaml"), path, value, order)
    return None if edits is None else apply_edits(text, edits)


def text_of(example: str) -> str:
    return dedent(example).removeprefix("\n")
