"""Normal forms of text, for comparing: the only place that makes them.

Normalising takes time in the square of a run of combining marks, so text that stacks more of them
on one letter than any writing does stays as it is. The limit is that of Unicode's Stream-Safe Text
Format (UAX #15, section 13).
"""

from __future__ import annotations

import re
import unicodedata
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_MARKS = 30
# what is no letter, digit or blank, nor of the blocks of punctuation that plans are ruled with
SUSPECT = re.compile(
    r"[^\w\s\x00-\u02ff\u2010-\u20cf\u2190-\u2bff\u3000-\u3029\uff00-\uffef]"
    f"{{{MOST_MARKS + 1},}}"
)


def nfc(text: str) -> str:
    """Return ``text`` in composed characters: か with a combining ゛ as が."""
    return text if _is_stacked(text) else unicodedata.normalize("NFC", text)


def nfkc(text: str) -> str:
    """Return ``text`` without what only the width or the form of characters tells apart."""
    return text if _is_stacked(text) else unicodedata.normalize("NFKC", text)


def stacks(text: str) -> Iterator[tuple[int, int]]:
    """Yield from where to where more than MOST_MARKS combining marks stand in a row."""
    for found in SUSPECT.finditer(text):
        for is_mark, places in groupby(range(*found.span()), lambda at: _is_mark(text[at])):
            run = list(places)
            if is_mark and len(run) > MOST_MARKS:
                yield run[0], run[-1] + 1


def _is_stacked(text: str) -> bool:
    return len(text) > MOST_MARKS and any(True for _ in stacks(text))


def _is_mark(character: str) -> bool:
    return unicodedata.combining(character) > 0
