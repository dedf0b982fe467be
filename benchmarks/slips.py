"""Draws slips of the pen: small edits of a plan's files, the same ones for the same seed."""

from __future__ import annotations

import re
from itertools import cycle, islice
from typing import TYPE_CHECKING, NamedTuple

from plantool.syntax.nodes import Mapping, Scalar, Sequence, yield_scalars
from plantool.syntax.parse import parse_document

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from random import Random
    from typing import TypeAlias

    from plantool.diagnostics import NodePath
    from plantool.syntax.nodes import Node

    Texts: TypeAlias = dict[str, str]
    Edited: TypeAlias = tuple[str, int, int, str]  # a file, from where to where, what instead

_DIGITS = ("0123456789", "０１２３４５６７８９")
_CELLS = frozenset({"baseline", "planned", "total", "target", "results"})


class Slip(NamedTuple):
    """One edit: ``text`` is the whole file after it; ``before`` and ``after`` are its lines."""

    kind: str
    file: str
    line: int
    before: str
    after: str
    text: str


def draw(texts: Texts, count: int, rng: Random) -> list[Slip]:
    """Return ``count`` different slips, as many of each kind as of any other."""
    kinds = cycle((kind, list(edits(texts))) for kind, edits in _KINDS.items())
    return list(islice(_different(texts, kinds, rng), count))


def _different(
    texts: Texts, kinds: Iterator[tuple[str, list[Edited]]], rng: Random
) -> Iterator[Slip]:
    seen = {(file, text) for file, text in texts.items()}
    for kind, edits in kinds:
        slip = _slip(kind, texts, rng.choice(edits))
        while (slip.file, slip.text) in seen:
            slip = _slip(kind, texts, rng.choice(edits))
        seen.add((slip.file, slip.text))
        yield slip


def _slip(kind: str, texts: Texts, edited: Edited) -> Slip:
    file, start, end, new = edited
    text = texts[file]
    line_start = text.rfind("\n", 0, start) + 1
    tail = text[end : text.find("\n", max(end - 1, start)) + 1]
    before, after = text[line_start:end] + tail, text[line_start:start] + new + tail
    line = text.count("\n", 0, start) + 1
    return Slip(kind, file, line, before, after, text[:start] + new + text[end:])


def _lines(texts: Texts) -> Iterator[tuple[str, int, str]]:
    for file, text in texts.items():
        for found in re.finditer(r"[^\n]+\n", text):
            yield file, found.start(), found[0]


def _deleted_lines(texts: Texts) -> Iterator[Edited]:
    for file, at, line in _lines(texts):
        yield file, at, at + len(line), ""


def _repeated_lines(texts: Texts) -> Iterator[Edited]:
    for file, at, line in _lines(texts):
        yield file, at, at + len(line), line * 2


def _indented_lines(texts: Texts) -> Iterator[Edited]:
    for file, at, line in _lines(texts):
        blanks = len(line) - len(line.lstrip(" "))
        for change in (-4, -2, -1, 1, 2, 4):
            if blanks + change >= 0:
                yield file, at, at + blanks, " " * (blanks + change)


def _dropped_characters(texts: Texts) -> Iterator[Edited]:
    for file, text in texts.items():
        yield from ((file, at, at + 1, "") for at, one in enumerate(text) if one != "\n")


def _retyped_keys(texts: Texts) -> Iterator[Edited]:
    """Leave out a letter, type it twice, or type two letters the wrong way round."""
    for file, text in texts.items():
        for key in _keys(_root(text, file)):
            start, name = key.start.index, key.text
            for at in range(len(name)):
                turned = name[:at] + name[at : at + 2][::-1] + name[at + 2 :]
                for typed in (name[:at] + name[at + 1 :], name[:at] + name[at] + name[at:], turned):
                    if typed != name:
                        yield file, start, start + len(name), typed


def _changed_digits(texts: Texts) -> Iterator[Edited]:
    for file, text in texts.items():
        for _, figure in _figures(_root(text, file)):
            for at in range(figure.start.index, figure.end.index):
                digits = next((each for each in _DIGITS if text[at] in each), "")
                yield from ((file, at, at + 1, new) for new in digits if new != text[at])


def _swapped_cells(texts: Texts) -> Iterator[Edited]:
    """Swap two cells of one row, or two amounts of one initiative."""
    for file, text in texts.items():
        figures = list(_figures(_root(text, file)))
        for at, (row, one) in enumerate(figures):
            for other in (each for same, each in figures[at + 1 :] if same == row):
                (a, b), (c, d) = sorted((n.start.index, n.end.index) for n in (one, other))
                yield file, a, d, text[c:d] + text[b:c] + text[a:b]


def _root(text: str, file: str) -> Node:
    root = parse_document(text.encode(), file).root
    if root is None:
        raise ValueError(f"{file} cannot be read")
    return root


def _keys(node: Node) -> Iterator[Scalar]:
    if isinstance(node, Mapping):
        for key, value in node.entries.values():
            yield key
            yield from _keys(value)
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _keys(item)


def _figures(root: Node) -> Iterator[tuple[NodePath, Scalar]]:
    """Yield the cells of measures, by their row, and the amounts of the budget."""
    for path, scalar in yield_scalars(root):
        if path[0] == "budget":
            yield path[:1], scalar
            continue
        for at, step in enumerate(path):
            if path[0] == "measures" and step in _CELLS:
                yield path[:at], scalar


_KINDS: dict[str, Callable[[Texts], Iterator[Edited]]] = {
    "change a digit": _changed_digits,
    "swap two cells": _swapped_cells,
    "delete a line": _deleted_lines,
    "repeat a line": _repeated_lines,
    "indent otherwise": _indented_lines,
    "retype a key": _retyped_keys,
    "drop a character": _dropped_characters,
}
