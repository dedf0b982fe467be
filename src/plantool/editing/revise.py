"""Makes a file's text say other data, by edits of no more than what differs."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from plantool.diagnostics import MISSING, Change, apply_edits
from plantool.editing.list_keys import key_lists, key_reports
from plantool.editing.path_edits import (
    build_insertion,
    build_item_edits,
    build_node_edits,
    build_value_edits,
)
from plantool.editing.plain_data import is_same_data
from plantool.syntax.parse import parse_document
from plantool.syntax.paths import resolve_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from plantool.diagnostics import Edit, NodePath
    from plantool.editing.key_positions import KeyOrder
    from plantool.syntax.nodes import Plain
    from plantool.syntax.parse import Document

    _RevisionStep: TypeAlias = Callable[[Document, KeyOrder], "tuple[Edit, ...] | None"]


def revise_document(document: Document, data: Plain, order: KeyOrder) -> Document | None:
    """Return the file with edits after which it says ``data``; its comments and layout stay.

    None where it cannot be written so with certainty, as from ``insert.put``.
    """
    if document.root is None:
        return None
    for step in _yield_steps(document.root.to_plain(), data, ()):
        source, edits = document.source, step(document, order)
        if edits is None or source is None:
            return None
        document = parse_document(
            apply_edits(source.text, edits).encode(errors="replace"), source.file
        )
    return document if has_data(document, data) else None


def has_data(document: Document, data: Plain) -> bool:
    """Tell whether a file can be read without a finding and has this data."""
    root = document.root
    return root is not None and not document.diagnostics and is_same_data(root.to_plain(), data)


def _yield_steps(old: Plain, new: Plain, path: NodePath) -> Iterator[_RevisionStep]:
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
            yield from (partial(_append_list_item, path, item) for item in new[1:])
        case _:
            yield partial(_set_path_value, path, new)


def _yield_mapping_steps(
    old: dict[str, Plain], new: dict[str, Plain], path: NodePath
) -> Iterator[_RevisionStep]:
    for key, value in new.items():
        before = resolve_key(key, old)
        if before not in old:
            yield partial(_set_path_value, (*path, key), value)
            continue
        if before != key:
            yield partial(_change_node, Change("", (*path, before), before, key, on_key=True))
        yield from _yield_steps(old[before], value, (*path, key))
    for key, value in old.items():
        if resolve_key(key, new) not in new:
            yield partial(_change_node, Change("", (*path, key), value, MISSING))


def _yield_list_steps(
    old: list[Plain], new: list[Plain], path: NodePath
) -> Iterator[_RevisionStep]:
    keyed = key_lists(old, new)
    if keyed is None:
        is_longer = is_same_data(old, new[: len(old)])
        items = new[len(old) :] if is_longer else ()
        yield from (partial(_append_list_item, path, item) for item in items)
        if not is_longer:
            yield partial(_set_path_value, path, new)
        return
    before, after = keyed
    if [key for key in before if key in after] != [key for key in after if key in before]:
        yield partial(_set_path_value, path, new)
        return
    for at, key in reversed(list(enumerate(before))):
        if key not in after:
            yield partial(_change_node, Change("", (*path, at), before[key], MISSING))
    for at, (key, item) in enumerate(after.items()):
        if key in before:
            yield from _yield_steps(before[key], item, (*path, at))
        else:
            yield partial(_insert_list_item, (*path, at), item)


def _continues_report(report: Plain, reports: list[Plain]) -> bool:
    """Tell whether a list of reports begins with what was the only one."""
    keyed = key_reports([report], reports[:1])
    return keyed is not None and keyed[0].keys() == keyed[1].keys()


def _set_path_value(
    path: NodePath, value: Plain, document: Document, order: KeyOrder
) -> tuple[Edit, ...] | None:
    return build_value_edits(document, path, value, order)


def _append_list_item(
    path: NodePath, value: Plain, document: Document, order: KeyOrder
) -> tuple[Edit, ...] | None:
    return build_item_edits(document, path, value, order)


def _change_node(change: Change, document: Document, _: KeyOrder) -> tuple[Edit, ...] | None:
    return build_node_edits(document, change)


def _insert_list_item(
    path: NodePath, value: Plain, document: Document, order: KeyOrder
) -> tuple[Edit, ...] | None:
    return build_insertion(document, path, value, order)
