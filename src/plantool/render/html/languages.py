"""Words of another language within a document, marked as such for screen readers and browsers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_JAPANESE = (
    "々〆ヶ\u3041-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\uff66-\uff9f\U00020000-\U000323af"
)
_ENGLISH = r"[A-Za-z][A-Za-z'’-]*"
_WORDS = {
    # whatever stands within Japanese without a blank belongs to it
    "ja": f"[「『（【〈《]?[{_JAPANESE}](?:[^\\s<>{_JAPANESE}]*[{_JAPANESE}])*[。」』）】〉》]*",
    # one word alone may be a name or a code of any language
    "en": rf"(?<![&#\w]){_ENGLISH}(?: {_ENGLISH})+(?!\w)",
}
_OTHER = {"ja": "en", "en": "ja"}


def marked(html: Iterable[str], language: str) -> Iterator[str]:
    """Yield pieces of a document in ``language`` with the words of the other one marked.

    Words are told by their script: those of a plan are Japanese in an English document, and English
    in a Japanese one. A piece ends where no tag is open.
    """
    other = _OTHER[language]
    words = re.compile(_WORDS[other])
    parts = re.compile(rf"<(title|style)>[^<]*</\1>|<[^>]*>|(?P<words>{_WORDS[other]})")

    def mark(found: re.Match[str]) -> str:
        if found["words"]:
            return f'<span lang="{other}">{found[0]}</span>'
        if found[1] == "title" and words.search(found[0], len("<title>")):
            return found[0].replace("<title>", f'<title lang="{other}">', 1)
        return found[0]

    yield from (parts.sub(mark, piece) for piece in html)
