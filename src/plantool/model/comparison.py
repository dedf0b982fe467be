"""Words that compare: 以上, 未満, at least. They belong to the number they stand with."""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING

from plantool.patterns import compile_late

if TYPE_CHECKING:
    from decimal import Decimal


class Comparison(Enum):
    """The bound that a number is: a least or a most, itself included or (strictly) not."""

    AT_LEAST = "at-least"
    ABOVE = "above"
    AT_MOST = "at-most"
    BELOW = "below"

    @property
    def is_upward(self) -> bool:
        """Tell whether more is asked for, rather than less."""
        return self in {Comparison.AT_LEAST, Comparison.ABOVE}

    @property
    def is_strict(self) -> bool:
        """Tell whether the number itself is not enough."""
        return self in {Comparison.ABOVE, Comparison.BELOW}

    @property
    def inclusive(self) -> Comparison:
        """The same without being strict."""
        return Comparison.AT_LEAST if self.is_upward else Comparison.AT_MOST

    def is_met(self, value: Decimal, bound: Decimal) -> bool:
        """Tell whether ``value`` lies on the side of ``bound`` that is asked for."""
        if value == bound:
            return not self.is_strict
        return (value > bound) is self.is_upward


# searched from the left, so that "no more than" is found before the "more than" in it
_BEFORE = compile_late(
    r"(?<![^\W_])(?:(?P<AT_LEAST>at least|(?:no|not) (?:less|fewer) than|≥|≧|>=)"
    r"|(?P<AT_MOST>at most|(?:no|not) (?:more|greater) than|up to|≤|≦|<=)"
    r"|(?P<ABOVE>(?:more|greater) than|over|>)|(?P<BELOW>(?:less|fewer) than|under|<))\s*$",
    re.IGNORECASE,
)
_AFTER = compile_late(
    r"\s*(?:(?P<AT_LEAST>以上|or (?:more|greater|over)\b)"
    r"|(?P<AT_MOST>以下|以内|まで$|or (?:less|fewer|under)\b)"
    r"|(?P<ABOVE>を?超え[るた]?|超(?!過)|を?上回る)|(?P<BELOW>未満|を?下回る))",
    re.IGNORECASE,
)
_VAGUE_BEFORE = compile_late(r"(?:約|(?<![^\W_])about)\s*$", re.IGNORECASE)
_VAGUE_AFTER = compile_late(r"\s*程度")


def split_comparison(before: str, after: str) -> tuple[Comparison | None, str, str]:
    """Return the comparison right beside a number, and the rest of the text on both sides of it.

    約, 程度 and about are taken away as well: they say that the number is none to insist on.
    """
    # vague words may stand on either side of the one that compares: about 5 or more, 約5以上程度
    before = _VAGUE_BEFORE.sub("", before)
    found = _BEFORE.search(before)
    before = _VAGUE_BEFORE.sub("", before[: found.start()] if found else before)
    after = _strip_match(_VAGUE_AFTER, after)
    behind = _AFTER.match(after)
    after = _strip_match(_VAGUE_AFTER, after[behind.end() :] if behind else after)
    word = found or behind
    return Comparison[word.lastgroup] if word and word.lastgroup else None, before, after


def strip_comparison(text: str) -> str:
    """Return the text before the first word of comparison or vagueness: 回 of 回以上."""
    for pattern in (_AFTER, _VAGUE_AFTER):
        if found := pattern.search(text):
            text = text[: found.start()]
    return text


def _strip_match(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.match(text)
    return text[found.end() :] if found else text
