"""Changes of a file as edits of its text: comments, quotes, order and line ends stay."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from plantool.diagnostics import AS_TEXT, DELETE, Edit, Fix
from plantool.model.fiscal_year import find_spelling
from plantool.syntax.nodes import Mapping, Node, Scalar, Sequence
from plantool.syntax.scalars import is_ambiguous, is_endless_number, resolve_scalar

if TYPE_CHECKING:
    from collections.abc import Iterable

    from plantool.diagnostics import NodeChange, NodePath, Repair
    from plantool.syntax.parse import Document

# what a plain scalar may not begin with, hold or end with
_INDICATOR_START = re.compile(r"[-?:](?:\s|$)|[,\[\]{}#&*!|>'\"%@`]|---|\.\.\.")
_BREAKS_PLAIN = re.compile(r": |:$| #|[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]")
_BREAKS_FLOW = re.compile(r"[,\[\]{}:?]|^-")


_COMMENT = re.compile(r"(?:^|\s)#")


class _ImpossibleEdit(Exception):  # noqa: N818 - no error: there is no such edit, and so no fix
    """The change cannot be made as an edit."""


def build_fix(repair: Repair | None, document: Document) -> Fix | None:
    """Return ``repair`` as edits of the document's text, None where it cannot be made there."""
    if repair is None or document.root is None or document.source is None:
        return None
    try:
        edits = [
            _build_edit(change, document.root, document.source.text) for change in repair.changes
        ]
    except _ImpossibleEdit:
        return None
    return Fix(tuple(edits), repair.safe)


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """Return ``text`` with ``edits``, which do not overlap."""
    parts, offset = [], 0
    for edit in sorted(edits):
        parts += [text[offset : edit.start], edit.text]
        offset = edit.end
    return "".join([*parts, text[offset:]])


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
    if quote or not can_be_unquoted(text, flow=flow):
        return json.dumps(text, ensure_ascii=False)
    return text


def can_be_unquoted(text: str, *, flow: bool) -> bool:
    """Tell whether ``text`` can stand without quotes and still mean itself."""
    if not text or text != text.strip() or resolve_scalar(text) != text:
        return False
    if is_ambiguous(text) or is_endless_number(text):
        return False
    if _INDICATOR_START.match(text) or _BREAKS_PLAIN.search(text):
        return False
    return not (flow and _BREAKS_FLOW.search(text))


def find_text_end(node: Node, text: str) -> int:
    """Return the index right after the node's last character.

    The parser's own mark lies beyond it, before the next token, for all that indentation ends.
    """
    return node.start.index + len(text[node.start.index : node.end.index].rstrip(" \t\r\n"))


def is_flow_style(node: Node, text: str) -> bool:
    """Tell whether a collection is written in brackets or braces."""
    return not isinstance(node, Scalar) and text[node.start.index] in "[{"


def _build_edit(change: NodeChange, root: Node, text: str) -> Edit:
    holder = _find_holder(root, change.path[:-1])
    position = _find_entry_position(holder, change.path[-1])
    key, node = _find_pair(holder, position)
    if change.value is DELETE:
        deletion = _build_deletion(holder, position, text)
        if _COMMENT.search(text[deletion.start : deletion.end]):
            raise _ImpossibleEdit  # nobody's words are deleted unseen
        return deletion
    flow = is_flow_style(holder, text)
    if change.on_key:
        quote = _find_quote(text, key)
        written = write_scalar(change.value, quote=quote, flow=flow)
        return Edit(key.start.index, key.end.index, written)
    if isinstance(change.value, list):
        parts = ", ".join(write_scalar(item, flow=True) for item in change.value)
        return Edit(node.start.index, find_text_end(node, text), f"[{parts}]")
    if not isinstance(node, Scalar):
        raise _ImpossibleEdit
    quote = _find_quote(text, node)
    value = node.text if change.value is AS_TEXT else change.value
    written = write_scalar(value, quote=quote, flow=flow)
    start, end = node.start.index, find_text_end(node, text)
    if start and not text[start - 1].isspace() and text[start - 1] not in "[{,":
        written = " " + written  # a key that had no value at all
    return Edit(start, end, written)


def _find_holder(node: Node, path: NodePath) -> Node:
    for step in path:
        node = _find_pair(node, _find_entry_position(node, step))[1]
    return node


def _find_entry_position(holder: Node, step: str | int) -> int:
    """Return the position of an entry in its collection."""
    if isinstance(holder, Sequence) and isinstance(step, int) and step < len(holder.items):
        return step
    if isinstance(holder, Mapping):
        positions = _index_keys(holder)
        key = step if step in positions else find_spelling(str(step), positions)
        if key in positions:
            return positions[str(key)]
    raise _ImpossibleEdit


@lru_cache(maxsize=2)  # of one large mapping many entries may change
def _index_keys(holder: Mapping) -> dict[str, int]:
    return {key: at for at, key in enumerate(holder.entries)}


@lru_cache(maxsize=2)
def _list_pairs(holder: Mapping) -> tuple[tuple[Node, Node], ...]:
    return tuple(holder.entries.values())


def _find_pair(holder: Node, position: int) -> tuple[Node, Node]:
    if isinstance(holder, Mapping):
        return _list_pairs(holder)[position]
    item = _require_sequence(holder).items[position]
    return item, item


def _find_quote(text: str, node: Node) -> str:
    first = text[node.start.index : node.start.index + 1]
    return first if first in {'"', "'"} else ""


def _build_deletion(holder: Node, position: int, text: str) -> Edit:
    """Delete an entry of a collection that keeps others."""
    count = (
        len(holder.entries) if isinstance(holder, Mapping) else len(_require_sequence(holder).items)
    )
    if count == 1:
        raise _ImpossibleEdit
    key, node = _find_pair(holder, position)
    if is_flow_style(holder, text):
        if position + 1 < count:
            return Edit(key.start.index, _find_pair(holder, position + 1)[0].start.index, "")
        return Edit(
            find_text_end(_find_pair(holder, position - 1)[1], text), find_text_end(node, text), ""
        )
    if isinstance(holder, Mapping) and position == 0:  # it may share its line with a dash
        return Edit(key.start.index, _find_pair(holder, 1)[0].start.index, "")
    start = text.rfind("\n", 0, key.start.index) + 1
    line_end = text.find("\n", find_text_end(node, text))
    return Edit(start, line_end + 1 if line_end >= 0 else len(text), "")


def _require_sequence(node: Node) -> Sequence:
    if not isinstance(node, Sequence):
        raise _ImpossibleEdit
    return node
