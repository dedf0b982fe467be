"""Merges two changed texts of one plan file by what they say, not by their lines."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from plantool.syntax.comments import comments
from plantool.syntax.parse import parse
from plantool.syntax.revise import revise, says
from plantool.syntax.source import BOM
from plantool.syntax.three_way import decide

if TYPE_CHECKING:
    from plantool.syntax.layout import KeyOrder
    from plantool.syntax.nodes import Plain
    from plantool.syntax.parse import Document
    from plantool.syntax.three_way import Conflict


class Merge(NamedTuple):
    """What came of a merge.

    ``text`` is None where there are conflicts, where one of the texts cannot be read (it is not
    ``readable`` then), and where no text is certain to hold what both sides said.
    """

    text: bytes | None
    conflicts: tuple[Conflict, ...] = ()
    readable: bool = True


def merge(
    base: bytes, ours: bytes, theirs: bytes, order: KeyOrder, by_lines: bytes | None = None
) -> Merge:
    """Merge what two sides made of ``base``, which is empty where both made the file.

    A side that changed nothing leaves the other as it is, byte for byte. ``by_lines``, what a merge
    of lines made of them without a conflict, is taken where it says what both sides do: it has the
    comments and the layout of both. Else what theirs changed is written into ours or, where only
    theirs changed comments, what ours changed into theirs.
    """
    if theirs in (base, ours):
        return Merge(ours)
    if ours == base:
        return Merge(theirs)
    documents = [parse(text, "") for text in (base, ours, theirs)]
    data = [_data(document) for document in documents]
    if not base.strip():
        data[0] = {}
    old, mine, other = data
    if old is None or mine is None or other is None:
        return Merge(None, readable=False)
    decision = decide(old, mine, other)
    if decision.conflicts:
        return Merge(None, decision.conflicts)
    if by_lines is not None and says(parse(by_lines, ""), decision.data):
        return Merge(by_lines)
    return Merge(_written(documents, (ours, theirs), decision.data, order))


def _data(document: Document) -> Plain:
    """Return what a file says; None, which no file says, where it cannot be read without doubt."""
    return None if document.root is None or document.diagnostics else document.root.plain()


def _written(
    documents: list[Document], texts: tuple[bytes, bytes], data: Plain, order: KeyOrder
) -> bytes | None:
    """Return the first of two texts that can be made to say ``data`` and has the comments of both.

    One that only the other side has, or took away, would be lost unseen.
    """
    wanted = _merged_remarks(*map(_remarks, documents))
    for document, text in zip(documents[1:], texts, strict=True):
        done = revise(document, data, order) if wanted is not None else None
        if done and done.source and _remarks(done) == wanted:
            return (BOM if text.startswith(BOM) else b"") + done.source.text.encode()
    return None


def _remarks(document: Document) -> Counter[str]:
    return Counter(comment.text.rstrip() for comment in comments(document))


def _merged_remarks(
    base: Counter[str], ours: Counter[str], theirs: Counter[str]
) -> Counter[str] | None:
    """Merge how often each comment stands there; None where both sides changed it differently."""
    merged: Counter[str] = Counter()
    for text in base | ours | theirs:
        counts = base[text], ours[text], theirs[text]
        if len({*counts}) == len(counts):
            return None
        merged[text] = counts[2] if counts[0] == counts[1] else counts[1]
    return merged
