"""Normal forms of text, for comparing; no other module makes them.

Normalising takes time in the square of a run of combining marks, so text that stacks more of them
on one letter than any writing does stays as it is. The limit is that of Unicode's Stream-Safe Text
Format (UAX #15, section 13).
"""

from __future__ import annotations

import unicodedata
from itertools import groupby
from typing import TYPE_CHECKING

from plantool.patterns import compile_late

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_MARKS = 30
# the blocks that hold combining marks, and none that a plan is mostly written in
_BLOCKS = (
    "[\u0300-\u1fff\u20d0-\u20ff\u2cef-\u2cf1\u2d7f\u2de0-\u2dff\u302a-\u302f\u3099\u309a"
    "\ua66f-\uabed\ufb1e\ufe20-\ufe2f\U00010000-\U0010ffff]"
)
_HYPHENS = str.maketrans(dict.fromkeys("‐‑–—−ー", "-"))
_HIRAGANA = {code: code - 0x60 for code in range(ord("ァ"), ord("ヶ") + 1)}  # of katakana
SUSPECT = compile_late(f"{_BLOCKS}{_BLOCKS}{{{MOST_MARKS},}}")  # the first by itself: found faster


def nfc(text: str) -> str:
    """Return ``text`` in composed characters: か with a combining ゛ as が."""
    return text if _is_stacked(text) else unicodedata.normalize("NFC", text)


def nfkc(text: str) -> str:
    """Return ``text`` with characters that differ in width or form alone made one: Ａ as A."""
    return text if _is_stacked(text) else unicodedata.normalize("NFKC", text)


def fold_name(text: str) -> str:
    """Return a name in one width and without blanks, to hold it against others."""
    return "".join(nfkc(text).split())


def fold_identifier(text: str) -> str:
    """Return an id that was perhaps typed in full width: １８－３ as 18-3."""
    return nfkc(text).translate(_HYPHENS).strip()


def fold_searched(text: str) -> str:
    """Return text as it is searched: of one width, case, kana and hyphen, without blanks."""
    return fold_name(text).casefold().translate(_HYPHENS).translate(_HIRAGANA)


def find_stacks(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of each run of more than MOST_MARKS combining marks."""
    for found in SUSPECT.finditer(text):
        # a block holds other characters as well: only its combining marks make a run
        for is_mark, offsets in groupby(range(*found.span()), lambda at: _is_mark(text[at])):
            run = list(offsets)
            if is_mark and len(run) > MOST_MARKS:
                yield run[0], run[-1] + 1


def _is_stacked(text: str) -> bool:
    return len(text) > MOST_MARKS and any(True for _ in find_stacks(text))


def _is_mark(character: str) -> bool:
    return unicodedata.combining(character) > 0
