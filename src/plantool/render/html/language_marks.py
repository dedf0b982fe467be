"""Words of another language within a document, marked as such for screen readers and browsers."""

from __future__ import annotations

import re
from itertools import groupby, islice
from typing import TYPE_CHECKING

from plantool.patterns import compile_late

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_JAPANESE = (
    "々〆ヶ\u3041-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\uff66-\uff9f\U00020000-\U000323af"
)
_ENGLISH = r"[A-Za-z][A-Za-z'’-]*"
_WORDS = {
    # letters within Japanese without a blank belong to it
    "ja": f"[「『（【〈《]?[{_JAPANESE}](?:[^\\s<>{_JAPANESE}]*[{_JAPANESE}])*[。」』）】〉》]*",
    # one word alone may be a name or a code of any language
    "en": rf"(?<![&#\w]){_ENGLISH}(?: {_ENGLISH})+(?!\w)",
}
# a tag, or an element in which no tag can stand
_TAGS = compile_late(
    r"(<(?:title|style)>[^<]*</(?:title|style)>"
    r"|<(?:option|script)\b[^>]*>[^<]*</(?:option|script)>|<[^>]*>)"
)
_MARKED_AS_WHOLE = compile_late(r"<(?:title>|option\b[^>]*>)")
_AT_ONCE = 500  # pieces
_OTHER = {"ja": "en", "en": "ja"}


class MarkedHtml(str):
    """A piece in which the words of another language are marked already."""

    __slots__ = ()


def mark_language(html: Iterable[str], language: str) -> Iterator[str]:
    """Yield pieces of a document in ``language`` with the words of the other one marked.

    Words are told by their script: those of a plan are Japanese in an English document, and English
    in a Japanese one. A piece ends where no tag is open.
    """
    other = _OTHER[language]
    words = re.compile(_WORDS[other])
    marking = rf'<span lang="{other}">\g<0></span>'
    for piece in _join_pieces(html):
        if isinstance(piece, MarkedHtml):
            yield piece
            continue
        parts = _TAGS.split(piece)  # text, tag, text, tag, text
        parts[::2] = [words.sub(marking, t) if len(t) > 1 else t for t in parts[::2]]
        if _MARKED_AS_WHOLE.search(piece):
            parts[1::2] = [_mark_whole(tag, words, other) for tag in parts[1::2]]
        yield "".join(parts)


def _join_pieces(html: Iterable[str]) -> Iterator[str]:
    """Yield pieces together, some hundred at a time: each by itself takes five times as long."""
    for is_marked, pieces in groupby(html, key=lambda piece: isinstance(piece, MarkedHtml)):
        while some := "".join(islice(pieces, _AT_ONCE)):
            yield MarkedHtml(some) if is_marked else some


def _mark_whole(tag: str, words: re.Pattern[str], language: str) -> str:
    """Mark a title or an option as a whole, for no tag can stand in it."""
    opened = _MARKED_AS_WHOLE.match(tag)
    if opened and words.search(tag, opened.end()):
        return f'{tag[: opened.end() - 1]} lang="{language}"{tag[opened.end() - 1 :]}'
    return tag
