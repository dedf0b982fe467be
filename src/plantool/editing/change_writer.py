"""Makes a file's text say what a change asks for, by edits of no more than what differs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.diagnostics import MISSING, Change, Missing, Written, apply_edits
from plantool.editing.change_edits import build_change_edits, change_data, has_data
from plantool.editing.list_keys import key_lists, key_reports
from plantool.editing.plain_data import ImpossibleEdit, is_same_data
from plantool.editing.value_edits import widen_deletion
from plantool.syntax.parse import parse_document
from plantool.syntax.paths import follow_path, resolve_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.diagnostics import NodePath
    from plantool.editing.key_positions import KeyOrder
    from plantool.syntax.document import Document
    from plantool.syntax.nodes import Plain


def read_value(document: Document, path: NodePath) -> Plain | Missing:
    """Return what a file says at ``path``, where years are found in any spelling."""
    slot, missing = follow_path(document.root, path) if document.root else (None, path)
    if missing or document.root is None:
        return MISSING
    return (slot.value if slot else document.root).to_plain()


def write_change(document: Document, change: Change, order: KeyOrder) -> Document | None:
    """Return the file with a change made in it; its comments and layout stay.

    None where it cannot be written so with certainty, as from ``build_change_edits``.
    """
    change = widen_deletion(document.root, change)
    if document.root is None or isinstance(change.new, Written):
        return None
    try:
        wanted = change_data(document.root.to_plain(), change)
    except ImpossibleEdit:
        return None
    now = read_value(document, change.path)
    for step in [change] if change.on_key else _yield_steps(now, change.new, change.path):
        source, edits = document.source, build_change_edits(document, step, order)
        if edits is None or source is None:
            return None
        document = parse_document(apply_edits(source.text, edits).encode(), source.file)
    return document if has_data(document, wanted) else None


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
