"""Signs that look like those of YAML and are none, as input methods write them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from plantool.model.normal import nfkc

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LONGEST = 2000  # characters of a line that a hand may have typed
WIDE = "\u3000\u00a0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200b\u202f"
"""Blanks that are none to YAML, one by one: for patterns, and to strip."""
BLANK = f"[ {WIDE}]"
DASHES = "－−‐‑‒–—―ー・"
BRACKETS = {"｛": "{", "｝": "}", "［": "[", "］": "]"}
CLOSING = {"{": "}", "｛": "}", "[": "]", "［": "]"}
_DIGIT = "0-9０-９"
_LETTER = "A-Za-z_Ａ-Ｚａ-ｚ"
YEAR = (
    f"(?:[A-ZＡ-Ｚ][{_DIGIT}]{{1,2}}|(?:19|20)[0-9]{{2}}(?:[-/][0-9]{{2}})?"
    f"|(?:平成|令和)[元{_DIGIT}]+年度?)"
)
KEY = f"(?>(?:{YEAR}|[{_LETTER}][{_LETTER}{_DIGIT}-]*)(?![^\\W_]))"
"""What a key of a plan looks like; other words before a colon may be words.

It is read in one way only: a list of years that ends badly is not tried in every way there is.
"""
ENTRY = re.compile(f"(?P<key>{KEY})(?P<gap>{BLANK}*)(?P<colon>[:：])(?P<after>{BLANK}*)")

_WORDS = re.compile(r"\s*+\S")
_DASHES = dict.fromkeys(map(ord, DASHES.replace("・", "")), "-")


def half_width(text: str) -> str:
    """Return ``text`` in the characters of YAML's own, without blanks around it."""
    return nfkc(text.translate(_DASHES)).strip()


class Change(NamedTuple):
    """``text`` instead of a line's ``start`` to ``end``; ``name`` says what stands there.

    ``sure`` tells that nothing else can be meant, should the line be faulty at all.
    """

    start: int
    end: int
    text: str
    name: str
    sure: bool = True


def changed(line: str, changes: Iterable[Change]) -> str:
    """Return ``line`` with changes, which do not overlap."""
    pieces: list[str] = []
    at = 0
    for change in sorted(changes):
        pieces += (line[at : change.start], change.text)
        at = change.end
    return "".join((*pieces, line[at:]))


def of_entry(line: str, entry: re.Match[str]) -> Iterator[Change]:
    """Yield the slips of a key and its colon, as ENTRY finds them."""
    key = nfkc(entry["key"])
    if key != entry["key"]:
        yield Change(*entry.span("key"), key, "full-width letters")
    if entry["gap"].strip(" "):
        yield Change(*entry.span("gap"), "", "a full-width space")
    is_wide, goes_on = entry["colon"] == "：", _WORDS.match(line, entry.end()) is not None
    if is_wide:
        yield Change(*entry.span("colon"), ":", "a full-width colon")
    if entry["after"].strip(" "):
        yield Change(*entry.span("after"), " " * goes_on, "a full-width space")
    elif goes_on and not entry["after"]:
        yield Change(*entry.span("after"), " ", "no space after the colon")
