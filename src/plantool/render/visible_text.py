"""Text that a terminal, a page or a log shows as it is."""

from __future__ import annotations

from functools import lru_cache

from plantool.patterns import compile_late

_UNSEEN = compile_late(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)


@lru_cache(maxsize=16_384)  # the same words stand in many rows
def make_visible(text: str) -> str:
    """Spell out characters that could act on a terminal, turn text around or fit into no file.

    Line breaks stay.
    A tab, which has no width of its own, becomes an arrow.
    """
    return _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text.replace("\t", "→"))
