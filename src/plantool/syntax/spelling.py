"""How values are written in the canonical layout."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from typing import TYPE_CHECKING, cast

from plantool.syntax.edit import is_plain, write_scalar
from plantool.syntax.nodes import Mapping, Node, Scalar, Sequence, scalars
from plantool.syntax.outline import is_kept

if TYPE_CHECKING:
    from collections.abc import Iterable

    from plantool.diagnostics import NodePath
    from plantool.syntax.comments import Comment
    from plantool.syntax.layout import KeyOrder
    from plantool.syntax.outline import Entry

WIDEST = 100  # cells of a collection in brackets that is joined to one line
KEPT = "\r"  # among lines: no blank line may follow, it would be part of the text above
PAD = "  "

_LINE_BREAK = re.compile(r"\r\n|\n|\r")
_HEADER = re.compile(r"([|>][-+0-9]*) *(#.*)?")
_DIGIT = re.compile(r"[0-9]")
_TRAILING = re.compile(r"(?<!\\) +$")  # a blank behind a backslash is part of the text
_NOT_IN_FLOW = re.compile(r"[:?]")  # YAML allows them there, the parser does not


def in_order(keys: Iterable[str], known: Iterable[str]) -> list[str]:
    """Return ``keys`` in the order of ``known``, then those that are not known, as they were."""
    ranks = {key: rank for rank, key in enumerate(known)}
    return sorted(keys, key=lambda key: ranks.get(key, len(ranks)))


def cells(text: str) -> int:
    """Return how wide ``text`` is where a Japanese character is two cells wide."""
    return sum(_width(character) for character in text)


def _width(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1


class Spelling:
    """Writes values as lines: the first goes behind key or dash, the others are set off from these.

    Lines are as far from the margin as they are from the entry's key or dash.
    """

    def __init__(self, text: str, order: KeyOrder, written: Iterable[Comment]) -> None:
        self.text = text
        self.order = order
        self.starts = [comment.start for comment in written]

    def lines(self, entry: Entry, path: NodePath, before: int) -> list[str]:
        """Write the value of an entry; ``before`` is how many cells are taken on its line."""
        node = entry.value
        written = self.text[node.start.index : node.end.index]
        if written[:1] in {"|", ">"}:
            return _block_scalar(written, entry.column)
        parts = _LINE_BREAK.split(written)
        if len(parts) == 1:
            return [self.one_line(node, path)]
        if isinstance(node, Scalar):
            return [_trim(parts[0]), *(_pad(_trim(part).lstrip(" ")) for part in parts[1:])]
        line = "" if self.stays_apart(node) else self.one_line(node, path)
        if line and before + cells(line) <= WIDEST:
            return [line]
        return [_trim(parts[0]), *(_shift(_trim(part), entry.column) for part in parts[1:])]

    def one_line(self, node: Node, path: NodePath, *, flow: bool = False) -> str:
        """Write a scalar, or a collection in brackets or braces, on one line."""
        if isinstance(node, Mapping):
            keys = in_order(node.entries, self.order(path))
            return "{" + ", ".join(self.pair(node, key, path) for key in keys) + "}"
        if isinstance(node, Sequence):
            items = enumerate(node.items)
            parts = [self.one_line(item, (*path, at), flow=True) for at, item in items]
            return "[" + ", ".join(parts) + "]"
        return self.scalar(cast("Scalar", node), flow=flow)

    def pair(self, node: Mapping, step: str, path: NodePath) -> str:
        key, value = node.entries[step]
        written = self.one_line(value, (*path, step), flow=True)
        return f"{self.key(key, flow=True)}: {written or 'null'}"

    def key(self, node: Scalar, *, flow: bool = False) -> str:
        return self.scalar(node, flow=flow) or '""'

    def scalar(self, node: Scalar, *, flow: bool = False) -> str:
        """Write a scalar on one line: without quotes where it can be."""
        written = self.text[node.start.index : node.end.index]
        several = _LINE_BREAK.search(written)
        if not several and (written[:1] not in {"'", '"'} or _has_escapes(written)):
            return written
        plain = is_plain(node.text, flow=flow) and not (flow and _NOT_IN_FLOW.search(node.text))
        return node.text if plain else write_scalar(node.text, quote='"')

    def stays_apart(self, node: Node) -> bool:
        """Tell whether a collection over several lines cannot stand on one."""
        before, here = (bisect_left(self.starts, mark.index) for mark in (node.start, node.end))
        return before != here or any("\n" in scalar.text for _, scalar in scalars(node))


def _has_escapes(written: str) -> bool:
    """Tell whether what is between double quotes is there by its number or name, maybe unseen."""
    return written.startswith('"') and "\\" in written


def _block_scalar(written: str, column: int) -> list[str]:
    """Write a block scalar that stood in a collection at ``column``."""
    header, *lines = _LINE_BREAK.split(written)
    found = _HEADER.match(header)
    assert found is not None  # noqa: S101 - or the parser would not have read it
    style, comment = found[1], found[2] or ""
    if lines and lines[-1]:  # the file ends without a line break, which it is to get
        style = style.rstrip("+-") + "-"
    else:
        del lines[-1:]
    digit = _DIGIT.search(style)
    step = int(digit[0]) if digit else len(PAD)
    width = column + step if digit else _indentation(lines)
    texts = [line[width:] for line in lines]
    while texts and not texts[-1] and not is_kept(style):
        texts.pop()
    first = f"{style} {comment}".rstrip(" ")
    end = [KEPT] if is_kept(style) else []
    return [first, *(" " * step + text if text else "" for text in texts), *end]


def _indentation(lines: list[str]) -> int:
    """Return how far a block scalar is indented that does not say so."""
    texts = [line for line in lines if line.strip(" ")]
    return len(texts[0]) - len(texts[0].lstrip(" ")) if texts else max(map(len, lines), default=0)


def _trim(line: str) -> str:
    return _TRAILING.sub("", line)


def _pad(line: str) -> str:
    return PAD + line if line else ""


def _shift(line: str, column: int) -> str:
    """Move a line along with the entry that stood at ``column``, though not beyond it."""
    text = line.lstrip(" ")
    return " " * max(len(line) - len(text) - column, 0) + text
