"""Signs that look like those of YAML and are none, as input methods write them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plantool.model.normal import nfkc
from plantool.patterns import compile_late

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator

LONGEST_TYPED_LINE = 2000  # characters of a line that a hand may have typed
WIDE_BLANKS = "\u3000\u00a0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200b\u202f"
"""Blanks that are none to YAML, one by one: for patterns, and to strip."""
BLANK_PATTERN = f"[ {WIDE_BLANKS}]"
DASHES = "－−‐‑‒–—―ー・"
BRACKETS = {"｛": "{", "｝": "}", "［": "[", "］": "]"}
CLOSING = {"{": "}", "｛": "}", "[": "]", "［": "]"}
_DIGIT = "0-9０-９"
_LETTER = "A-Za-z_Ａ-Ｚａ-ｚ"
YEAR_PATTERN = (
    f"(?:[A-ZＡ-Ｚ][{_DIGIT}]{{1,2}}|(?:19|20)[0-9]{{2}}(?:[-/][0-9]{{2}})?"
    f"|(?:平成|令和)[元{_DIGIT}]+年度?)"
)
KEY_PATTERN = f"(?>(?:{YEAR_PATTERN}|[{_LETTER}][{_LETTER}{_DIGIT}-]*)(?![^\\W_]))"
"""What a key of a plan looks like; other words before a colon may be words.

It is read in one way only: a list of years that ends badly is not tried in every way there is.
"""
ENTRY_PATTERN = compile_late(
    f"(?P<key>{KEY_PATTERN})(?P<gap>{BLANK_PATTERN}*)(?P<colon>[:：])(?P<after>{BLANK_PATTERN}*)"
)

_MORE_WORDS = compile_late(r"\s*+\S")
_DASH_TABLE = dict.fromkeys(map(ord, DASHES.replace("・", "")), "-")


def to_half_width(text: str) -> str:
    """Return ``text`` in the characters of YAML's own, without blanks around it."""
    return nfkc(text.translate(_DASH_TABLE)).strip()


class LineSlip(NamedTuple):
    """``text`` instead of a line's ``start`` to ``end``; ``name`` says what stands there.

    ``sure`` tells that nothing else can be meant, should the line be faulty at all.
    """

    start: int
    end: int
    text: str
    name: str
    sure: bool = True


def mend_line(line: str, slips: Iterable[LineSlip]) -> str:
    """Return ``line`` with changes, which do not overlap."""
    pieces: list[str] = []
    offset = 0
    for slip in sorted(slips):
        pieces += (line[offset : slip.start], slip.text)
        offset = slip.end
    return "".join((*pieces, line[offset:]))


def yield_key_slips(line: str, entry: re.Match[str]) -> Iterator[LineSlip]:
    """Yield the slips of a key and its colon, as ENTRY finds them."""
    key = nfkc(entry["key"])
    if key != entry["key"]:
        yield LineSlip(*entry.span("key"), key, "full-width letters")
    if entry["gap"].strip(" "):
        yield LineSlip(*entry.span("gap"), "", "a full-width space")
    is_wide, has_value = entry["colon"] == "：", _MORE_WORDS.match(line, entry.end()) is not None
    if is_wide:
        yield LineSlip(*entry.span("colon"), ":", "a full-width colon")
    if entry["after"].strip(" "):
        yield LineSlip(*entry.span("after"), " " * has_value, "a full-width space")
    elif has_value and not entry["after"]:
        yield LineSlip(*entry.span("after"), " ", "no space after the colon")
