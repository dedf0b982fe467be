"""Makes a file's text say what a change asks for, by edits of no more than what differs."""

from __future__ import annotations

from collections import deque
from itertools import chain
from typing import TYPE_CHECKING

from plantool.diagnostics import MISSING, Change, Missing, Written
from plantool.editing.change_edits import (
    build_change_edits,
    change_data,
    read_edited,
    require_certain,
)
from plantool.editing.joint_edits import join_edits
from plantool.editing.list_keys import key_lists, key_reports
from plantool.editing.plain_data import ImpossibleEdit, is_same_data
from plantool.editing.refusal_reason import RefusalReason
from plantool.editing.text_positions import TextPositions
from plantool.editing.value_edits import ValueEditor, widen_deletion
from plantool.syntax.paths import follow_path, resolve_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from plantool.diagnostics import Edit, NodePath
    from plantool.editing.key_positions import KeyOrder
    from plantool.syntax.document import Document
    from plantool.syntax.nodes import Plain


def read_value(document: Document, path: NodePath) -> Plain | Missing:
    """Return what a file says at ``path``, where years are found in any spelling."""
    slot, missing = follow_path(document.root, path) if document.root else (None, path)
    if missing or document.root is None:
        return MISSING
    return (slot.value if slot else document.root).to_plain()


def write_statements(
    document: Document, statements: Sequence[Sequence[Change]], order: KeyOrder
) -> Document:
    """Return the file with statements made in it that do not touch one another.

    Its comments and layout stay. Raises ImpossibleEdit where it is not certain that the text then
    says this and nothing else.
    """
    widened = [[widen_deletion(document.root, c) for c in statement] for statement in statements]
    data: Plain | Missing = document.root.to_plain() if document.root else MISSING
    for change in chain.from_iterable(widened):
        data = change_data(None if data is MISSING else data, change)
    queues = [deque(_yield_statement_steps(document, statement)) for statement in widened]
    edited = document
    while queues := [queue for queue in queues if queue]:
        edited = _write_next_steps(edited, queues, order)
    require_certain(document, edited, data)
    return edited


def _write_next_steps(
    document: Document, queues: Sequence[deque[Change]], order: KeyOrder
) -> Document:
    """Write the first step of each queue, but those that write where another one did: they wait."""
    if document.root is None or document.source is None:
        raise ImpossibleEdit(RefusalReason.UNREADABLE)
    editor = ValueEditor(TextPositions(document, document.source), order)
    joined: list[Edit] = []
    for queue in queues:
        if join_edits(joined, build_change_edits(editor, document.root, queue[0])):
            queue.popleft()
    return read_edited(document, joined)


def _yield_statement_steps(document: Document, statement: Sequence[Change]) -> Iterator[Change]:
    for change in statement:
        now = read_value(document, change.path)
        if change.on_key:
            yield change
        elif not isinstance(change.new, Written):
            yield from _yield_steps(now, change.new, change.path)


def _yield_steps(old: Plain | Missing, new: Plain | Missing, path: NodePath) -> Iterator[Change]:
    """Yield what makes ``old`` to ``new``; each step finds the ones before it done."""
    if is_same_data(old, new):
        return
    match old, new:
        case dict(), dict():
            yield from _yield_mapping_steps(old, new, path)
        case list(), list():
            yield from _yield_list_steps(old, new, path)
        case dict(), list() if _continues_report(old, new):
            yield from _yield_steps(old, new[0], path)
            yield Change("", path, new[0], new[:2])
            yield from _yield_additions(new, 2, path)
        case _:
            yield Change("", path, old, new)


def _yield_mapping_steps(
    old: dict[str, Plain], new: dict[str, Plain], path: NodePath
) -> Iterator[Change]:
    for key, value in new.items():
        before = resolve_key(key, old)
        if before not in old:
            yield Change("", (*path, key), MISSING, value)
            continue
        if before != key:
            yield Change("", (*path, before), before, key, on_key=True)
        yield from _yield_steps(old[before], value, (*path, key))
    for key, value in old.items():
        if resolve_key(key, new) not in new:
            yield Change("", (*path, key), value, MISSING)


def _yield_list_steps(old: list[Plain], new: list[Plain], path: NodePath) -> Iterator[Change]:
    """Yield changes of items that can be followed; else the list only grows, or is another."""
    keyed = key_lists(old, new)
    if keyed is None:
        is_longer = is_same_data(old, new[: len(old)])
        yield from _yield_additions(new, len(old), path) if is_longer else ()
        if not is_longer:
            yield Change("", path, old, new)
        return
    before, after = keyed
    if [key for key in before if key in after] != [key for key in after if key in before]:
        yield Change("", path, old, new)
        return
    for at, key in reversed(list(enumerate(before))):
        if key not in after:
            yield Change("", (*path, at), before[key], MISSING)
    for at, (key, item) in enumerate(after.items()):
        if key in before:
            yield from _yield_steps(before[key], item, (*path, at))
        else:
            yield Change("", (*path, at), MISSING, item)


def _yield_additions(items: list[Plain], start: int, path: NodePath) -> Iterator[Change]:
    for at, item in enumerate(items[start:], start):
        yield Change("", (*path, at), MISSING, item)


def _continues_report(report: Plain, reports: list[Plain]) -> bool:
    """Tell whether a list of reports begins with what was the only one."""
    keyed = key_reports([report], reports[:1])
    return keyed is not None and keyed[0].keys() == keyed[1].keys()
