"""The canonical layout of a file: same data, same comments, one way to write it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from collections.abc import Sequence as OrderedKeys
from itertools import dropwhile, takewhile
from typing import TYPE_CHECKING, TypeAlias

from plantool.diagnostics import NodePath
from plantool.syntax.comments import comments
from plantool.syntax.nodes import Mapping, Node, Scalar, Sequence
from plantool.syntax.parse import parse
from plantool.syntax.placing import BLANK, page
from plantool.syntax.spelling import KEPT, PAD, Spelling, in_order

if TYPE_CHECKING:
    from plantool.syntax.outline import Block, Entry
    from plantool.syntax.parse import Document
    from plantool.syntax.placing import Page

KeyOrder: TypeAlias = Callable[[NodePath], OrderedKeys[str]]
"""Tells how the keys of the mapping at a path go; none where their order is the writer's."""


def lay_out(document: Document, order: KeyOrder) -> str | None:
    """Return the canonical text of a file, None where that is not certain.

    It is certain where the file has no syntax fault and the text, read again, has the same data and
    the same comments, and is itself laid out.
    """
    text = _write(document, order)
    if text is None or document.source is None:
        return None
    again = parse(text.encode(), document.source.file)
    certain = _is_same(document, again) and _write(again, order) == text
    return text if certain else None


def _write(document: Document, order: KeyOrder) -> str | None:
    found = None if document.diagnostics else page(document)
    if found is None or document.source is None:
        return None
    text = document.source.text
    writer = _Writer(Spelling(text, order, found.comments), order)
    return _settle(
        writer.file(found), "\r\n" if text.count("\r\n") * 2 > text.count("\n") else "\n"
    )


def _is_same(before: Document, after: Document) -> bool:
    if before.root is None or after.root is None or after.diagnostics:
        return False
    return _is_equal(before.root, after.root) and _remarks(before) == _remarks(after)


def _is_equal(before: Node, after: Node) -> bool:
    """Compare data but for the order of keys; ``true`` is not 1, nor 1.0."""
    match before, after:
        case Scalar(), Scalar():
            return (type(before.value), before.value) == (type(after.value), after.value)
        case Sequence(), Sequence():
            pairs = zip(before.items, after.items, strict=False)
            return len(before.items) == len(after.items) and all(_is_equal(*two) for two in pairs)
        case Mapping(), Mapping() if before.entries.keys() == after.entries.keys():
            return all(_is_equal(before.entries[k][1], after.entries[k][1]) for k in after.entries)
        case _:
            return False


def _remarks(document: Document) -> Counter[str]:
    return Counter(comment.text.rstrip(" ") for comment in comments(document))


def _settle(lines: Iterable[str], line_break: str) -> str:
    """Join lines: one blank line at most between two, none at the start and at the end."""
    done: list[str] = []
    kept = False
    for line in lines:
        if line not in {BLANK, KEPT}:
            done.append(line)
        elif line == BLANK and done and done[-1] and not kept:
            done.append("")
        kept = line == KEPT or (kept and line == BLANK)
    while done and not done[-1] and not kept:
        done.pop()
    return line_break.join([*done, ""])


class _Writer:
    """Writes blocks as lines, each as far from the margin as from its block's."""

    def __init__(self, spelling: Spelling, order: KeyOrder) -> None:
        self.spelling = spelling
        self.order = order

    def file(self, found: Page) -> list[str]:
        return [*found.head, *self.block(found.root, (), 0)]

    def block(self, block: Block, path: NodePath, column: int) -> list[str]:
        """Write a block that is to stand at ``column``."""
        lines: list[str] = []
        for entry in self.sorted(block, path):
            lines += [*entry.above, *self.entry(entry, (*path, entry.step), column)]
        return list(dropwhile(lambda line: line == BLANK, [*lines, *block.below]))

    def sorted(self, block: Block, path: NodePath) -> Iterable[Entry]:
        entries = {entry.step: entry for entry in block.entries}
        keys = [key for key in entries if isinstance(key, str)]
        return [entries[key] for key in in_order(keys, self.order(path))] or block.entries

    def entry(self, entry: Entry, path: NodePath, column: int) -> list[str]:
        start = "-" if entry.key is None else f"{self.spelling.key(entry.key)}:"
        if entry.block is None:
            first, *others = self.spelling.lines(entry, path, column + len(start) + 1)
            return _behind([f"{start} {first}", *others], entry.behind)
        lines = self.block(entry.block, path, column + len(PAD))
        if entry.key is None and entry.block.entries:
            return _item(lines)
        return [*_behind([start], entry.behind), *_indent(lines)]


def _item(lines: list[str]) -> list[str]:
    """Set a dash before a block; the comments above its first line go above the dash."""
    above = list(takewhile(lambda line: line == BLANK or line.startswith("#"), lines))
    first, *others = lines[len(above) :]
    return [*above, f"- {first}", *_indent(others)]


def _indent(lines: Iterable[str]) -> list[str]:
    return [PAD + line if line not in {"", BLANK, KEPT} else line for line in lines]


def _behind(lines: list[str], comment: str) -> list[str]:
    return [*lines[:-1], f"{lines[-1]} {comment}"] if comment else lines
