"""Makes a file's text say other data, by edits of no more than what differs."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from plantool.diagnostics import DELETE, Change, Repair
from plantool.syntax import blocks, braces
from plantool.syntax.amend import is_same
from plantool.syntax.edit import apply, fix, is_flow
from plantool.syntax.insert import append, put
from plantool.syntax.matching import matched, matched_reports
from plantool.syntax.nodes import Sequence
from plantool.syntax.parse import parse
from plantool.syntax.pen import Pen
from plantool.syntax.sheet import Sheet
from plantool.syntax.slots import follow, spelled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from plantool.diagnostics import Edit, NodePath
    from plantool.syntax.layout import KeyOrder
    from plantool.syntax.nodes import Plain
    from plantool.syntax.parse import Document

    _Step: TypeAlias = Callable[[Document, KeyOrder], "tuple[Edit, ...] | None"]


def revise(document: Document, data: Plain, order: KeyOrder) -> Document | None:
    """Return the file with edits after which it says ``data``; its comments and layout stay.

    None where it cannot be written so with certainty, as from ``insert.put``.
    """
    if document.root is None:
        return None
    for step in _steps(document.root.plain(), data, ()):
        source, edits = document.source, step(document, order)
        if edits is None or source is None:
            return None
        document = parse(apply(source.text, edits).encode(errors="replace"), source.file)
    return document if says(document, data) else None


def says(document: Document, data: Plain) -> bool:
    """Tell whether a file can be read without a finding and has this data."""
    root = document.root
    return root is not None and not document.diagnostics and is_same(root.plain(), data)


def _steps(old: Plain, new: Plain, path: NodePath) -> Iterator[_Step]:
    """Yield what makes ``old`` to ``new``; each step finds the ones before it done."""
    if is_same(old, new):
        return
    match old, new:
        case dict(), dict():
            yield from _of_mapping(old, new, path)
        case list(), list():
            yield from _of_list(old, new, path)
        case dict(), list() if _continues(old, new):
            yield from _steps(old, new[0], path)
            yield from (partial(_append, path, item) for item in new[1:])
        case _:
            yield partial(_put, path, new)


def _of_mapping(old: dict[str, Plain], new: dict[str, Plain], path: NodePath) -> Iterator[_Step]:
    for key, value in new.items():
        before = spelled(key, old)
        if before not in old:
            yield partial(_put, (*path, key), value)
            continue
        if before != key:
            yield partial(_change, Change((*path, before), key, on_key=True))
        yield from _steps(old[before], value, (*path, key))
    for key in old:
        if spelled(key, new) not in new:
            yield partial(_change, Change((*path, key), DELETE))


def _of_list(old: list[Plain], new: list[Plain], path: NodePath) -> Iterator[_Step]:
    keyed = matched(old, new)
    if keyed is None:
        is_longer = is_same(old, new[: len(old)])
        items = new[len(old) :] if is_longer else ()
        yield from (partial(_append, path, item) for item in items)
        if not is_longer:
            yield partial(_put, path, new)
        return
    before, after = keyed
    if [key for key in before if key in after] != [key for key in after if key in before]:
        yield partial(_put, path, new)
        return
    for at, key in reversed(list(enumerate(before))):
        if key not in after:
            yield partial(_change, Change((*path, at), DELETE))
    for at, (key, item) in enumerate(after.items()):
        if key in before:
            yield from _steps(before[key], item, (*path, at))
        else:
            yield partial(_insert, (*path, at), item)


def _continues(report: Plain, reports: list[Plain]) -> bool:
    """Tell whether a list of reports begins with what was the only one."""
    keyed = matched_reports([report], reports[:1])
    return keyed is not None and keyed[0].keys() == keyed[1].keys()


def _put(
    path: NodePath, value: Plain, document: Document, order: KeyOrder
) -> tuple[Edit, ...] | None:
    return put(document, path, value, order)


def _append(
    path: NodePath, value: Plain, document: Document, order: KeyOrder
) -> tuple[Edit, ...] | None:
    return append(document, path, value, order)


def _change(change: Change, document: Document, _: KeyOrder) -> tuple[Edit, ...] | None:
    done = fix(Repair((change,)), document)
    return done.edits if done else None


def _insert(
    path: NodePath, value: Plain, document: Document, order: KeyOrder
) -> tuple[Edit, ...] | None:
    """Write a new item of a list before the one that is at ``path``, or at the end."""
    source, at = document.source, path[-1]
    slot = follow(document.root, path[:-1])[0] if document.root else None
    if source is None or slot is None or not isinstance(slot.value, Sequence):
        return None
    if at == len(slot.value.items):
        return append(document, path[:-1], value, order)
    if not isinstance(at, int) or at == 0:  # what stands above the first may be about the list
        return None
    pen, holder = Pen(Sheet(document, source), order), slot.value
    if is_flow(holder, source.text):
        line = pen.composer.line(value, path, flow=True)
        return tuple(braces.insert(pen.sheet, holder, at, line))
    lines = pen.composer.item(value, path, holder.start.column)
    return tuple(blocks.insert(pen.sheet, holder, at, lines))
