"""Departments as people have them: a list pasted from a directory, a table or a mail.

Bureau and divisions may stand on one line (企画部　企画課、財政課), or the bureau above its
divisions, which are set off, follow a dot, or are known by their endings.
"""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from plantool.patterns import compile_late

if TYPE_CHECKING:
    from collections.abc import Iterator

_HEAD_SIGNS = "■□◆◇●○◎★☆【《［<＜["
_CLOSING_SIGNS = "】》］>＞]"
_BULLET = compile_late(r"(?:[・･*＊‐–—-]|[(（]?[0-9０-９]{1,3}[)）.．、]|[①-⑳])[ \t\u3000]*")
_BUREAU = compile_late(r".*(?:部|局|庁)")
_JAPANESE = compile_late("[\u3040-\u30ff\u3400-\u9fff]")
_PARTS = compile_late(r"[、，,；;/／]")
_BLANKS = compile_late(r"[ \t\u3000]+")
_WIDE_BLANKS = compile_late(r"[ \t\u3000]*(?:\t| {2})[ \t\u3000]*")
_COLON = compile_late(r"[:：]")
_BLANK_SIGNS = " \t\u3000"


class _Line(NamedTuple):
    """A line: how far it is set off, whether it is marked as a head or an item, and its words."""

    indent: int
    is_head: bool
    is_item: bool
    text: str


def parse_departments(text: str) -> dict[str, list[str]]:
    """Return the divisions by their bureaus, in the order in which they stand first.

    A bureau without divisions has none. Whatever is written, there is a reading.
    """
    departments: dict[str, list[str]] = {}
    bureau, head, is_alone = "", None, False  # the last bureau, its line, nothing behind it there
    for line in _yield_lines(text):
        name, divisions = _split_line(line.text)
        if head and _is_set_off(line, head):
            divisions, is_alone = _split_parts(line.text), False
        elif name or not (is_alone and _is_division(line)):
            bureau, head = name or line.text, line
            divisions, is_alone = (divisions if name else []), not (name and divisions)
        known = departments.setdefault(_join_blanks(bureau), [])
        known += [division for division in dict.fromkeys(divisions) if division not in known]
    return departments


def _yield_lines(text: str) -> Iterator[_Line]:
    for line in text.splitlines():
        rest = line.strip(_BLANK_SIGNS)
        is_head = bool(rest) and rest[0] in _HEAD_SIGNS
        item = None if is_head else _BULLET.match(rest)
        words = rest[item.end() :] if item else rest
        words = words.strip(_HEAD_SIGNS + _CLOSING_SIGNS + _BLANK_SIGNS) if is_head else words
        if words:
            indent = len([*takewhile(_BLANK_SIGNS.__contains__, line)])
            yield _Line(indent, is_head, item is not None, words)


def _split_line(text: str) -> tuple[str, list[str]]:
    """Return the bureau that a line names, "" for none, and the divisions behind it."""
    blanks = _BLANKS if _JAPANESE.search(text) else _WIDE_BLANKS
    for sign in (_COLON, blanks):
        if found := sign.search(text):
            return text[: found.start()].strip(_BLANK_SIGNS), _split_parts(text[found.end() :])
    first, *others = _split_parts(text) or [""]
    is_bureau = _BUREAU.fullmatch(first) or not _JAPANESE.search(first)
    return (first, others) if others and is_bureau else ("", [first, *others])


def _split_parts(text: str) -> list[str]:
    parts = (_join_blanks(part.strip(_BLANK_SIGNS)) for part in _PARTS.split(text))
    return [part for part in parts if part]


def _join_blanks(name: str) -> str:
    return _BLANKS.sub(" ", name)


def _is_set_off(line: _Line, head: _Line) -> bool:
    """Tell whether a line stands below the one that names the bureau."""
    if line.is_head:
        return False
    return head.is_head or line.indent > head.indent or line.is_item > head.is_item


def _is_division(line: _Line) -> bool:
    """Tell by its ending that a name is that of a division, 企画課, not of a bureau, 企画部."""
    is_japanese = _JAPANESE.search(line.text) is not None
    return is_japanese and not line.is_head and not _BUREAU.fullmatch(line.text)
