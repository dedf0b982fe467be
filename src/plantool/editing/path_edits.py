"""Data set into a file by edits of its text that touch no more lines than they must.

What is not touched stays byte for byte: comments, quotes, blanks, line ends. What is written is
written as the canonical layout has it, so that a file in that layout stays in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from plantool.diagnostics import MISSING, Edit, Fix, apply_edits
from plantool.editing.plain_data import ImpossibleEdit, change_at_path, is_same_data
from plantool.editing.text_positions import TextPositions
from plantool.editing.value_edits import ValueEditor
from plantool.syntax.comments import list_comments
from plantool.syntax.nodes import Mapping, Scalar, Sequence
from plantool.syntax.parse import parse_document
from plantool.syntax.paths import follow_path

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from plantool.diagnostics import Change, NodePath, Repair
    from plantool.editing.key_positions import KeyOrder
    from plantool.syntax.nodes import Node, Plain
    from plantool.syntax.parse import Document

    _EditWriter: TypeAlias = Callable[[ValueEditor, Node], list[Edit]]


def build_value_edits(
    document: Document, path: NodePath, value: Plain, order: KeyOrder
) -> tuple[Edit, ...] | None:
    """Return edits of the document's text that set ``value`` at ``path``.

    Years are found in any spelling. Mappings that are missing on the way are made. A new key goes
    where ``order`` has it, a year among the years. What is there is replaced, a collection as a
    whole; there are no edits where the file says so already.

    None where it is not certain that they do this and nothing else: the file has a syntax fault,
    ``path`` leads nowhere, the value cannot be written, a comment would be lost.
    """
    return _build_certain_edits(
        document,
        order,
        lambda data: change_at_path(data, path, lambda _: value),
        lambda pen, root: _set_value(pen, root, path, value),
    )


def build_item_edits(
    document: Document, path: NodePath, value: Plain, order: KeyOrder
) -> tuple[Edit, ...] | None:
    """Return edits of the document's text that add an item to the list at ``path``.

    A mapping in place of the list becomes its first item; where there is nothing, the list is
    made. None as from ``put``.
    """
    return _build_certain_edits(
        document,
        order,
        lambda data: change_at_path(data, path, lambda old: [*_to_items(old), value]),
        lambda pen, root: _append_item(pen, root, path, value),
    )


def _to_items(data: Plain) -> list[Plain]:
    match data:
        case list():
            return data
        case dict():
            return [data]
        case None:
            return []
        case _:
            raise ImpossibleEdit


def _build_certain_edits(
    document: Document, order: KeyOrder, change: Callable[[Plain], Plain], write: _EditWriter
) -> tuple[Edit, ...] | None:
    """Return edits after which the file, read again, says what is wanted with the same comments."""
    source, root = document.source, document.root
    if source is None or root is None or document.diagnostics:
        return None
    before = root.to_plain()
    try:
        after = change(before)
    except ImpossibleEdit:
        return None
    if is_same_data(before, after):
        return ()
    edits = _join_adjacent_edits(write(ValueEditor(TextPositions(document, source), order), root))
    text = apply_edits(source.text, edits)
    # what no file can hold (a lone surrogate) is then another text
    again = parse_document(text.encode(errors="replace"), source.file)
    return (
        edits
        if _says_data(again, after) and _list_comment_texts(again) == _list_comment_texts(document)
        else None
    )


def _says_data(document: Document, data: Plain) -> bool:
    root = document.root
    return root is not None and not document.diagnostics and is_same_data(root.to_plain(), data)


def _list_comment_texts(document: Document) -> list[str]:
    return [comment.text for comment in list_comments(document)]


def _join_adjacent_edits(edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """Join edits, which come in the order of the text, where one begins at the end of another."""
    joined: list[Edit] = []
    for edit in edits:
        if joined and joined[-1].end == edit.start:
            last = joined.pop()
            joined.append(Edit(last.start, edit.end, last.text + edit.text))
        else:
            joined.append(edit)
    return tuple(edit for edit in joined if edit != Edit(edit.start, edit.start, ""))


def _set_value(editor: ValueEditor, root: Node, path: NodePath, value: Plain) -> list[Edit]:
    slot, missing = follow_path(root, path)
    found_path = path[: len(path) - len(missing)]
    node = slot.value if slot else root
    if slot and (not missing or (isinstance(node, Scalar) and node.value is None)):
        return editor.replace_value(
            slot, found_path, change_at_path(None, missing, lambda _: value)
        )
    if not missing:
        return []
    new = change_at_path(None, missing[1:], lambda _: value)
    return _add_entry(editor, node, (*found_path, missing[0]), new)


def _add_entry(editor: ValueEditor, holder: Node, path: NodePath, value: Plain) -> list[Edit]:
    match holder, path[-1]:
        case Mapping(), str(key):
            return editor.add_key(holder, path, key, value)
        case Sequence(), int():
            return editor.insert_item(holder, len(holder.items), path, value)
        case _:
            return []


def _append_item(editor: ValueEditor, root: Node, path: NodePath, value: Plain) -> list[Edit]:
    slot, missing = follow_path(root, path)
    node = slot.value if slot else root
    if missing or isinstance(node, Scalar):
        return _set_value(editor, root, path, [value])
    if isinstance(node, Sequence):
        return editor.insert_item(node, len(node.items), (*path, len(node.items)), value)
    if slot and slot.key:
        return editor.itemize_value(slot, slot.key, (*path, 1), value)
    return []


def build_node_edits(document: Document, change: Change) -> tuple[Edit, ...] | None:
    """Return edits that write a change as the old value is written, whatever else is there.

    An entry is deleted or a key renamed where the change says so. None where there is no such edit.
    """
    if document.root is None or document.source is None:
        return None
    slot, missing = follow_path(document.root, change.path)
    if slot is None or missing:
        return None
    editor = ValueEditor(TextPositions(document, document.source), lambda _: ())
    try:
        if change.new is MISSING:
            return tuple(editor.delete_entry(slot))
        if change.on_key:
            return tuple(editor.rename_key(slot, str(change.new)))
        return tuple(editor.rewrite_value(slot, change.new))
    except ImpossibleEdit:
        return None


def build_fix(repair: Repair, document: Document) -> Fix | None:
    """Return a repair as edits of the document's text, None where it cannot be made there."""
    edits: list[Edit] = []
    for change in repair.changes:
        change_edits = build_node_edits(document, change)
        if change_edits is None:
            return None
        edits += change_edits
    return Fix(tuple(edits), repair.safe)


def build_insertion(
    document: Document, path: NodePath, value: Plain, order: KeyOrder
) -> tuple[Edit, ...] | None:
    """Return edits that write a new item of a list before the one that is at ``path``, or last.

    None before the first: what stands above that may be about the list.
    """
    position = path[-1]
    slot, missing = follow_path(document.root, path[:-1]) if document.root else (None, path)
    if document.source is None or slot is None or missing or not isinstance(slot.value, Sequence):
        return None
    if position == len(slot.value.items):
        return build_item_edits(document, path[:-1], value, order)
    if not isinstance(position, int) or position == 0:
        return None
    editor = ValueEditor(TextPositions(document, document.source), order)
    return tuple(editor.insert_item(slot.value, position, path, value))
