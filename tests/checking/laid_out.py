"""The same files in other clothes: quotes, comments at every place, line ends, a BOM."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from plantool.diagnostics import Edit, apply_edits
from plantool.syntax.nodes import Mapping, Scalar, Sequence, find_text_end
from plantool.syntax.parse import parse_document
from plantool.syntax.source import BOM

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from plantool.syntax.nodes import Node

_BLOCK = re.compile(r"(?:^|[ \t:])[|>][-+0-9]*(?:[ \t]+#.*)?$")  # the header of a block scalar
_TO_BE_QUOTED = re.compile(r"[^\"'|>\n\r\t\b]+")


class Layout(NamedTuple):
    """How files are written; what they say is the same."""

    quote: str = ""
    comments: bool = False
    line_end: str = "\n"
    bom: bool = False

    def of(self, text: str) -> bytes:
        """Write ``text``, of whatever sense it may make, in this layout."""
        text = _quoted(text, self.quote) if self.quote else text
        text = _commented(text) if self.comments else text
        data = text.replace("\n", self.line_end).encode()
        return BOM + data if self.bom else data

    def lay(self, plan: Path) -> None:
        """Write every file of the plan anew that is text, is not large and has no link."""
        for path in plan.iterdir():
            if path.is_symlink() or path.stat().st_size > 100_000:
                continue
            try:
                path.write_bytes(self.of(path.read_bytes().decode()))
            except UnicodeDecodeError:
                continue


def _quoted(text: str, quote: str) -> str:
    """Put keys and words of a file that has a tree in quotes; numbers would become text."""
    root = parse_document(text.encode(), "").root
    words = _words(root) if root else ()
    return apply_edits(text, (edit for word in words if (edit := _in_quotes(word, text, quote))))


def _in_quotes(word: Scalar, text: str, quote: str) -> Edit | None:
    start, end = word.start.index, find_text_end(word, text)
    plain = isinstance(word.value, str) and text[start:end] == word.text
    if not (plain and _TO_BE_QUOTED.fullmatch(word.text)):
        return None
    return Edit(start, end, f"{quote}{word.text}{quote}".replace("\\", "\\\\"))


def _words(node: Node) -> Iterator[Scalar]:
    match node:
        case Scalar():
            yield node
        case Mapping():
            for key, value in node.entries.values():
                yield key
                yield from _words(value)
        case Sequence():
            for item in node.items:
                yield from _words(item)
        case _:
            pass


def _commented(text: str) -> str:
    """Put a comment above every line and behind it, each with a number of its own."""
    written: list[str] = []
    for number, (line, in_block) in enumerate(_lines(text)):
        indent = line[: len(line) - len(line.lstrip(" "))]
        takes = not in_block and line.strip()
        written += [f"{indent}# 上{number}"] if takes and not line.startswith("%") else []
        written.append(f"{line} # 横{number}" if takes else line)
    return "".join(f"{line}\n" for line in written)


def _lines(text: str) -> Iterator[tuple[str, bool]]:
    """Yield lines, and whether each stands in a block scalar, where # is a letter."""
    block: int | None = None
    for line in text.removesuffix("\n").split("\n"):
        indent = len(line) - len(line.lstrip(" "))
        if block is not None and line.strip() and indent <= block:
            block = None
        yield line, block is not None
        if block is None and _BLOCK.search(line):
            block = indent
