"""Reads what stands in brackets and braces on one line, with wide signs taken for YAML's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plantool.model.normal import nfkc
from plantool.patterns import compile_late
from plantool.syntax.wide_signs import (
    BLANK_PATTERN,
    BRACKETS,
    CLOSING,
    ENTRY_PATTERN,
    KEY_PATTERN,
    WIDE_BLANKS,
    YEAR_PATTERN,
    LineSlip,
    yield_key_slips,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

_BLANKS = compile_late(f"{BLANK_PATTERN}+")
_QUOTED = compile_late(r'(?:"(?:[^"\\]|\\.)*"|\'(?:[^\']|\'\')*\')(?P<colon>:?)')
_MISSING_COMMA = compile_late(  # a comma is missing
    f"(?:[;；]{BLANK_PATTERN}*+|(?<!{BLANK_PATTERN}){BLANK_PATTERN}++)(?=(?:{KEY_PATTERN}):{BLANK_PATTERN}|{YEAR_PATTERN}[:：])"
)
_NEXT_ENTRY = compile_late(
    f"[,，、]{BLANK_PATTERN}*+(?:{KEY_PATTERN}){BLANK_PATTERN}*[:：]|，{BLANK_PATTERN}*+$"
)
_YEAR_ITEM = compile_late(f"{BLANK_PATTERN}*+{YEAR_PATTERN}{BLANK_PATTERN}*(?:[,，、\\]］]|$)")
_ONLY_YEAR = compile_late(YEAR_PATTERN)
_BRACKETED_YEARS = compile_late(  # all that stands in brackets, and no word of a sentence
    f"［{BLANK_PATTERN}*+{YEAR_PATTERN}(?:{BLANK_PATTERN}*+[,，、]{BLANK_PATTERN}*+{YEAR_PATTERN})*+{BLANK_PATTERN}*+[］\\]]"
    f"(?={BLANK_PATTERN}*+(?:[,，、}}｝]|$))"
)
_ENTRY_END = compile_late(r"\s*[,}]")
_COMMA_NAMES = {"，": "a full-width comma", "、": "an ideographic comma"}
_SURE_SIGNS = "{[]},"
_AFTER_CLOSING = frozenset({"", *"#＃,，、}]｝］"})
_LOOSE_BLANKS = " \u3000\u00a0"


class PlainWords(NamedTuple):
    """A plain key or value of an entry; ``keyed`` tells that it has a key before it."""

    start: int
    end: int
    keyed: bool


class FlowEntries:
    """The entries from ``start`` on a line, to ``end`` or to the line's end where it is not closed.

    ``opened`` are the signs that would close the open brackets there, the outermost first.
    """

    def __init__(self, line: str, start: int, opened: str = "") -> None:
        self.line = line
        self.opened = opened
        self.slips: list[LineSlip] = []
        self.words: list[PlainWords] = []
        self.keyed = False
        self.end = self.read_sign(start) if not opened else start
        while self.opened and self.end < len(line) and not self.is_comment_start(self.end):
            self.end = self.read_next(self.end)

    @property
    def in_braces(self) -> bool:
        """Tell whether the innermost that is open holds entries with keys."""
        return self.opened[-1:] == "}"

    def is_comment_start(self, offset: int) -> bool:
        return self.line[offset] == "#" and self.line[offset - 1 : offset] in {"", " "}

    def read_next(self, offset: int) -> int:
        """Pass by a sign, a key or words; return where they end."""
        if blanks := _BLANKS.match(self.line, offset):
            return self.read_blanks(*blanks.span())
        if quoted := _QUOTED.match(self.line, offset):
            self.keyed = self.keyed or bool(quoted["colon"])
            return quoted.end()
        if self.is_sign_at(offset):
            return self.read_sign(offset)
        if self.in_braces and not self.keyed and (entry := ENTRY_PATTERN.match(self.line, offset)):
            self.slips += yield_key_slips(self.line, entry)
            self.keyed = True
            return entry.end()
        return self.read_plain_words(offset)

    def read_blanks(self, start: int, end: int) -> int:
        if self.line[start:end].strip(" "):
            self.slips.append(LineSlip(start, end, " ", "a full-width space"))
        return end

    def is_sign_at(self, offset: int) -> bool:
        """Tell whether a sign stands where no words are read; wide ones may be words."""
        sign = self.line[offset]
        may_be_words = (
            sign == "［" and self.in_braces and not _BRACKETED_YEARS.match(self.line, offset)
        )
        return (
            (sign in CLOSING and not may_be_words)
            or sign in ",，、"
            or self.is_closing_sign(offset)
        )

    def is_closing_sign(self, offset: int) -> bool:
        """Tell whether a sign closes a bracket: a wide one before a sign, or at the end."""
        sign = self.line[offset]
        if BRACKETS.get(sign, sign) != self.opened[-1:] or sign in _SURE_SIGNS:
            return sign in "}]"
        blanks = _BLANKS.match(self.line, offset + 1)
        after = blanks.end() if blanks else offset + 1
        return self.line[after : after + 1] in _AFTER_CLOSING

    def read_sign(self, offset: int) -> int:
        """Take a sign for what it means."""
        sign = self.line[offset]
        half = "," if sign in ",，、" else BRACKETS.get(sign, sign)
        if half == ",":
            self.keyed = False
        elif half in CLOSING:
            self.opened, self.keyed = self.opened + CLOSING[half], False
        else:
            self.opened, half = self.opened[:-1], self.opened[-1:]
            self.keyed = self.in_braces
        if (
            sign in "，、"
            and not _BLANKS.match(self.line, offset + 1)
            and offset + 1 < len(self.line)
        ):
            half = ", "
        if sign != half:
            name = _COMMA_NAMES.get(sign, "a full-width bracket")
            sure = (
                half[0] != ","
                or self.in_braces
                or _YEAR_ITEM.match(self.line, offset + 1) is not None
            )
            self.slips.append(LineSlip(offset, offset + 1, half, name, sure))
        return offset + 1

    def read_plain_words(self, start: int) -> int:
        """Pass by words, up to a sign that ends them."""
        offset = start + 1
        while offset < len(self.line) and not self.is_words_end(offset):
            offset += 1
        end = start + len(self.line[start:offset].rstrip(f" {WIDE_BLANKS}"))
        self.words.append(PlainWords(start, end, self.keyed))
        words = self.line[start:end]
        if not self.in_braces and nfkc(words) != words and _ONLY_YEAR.fullmatch(words):
            self.slips.append(LineSlip(start, end, nfkc(words), "full-width letters"))
        if beside := self.keyed and self.in_braces and _MISSING_COMMA.match(self.line, end):
            self.slips.append(LineSlip(end, beside.end(), ", ", "no comma between entries"))
            self.keyed = False
            return beside.end()
        if self.line[end:offset].strip(" "):
            self.slips.append(LineSlip(end, offset, "", "a full-width space"))
        return offset

    def is_words_end(self, offset: int) -> bool:
        sign = self.line[offset]
        if sign in _SURE_SIGNS:
            return True
        if sign in "，、":
            return not self.in_braces or _NEXT_ENTRY.match(self.line, offset) is not None
        if sign in _LOOSE_BLANKS or sign in ";；":
            is_remark = self.line[offset + 1 : offset + 2] == "#" and sign == " "
            # of several blanks the first tells: an entry behind them is behind each
            may_end = self.keyed and self.line[offset - 1] not in _LOOSE_BLANKS
            return is_remark or (may_end and bool(_MISSING_COMMA.match(self.line, offset)))
        return sign in BRACKETS and self.is_closing_sign(offset)


def yield_lone_words(entries: FlowEntries) -> Iterator[tuple[PlainWords, list[PlainWords]]]:
    """Yield each value in braces with the words behind it that have no key.

    A comma within the value, of ``2,273`` or of a sentence, made entries of its parts.
    """
    line, words = entries.line, entries.words
    first = 0
    while first < len(words):
        end = first + 1
        while end < len(words) and not words[end].keyed and words[first].keyed:
            between = line[words[end - 1].end : words[end].start].strip()
            if between != "," or not _ENTRY_END.match(line, words[end].end):
                break
            end += 1
        if end > first + 1:
            yield words[first], words[first + 1 : end]
        first = end
