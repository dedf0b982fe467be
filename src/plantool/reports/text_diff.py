"""The changes within a text, word by word; Japanese has no blanks and goes sign by sign."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from plantool.patterns import compile_late

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_WORD = compile_late(r"[A-Za-z0-9０-９.,]+|\s+|.", re.DOTALL)
_CONTEXT_WORDS = 12  # words of what stays, before and after a change
_MORE = "…"


def mark_changes(before: str, after: str) -> str:
    """Return a text with deleted words as ``[-…-]`` and new ones as ``{+…+}``."""
    return "".join(_yield_marked_parts(_WORD.findall(before), _WORD.findall(after)))


def _yield_marked_parts(before: Sequence[str], after: Sequence[str]) -> Iterator[str]:
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    opcodes = matcher.get_opcodes()
    for at, (tag, start, end, new_start, new_end) in enumerate(opcodes):
        if tag == "equal":
            yield _shorten_kept(before[start:end], is_first=at == 0, is_last=at == len(opcodes) - 1)
            continue
        if end > start:
            yield f"[-{''.join(before[start:end])}-]"
        if new_end > new_start:
            yield f"{{+{''.join(after[new_start:new_end])}+}}"


def _shorten_kept(words: Sequence[str], *, is_first: bool, is_last: bool) -> str:
    """Return words that stay; of a long stretch only those near a change."""
    left, right = 0 if is_first else _CONTEXT_WORDS, 0 if is_last else _CONTEXT_WORDS
    if len(words) <= left + right + 1:
        return "".join(words)
    end = "".join(words[len(words) - right :]) if right else ""
    return "".join(words[:left]) + _MORE + end
