"""Changes of a file as edits of its text: comments, quotes, order and line ends stay."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from plantool.diagnostics import AS_TEXT, DELETE, Edit, Fix
from plantool.model.fiscal_year import spelling_of
from plantool.syntax.nodes import Mapping, Node, Scalar, Sequence
from plantool.syntax.scalars import is_ambiguous, is_endless, resolve

if TYPE_CHECKING:
    from collections.abc import Iterable

    from plantool.diagnostics import Change, NodePath, Repair
    from plantool.syntax.parse import Document

# what a plain scalar may not begin with, hold or end with
_INDICATOR = re.compile(r"[-?:](?:\s|$)|[,\[\]{}#&*!|>'\"%@`]|---|\.\.\.")
_BREAKS_PLAIN = re.compile(r": |:$| #|[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]")
_BREAKS_FLOW = re.compile(r"[,\[\]{}:?]|^-")


_COMMENT = re.compile(r"(?:^|\s)#")


class _Impossible(Exception):  # noqa: N818 - no error: there is no such edit, and so no fix
    """The change cannot be made as an edit."""


def fix(repair: Repair | None, document: Document) -> Fix | None:
    """Return ``repair`` as edits of the document's text, None where it cannot be made there."""
    if repair is None or document.root is None or document.source is None:
        return None
    try:
        edits = [_edit(change, document.root, document.source.text) for change in repair.changes]
    except _Impossible:
        return None
    return Fix(tuple(edits), repair.safe)


def apply(text: str, edits: Iterable[Edit]) -> str:
    """Return ``text`` with ``edits``, which do not overlap."""
    parts, at = [], 0
    for edit in sorted(edits):
        parts += [text[at : edit.start], edit.text]
        at = edit.end
    return "".join([*parts, text[at:]])


def write_scalar(value: object, *, quote: str = "", flow: bool = False) -> str:
    """Write a scalar as YAML; text is quoted with ``quote``, or where it must be.

    ``flow`` tells that it stands within brackets or braces.
    """
    match value:
        case str():
            return _write_text(value, quote, flow=flow)
        case None:
            return "null"
        case bool():
            return str(value).lower()
        case Decimal():
            return f"{value:f}"
        case _:
            return str(value)


def _write_text(text: str, quote: str, *, flow: bool) -> str:
    if quote == "'" and "\n" not in text:
        return "'" + text.replace("'", "''") + "'"
    if quote or not is_plain(text, flow=flow):
        return json.dumps(text, ensure_ascii=False)
    return text


def is_plain(text: str, *, flow: bool) -> bool:
    """Tell whether ``text`` can stand without quotes and still mean itself."""
    if not text or text != text.strip() or resolve(text) != text:
        return False
    if is_ambiguous(text) or is_endless(text):
        return False
    if _INDICATOR.match(text) or _BREAKS_PLAIN.search(text):
        return False
    return not (flow and _BREAKS_FLOW.search(text))


def end_of(node: Node, text: str) -> int:
    """Return the index right after the node's last character.

    The parser's own mark lies beyond it, before the next token, for all that indentation ends.
    """
    return node.start.index + len(text[node.start.index : node.end.index].rstrip(" \t\r\n"))


def is_flow(node: Node, text: str) -> bool:
    """Tell whether a collection is written in brackets or braces."""
    return not isinstance(node, Scalar) and text[node.start.index] in "[{"


def _edit(change: Change, root: Node, text: str) -> Edit:
    holder = _follow(root, change.path[:-1])
    at = _position(holder, change.path[-1])
    key, node = _entry(holder, at)
    if change.value is DELETE:
        gone = _deletion(holder, at, text)
        if _COMMENT.search(text[gone.start : gone.end]):
            raise _Impossible  # nobody's words are deleted unseen
        return gone
    flow = is_flow(holder, text)
    if change.on_key:
        quote = _quote(text, key)
        written = write_scalar(change.value, quote=quote, flow=flow)
        return Edit(key.start.index, key.end.index, written)
    if isinstance(change.value, list):
        parts = ", ".join(write_scalar(item, flow=True) for item in change.value)
        return Edit(node.start.index, end_of(node, text), f"[{parts}]")
    if not isinstance(node, Scalar):
        raise _Impossible
    quote = _quote(text, node)
    value = node.text if change.value is AS_TEXT else change.value
    written = write_scalar(value, quote=quote, flow=flow)
    start, end = node.start.index, end_of(node, text)
    if start and not text[start - 1].isspace() and text[start - 1] not in "[{,":
        written = " " + written  # a key that had no value at all
    return Edit(start, end, written)


def _follow(node: Node, path: NodePath) -> Node:
    for step in path:
        node = _entry(node, _position(node, step))[1]
    return node


def _position(holder: Node, step: str | int) -> int:
    """Return the position of an entry in its collection."""
    if isinstance(holder, Sequence) and isinstance(step, int) and step < len(holder.items):
        return step
    if isinstance(holder, Mapping):
        places = _places(holder)
        key = step if step in places else spelling_of(str(step), places)
        if key in places:
            return places[str(key)]
    raise _Impossible


@lru_cache(maxsize=2)  # of one large mapping many entries may change
def _places(holder: Mapping) -> dict[str, int]:
    return {key: at for at, key in enumerate(holder.entries)}


@lru_cache(maxsize=2)
def _pairs(holder: Mapping) -> tuple[tuple[Node, Node], ...]:
    return tuple(holder.entries.values())


def _entry(holder: Node, at: int) -> tuple[Node, Node]:
    if isinstance(holder, Mapping):
        return _pairs(holder)[at]
    item = _sequence(holder).items[at]
    return item, item


def _quote(text: str, node: Node) -> str:
    first = text[node.start.index : node.start.index + 1]
    return first if first in {'"', "'"} else ""


def _deletion(holder: Node, at: int, text: str) -> Edit:
    """Delete an entry of a collection that keeps others."""
    count = len(holder.entries) if isinstance(holder, Mapping) else len(_sequence(holder).items)
    if count == 1:
        raise _Impossible
    key, node = _entry(holder, at)
    if is_flow(holder, text):
        if at + 1 < count:
            return Edit(key.start.index, _entry(holder, at + 1)[0].start.index, "")
        return Edit(end_of(_entry(holder, at - 1)[1], text), end_of(node, text), "")
    if isinstance(holder, Mapping) and at == 0:  # it may share its line with a dash
        return Edit(key.start.index, _entry(holder, 1)[0].start.index, "")
    start = text.rfind("\n", 0, key.start.index) + 1
    line_end = text.find("\n", end_of(node, text))
    return Edit(start, line_end + 1 if line_end >= 0 else len(text), "")


def _sequence(node: Node) -> Sequence:
    if not isinstance(node, Sequence):
        raise _Impossible
    return node
