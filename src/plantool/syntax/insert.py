"""Data set into a file by edits of its text that touch no more lines than they must.

What is not touched stays byte for byte: comments, quotes, blanks, line ends. What is written is
written as the canonical layout has it, so that a file in that layout stays in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from plantool.diagnostics import Edit
from plantool.syntax.amend import NoSuchPlace, amended, is_same
from plantool.syntax.comments import comments
from plantool.syntax.edit import apply
from plantool.syntax.nodes import Mapping, Scalar, Sequence
from plantool.syntax.parse import parse
from plantool.syntax.pen import Pen
from plantool.syntax.sheet import Sheet
from plantool.syntax.slots import follow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from plantool.diagnostics import NodePath
    from plantool.syntax.layout import KeyOrder
    from plantool.syntax.nodes import Node, Plain
    from plantool.syntax.parse import Document

    _Write: TypeAlias = Callable[[Pen, Node], list[Edit]]


def put(
    document: Document, path: NodePath, value: Plain, order: KeyOrder
) -> tuple[Edit, ...] | None:
    """Return edits of the document's text that set ``value`` at ``path``.

    Years are found in any spelling. Mappings that are missing on the way are made. A new key goes
    where ``order`` has it, a year among the years. What is there is replaced, a collection as a
    whole; there are no edits where the file says so already.

    None where it is not certain that they do this and nothing else: the file has a syntax fault,
    ``path`` leads nowhere, the value cannot be written, a comment would be lost.
    """
    return _certain(
        document,
        order,
        lambda data: amended(data, path, lambda _: value),
        lambda pen, root: _put(pen, root, path, value),
    )


def append(
    document: Document, path: NodePath, value: Plain, order: KeyOrder
) -> tuple[Edit, ...] | None:
    """Return edits of the document's text that add an item to the list at ``path``.

    A mapping in place of the list becomes its first item; where there is nothing, the list is
    made. None as from ``put``.
    """
    return _certain(
        document,
        order,
        lambda data: amended(data, path, lambda old: [*_listed(old), value]),
        lambda pen, root: _append(pen, root, path, value),
    )


def _listed(data: Plain) -> list[Plain]:
    match data:
        case list():
            return data
        case dict():
            return [data]
        case None:
            return []
        case _:
            raise NoSuchPlace


def _certain(
    document: Document, order: KeyOrder, change: Callable[[Plain], Plain], write: _Write
) -> tuple[Edit, ...] | None:
    """Return edits after which the file, read again, says what is wanted with the same comments."""
    source, root = document.source, document.root
    if source is None or root is None or document.diagnostics:
        return None
    before = root.plain()
    try:
        after = change(before)
    except NoSuchPlace:
        return None
    if is_same(before, after):
        return ()
    edits = _joined(write(Pen(Sheet(document, source), order), root))
    text = apply(source.text, edits)
    # what no file can hold (a lone surrogate) is then another text
    again = parse(text.encode(errors="replace"), source.file)
    return edits if _says(again, after) and _remarks(again) == _remarks(document) else None


def _says(document: Document, data: Plain) -> bool:
    root = document.root
    return root is not None and not document.diagnostics and is_same(root.plain(), data)


def _remarks(document: Document) -> list[str]:
    return [comment.text for comment in comments(document)]


def _joined(edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """Join edits, which come in the order of the text, where one begins at the end of another."""
    joined: list[Edit] = []
    for edit in edits:
        if joined and joined[-1].end == edit.start:
            last = joined.pop()
            joined.append(Edit(last.start, edit.end, last.text + edit.text))
        else:
            joined.append(edit)
    return tuple(edit for edit in joined if edit != Edit(edit.start, edit.start, ""))


def _put(pen: Pen, root: Node, path: NodePath, value: Plain) -> list[Edit]:
    slot, missing = follow(root, path)
    found = path[: len(path) - len(missing)]
    node = slot.value if slot else root
    if slot and (not missing or (isinstance(node, Scalar) and node.value is None)):
        return pen.replace(slot, found, amended(None, missing, lambda _: value))
    if not missing:
        return []
    new = amended(None, missing[1:], lambda _: value)
    return _add(pen, node, (*found, missing[0]), new)


def _add(pen: Pen, holder: Node, path: NodePath, value: Plain) -> list[Edit]:
    match holder, path[-1]:
        case Mapping(), str(key):
            return pen.add_key(holder, path, key, value)
        case Sequence(), int():
            return pen.add_item(holder, path, value)
        case _:
            return []


def _append(pen: Pen, root: Node, path: NodePath, value: Plain) -> list[Edit]:
    slot, missing = follow(root, path)
    node = slot.value if slot else root
    if missing or isinstance(node, Scalar):
        return _put(pen, root, path, [value])
    if isinstance(node, Sequence):
        return pen.add_item(node, (*path, len(node.items)), value)
    if slot and slot.key:
        return pen.itemize(slot, slot.key, (*path, 1), value)
    return []
