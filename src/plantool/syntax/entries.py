"""Reads what stands in brackets and braces on one line, with wide signs taken for YAML's own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from plantool.model.normal import nfkc
from plantool.syntax.signs import (
    BLANK,
    BRACKETS,
    CLOSING,
    ENTRY,
    KEY,
    WIDE,
    YEAR,
    Change,
    of_entry,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

_BLANKS = re.compile(f"{BLANK}+")
_QUOTED = re.compile(r'(?:"(?:[^"\\]|\\.)*"|\'(?:[^\']|\'\')*\')(?P<colon>:?)')
_BESIDE = re.compile(  # a comma is missing
    f"(?:[;；]{BLANK}*+|(?<!{BLANK}){BLANK}++)(?=(?:{KEY}):{BLANK}|{YEAR}[:：])"
)
_NEXT = re.compile(f"[,，、]{BLANK}*+(?:{KEY}){BLANK}*[:：]|，{BLANK}*+$")
_YEAR = re.compile(f"{BLANK}*+{YEAR}{BLANK}*(?:[,，、\\]］]|$)")
_A_YEAR = re.compile(YEAR)
_YEARS = re.compile(  # what is in brackets as a whole, and no word of a sentence
    f"［{BLANK}*+{YEAR}(?:{BLANK}*+[,，、]{BLANK}*+{YEAR})*+{BLANK}*+[］\\]]"
    f"(?={BLANK}*+(?:[,，、}}｝]|$))"
)
_ENDS = re.compile(r"\s*[,}]")
_NAMES = {"，": "a full-width comma", "、": "an ideographic comma"}
_SURELY = "{[]},"
_AFTER_CLOSING = frozenset({"", *"#＃,，、}]｝］"})
_LOOSE = " \u3000\u00a0"


class Words(NamedTuple):
    """A plain key or value of an entry; ``keyed`` tells that it has a key before it."""

    start: int
    end: int
    keyed: bool


class Entries:
    """What is between ``at`` and ``end`` on a line, or to the line's end where it is not closed.

    ``opened`` are the signs that would close what is open there, the outermost first.
    """

    def __init__(self, line: str, at: int, opened: str = "") -> None:
        self.line = line
        self.opened = opened
        self.changes: list[Change] = []
        self.words: list[Words] = []
        self.keyed = False
        self.end = self.sign(at) if not opened else at
        while self.opened and self.end < len(line) and not self.is_remark(self.end):
            self.end = self.step(self.end)

    @property
    def in_braces(self) -> bool:
        """Tell whether the innermost that is open holds entries with keys."""
        return self.opened[-1:] == "}"

    def is_remark(self, at: int) -> bool:
        return self.line[at] == "#" and self.line[at - 1 : at] in {"", " "}

    def step(self, at: int) -> int:
        """Pass by a sign, a key or words; return where they end."""
        if blanks := _BLANKS.match(self.line, at):
            return self.blanks(*blanks.span())
        if quoted := _QUOTED.match(self.line, at):
            self.keyed = self.keyed or bool(quoted["colon"])
            return quoted.end()
        if self.is_sign(at):
            return self.sign(at)
        if self.in_braces and not self.keyed and (entry := ENTRY.match(self.line, at)):
            self.changes += of_entry(self.line, entry)
            self.keyed = True
            return entry.end()
        return self.pass_by(at)

    def blanks(self, at: int, end: int) -> int:
        if self.line[at:end].strip(" "):
            self.changes.append(Change(at, end, " ", "a full-width space"))
        return end

    def is_sign(self, at: int) -> bool:
        """Tell whether a sign stands where no words are read; wide ones may be words."""
        sign = self.line[at]
        may_be_words = sign == "［" and self.in_braces and not _YEARS.match(self.line, at)
        return (sign in CLOSING and not may_be_words) or sign in ",，、" or self.closes(at)

    def closes(self, at: int) -> bool:
        """Tell whether a sign closes what is open: a wide one before a sign, or at the end."""
        sign = self.line[at]
        if BRACKETS.get(sign, sign) != self.opened[-1:] or sign in _SURELY:
            return sign in "}]"
        blanks = _BLANKS.match(self.line, at + 1)
        after = blanks.end() if blanks else at + 1
        return self.line[after : after + 1] in _AFTER_CLOSING

    def sign(self, at: int) -> int:
        """Take a sign for what it means."""
        sign = self.line[at]
        half = "," if sign in ",，、" else BRACKETS.get(sign, sign)
        if half == ",":
            self.keyed = False
        elif half in CLOSING:
            self.opened, self.keyed = self.opened + CLOSING[half], False
        else:
            self.opened, half = self.opened[:-1], self.opened[-1:]
            self.keyed = self.in_braces
        if sign in "，、" and not _BLANKS.match(self.line, at + 1) and at + 1 < len(self.line):
            half = ", "
        if sign != half:
            name = _NAMES.get(sign, "a full-width bracket")
            sure = half[0] != "," or self.in_braces or _YEAR.match(self.line, at + 1) is not None
            self.changes.append(Change(at, at + 1, half, name, sure))
        return at + 1

    def pass_by(self, start: int) -> int:
        """Pass by words, up to a sign that ends them."""
        at = start + 1
        while at < len(self.line) and not self.ends_words(at):
            at += 1
        end = start + len(self.line[start:at].rstrip(f" {WIDE}"))
        self.words.append(Words(start, end, self.keyed))
        words = self.line[start:end]
        if not self.in_braces and nfkc(words) != words and _A_YEAR.fullmatch(words):
            self.changes.append(Change(start, end, nfkc(words), "full-width letters"))
        if beside := self.keyed and self.in_braces and _BESIDE.match(self.line, end):
            self.changes.append(Change(end, beside.end(), ", ", "no comma between entries"))
            self.keyed = False
            return beside.end()
        if self.line[end:at].strip(" "):
            self.changes.append(Change(end, at, "", "a full-width space"))
        return at

    def ends_words(self, at: int) -> bool:
        sign = self.line[at]
        if sign in _SURELY:
            return True
        if sign in "，、":
            return not self.in_braces or _NEXT.match(self.line, at) is not None
        if sign in _LOOSE or sign in ";；":
            is_remark = self.line[at + 1 : at + 2] == "#" and sign == " "
            is_first = self.line[at - 1] not in _LOOSE  # what is behind them is behind each
            is_beside = is_first and self.keyed and _BESIDE.match(self.line, at) is not None
            return is_remark or is_beside
        return sign in BRACKETS and self.closes(at)


def lone_words(entries: Entries) -> Iterator[tuple[Words, list[Words]]]:
    """Yield each value in braces with the words behind it that have no key.

    A comma within the value, of ``2,273`` or of a sentence, made entries of its parts.
    """
    line, words = entries.line, entries.words
    at = 0
    while at < len(words):
        end = at + 1
        while end < len(words) and not words[end].keyed and words[at].keyed:
            between = line[words[end - 1].end : words[end].start].strip()
            if between != "," or not _ENDS.match(line, words[end].end):
                break
            end += 1
        if end > at + 1:
            yield words[at], words[at + 1 : end]
        at = end
