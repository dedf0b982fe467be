"""One change as edits of a file's text that touch no more lines than they must.

What is not touched stays byte for byte: comments, quotes, blanks, line ends. What is written is
written as the canonical layout has it, so that a file in that layout stays in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.diagnostics import MISSING, Edit, Fix, Missing, Written, apply_edits
from plantool.editing.plain_data import ImpossibleEdit, change_at_path, is_same_data
from plantool.editing.refusal_reason import RefusalReason
from plantool.editing.text_positions import TextPositions
from plantool.editing.value_edits import ValueEditor, widen_deletion
from plantool.syntax.comments import list_comment_texts
from plantool.syntax.nodes import Mapping, Scalar, Sequence
from plantool.syntax.parse import parse_document
from plantool.syntax.paths import follow_path, resolve_key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from plantool.diagnostics import Change, NodePath, Repair
    from plantool.syntax.document import Document
    from plantool.syntax.nodes import Node, Plain
    from plantool.syntax.paths import Slot


def build_change_edits(editor: ValueEditor, root: Node, change: Change) -> tuple[Edit, ...]:
    """Return edits of a file's text after which it should say what a change asks for.

    Years are found in any spelling. Mappings that are missing on the way are made. A new key goes
    where the editor's order has it, a year among the years; a new item of a list goes before the
    one at its path. An old value is replaced, a collection as a whole, but for a mapping that
    becomes the first item of a list. Raises ImpossibleEdit; ``require_certain`` tells what came of
    them.
    """
    return _join_adjacent_edits(_make_edits(editor, root, change))


def read_edited(document: Document, edits: Iterable[Edit]) -> Document:
    """Return the file with edits of its text made; raises ImpossibleEdit where none can hold it."""
    if document.source is None:
        raise ImpossibleEdit(RefusalReason.UNREADABLE)
    try:
        text = apply_edits(document.source.text, edits).encode()
    except UnicodeEncodeError:  # a lone surrogate
        raise ImpossibleEdit(RefusalReason.UNWRITABLE) from None
    edited = parse_document(text, document.source.file)
    if edited.root is None or edited.diagnostics:
        raise ImpossibleEdit(RefusalReason.UNWRITABLE)
    return edited


def require_certain(before: Document, after: Document, data: Plain | Missing) -> None:
    """Raise ImpossibleEdit unless a file has this data after edits, and all its comments."""
    if not has_data(after, data):
        raise ImpossibleEdit
    if list_comment_texts(after) != list_comment_texts(before):
        raise ImpossibleEdit(RefusalReason.COMMENT)


def has_data(document: Document, data: Plain | Missing) -> bool:
    """Tell whether a file can be read without a finding and has this data."""
    root = document.root
    return root is not None and not document.diagnostics and is_same_data(root.to_plain(), data)


def build_fix(repair: Repair, document: Document) -> Fix | None:
    """Return a repair as edits of the document's text, None where it cannot be made there.

    Whether the text is better for it is for those to tell who apply it.
    """
    if document.root is None or document.source is None:
        return None
    root, editor = (
        document.root,
        ValueEditor(TextPositions(document, document.source), lambda _: ()),
    )
    changes = [widen_deletion(root, change) for change in repair.changes]
    try:
        edits = [edit for change in changes for edit in _make_edits(editor, root, change)]
    except ImpossibleEdit:
        return None
    return Fix(tuple(edits), repair.safe)


def change_data(data: Plain, change: Change) -> Plain | Missing:
    """Return ``data`` as a change makes it; raises ImpossibleEdit where it cannot be made."""
    new = change.new
    if isinstance(new, Written):  # which only the text can tell
        raise ImpossibleEdit
    if change.on_key:
        return change_at_path(data, change.path[:-1], lambda holder: _rename_key(holder, change))
    if is_item_new(change):
        return change_at_path(data, change.path[:-1], lambda items: _insert_item(items, change))
    return change_at_path(data, change.path, lambda _: new)


def _rename_key(holder: Plain | Missing, change: Change) -> Plain | Missing:
    old = resolve_key(str(change.path[-1]), holder) if isinstance(holder, dict) else None
    if not isinstance(holder, dict) or old not in holder:
        raise ImpossibleEdit(RefusalReason.NO_SUCH_PATH)
    return {str(change.new) if key == old else key: value for key, value in holder.items()}


def _insert_item(items: Plain | Missing, change: Change) -> Plain | Missing:
    at, new = change.path[-1], change.new
    if isinstance(items, dict) or isinstance(new, Missing | Written) or not isinstance(at, int):
        raise ImpossibleEdit(RefusalReason.NO_SUCH_PATH)
    known = items if isinstance(items, list) else []
    if not 0 <= at <= len(known):
        raise ImpossibleEdit(RefusalReason.NO_SUCH_PATH)
    return [*known[:at], new, *known[at:]]


def is_item_new(change: Change) -> bool:
    """Tell whether a change puts a new item into a list, before the one at its path."""
    return change.base is MISSING and bool(change.path) and isinstance(change.path[-1], int)


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


def _make_edits(editor: ValueEditor, root: Node, change: Change) -> list[Edit]:
    """Return the edits of a change, of which it is not certain yet what they do to the data."""
    slot, missing = follow_path(root, change.path)
    if slot and not missing:
        return _edit_entry(editor, slot, change)
    if not missing or isinstance(change.new, Missing | Written) or change.on_key:
        raise ImpossibleEdit
    # keys that are missing on the way are made with the value, in the last collection that is there
    found = change.path[: len(change.path) - len(missing)]
    if slot and isinstance(slot.value, Scalar) and slot.value.value is None:
        return editor.replace_value(slot, found, _nest_value(missing, change.new))
    holder, new = slot.value if slot else root, _nest_value(missing[1:], change.new)
    match holder, missing[0]:
        case Mapping(), str(key):
            return editor.add_key(holder, (*found, key), key, new)
        case Sequence(), int(at):
            return editor.insert_item(holder, at, (*found, at), new)
        case _:
            raise ImpossibleEdit


def _nest_value(path: NodePath, value: Plain) -> Plain:
    """Return mappings, and lists of one item, that have ``value`` at ``path``."""
    nested = change_at_path(MISSING, path, lambda _: value)
    return None if isinstance(nested, Missing) else nested


def _edit_entry(editor: ValueEditor, slot: Slot, change: Change) -> list[Edit]:
    """Delete an entry, rename its key, or write another value or another item beside it."""
    if isinstance(change.new, Missing):
        return editor.delete_entry(slot)
    if change.on_key:
        return editor.rename_key(slot, str(change.new))
    if change.base is Written.AS_READ:
        return editor.rewrite_value(slot, change.new)
    if isinstance(change.new, Written):
        raise ImpossibleEdit
    if is_item_new(change):
        if slot.position == 0:  # what stands above the first may be about the list
            raise ImpossibleEdit
        return editor.insert_item(slot.holder, slot.position, change.path, change.new)
    match change.new, slot.value:
        case [first, second], Mapping() if is_same_data(first, slot.value.to_plain()):
            return editor.itemize_value(slot, (*change.path, 1), second)
        case _:
            return editor.replace_value(slot, change.path, change.new)
