"""Merges two changed texts of one plan file by what they say, not by their lines."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from plantool.diagnostics import Change
from plantool.editing.change_edits import has_data
from plantool.editing.change_set import ChangeResult, apply_statement
from plantool.editing.three_way import decide_merge
from plantool.syntax.comments import list_comment_texts
from plantool.syntax.parse import parse_document
from plantool.syntax.source import encode_like

if TYPE_CHECKING:
    from plantool.editing.key_positions import KeyOrder
    from plantool.editing.three_way import MergeConflict
    from plantool.syntax.document import Document
    from plantool.syntax.nodes import Plain


class MergeOutcome(NamedTuple):
    """What came of a merge.

    ``text`` is None where there are conflicts, where one of the texts cannot be read (it is not
    ``readable`` then), and where no text is certain to hold what both sides said.
    """

    text: bytes | None
    conflicts: tuple[MergeConflict, ...] = ()
    readable: bool = True


def merge_texts(
    base: bytes, ours: bytes, theirs: bytes, order: KeyOrder, by_lines: bytes | None = None
) -> MergeOutcome:
    """Merge what two sides made of ``base``, which is empty where both made the file.

    A side that changed nothing leaves the other as it is, byte for byte. ``by_lines``, what a merge
    of lines made of them without a conflict, is taken where it says what both sides do: it has the
    comments and the layout of both. Else what theirs changed is written into ours or, where only
    theirs changed comments, what ours changed into theirs.
    """
    if theirs in (base, ours):
        return MergeOutcome(ours)
    if ours == base:
        return MergeOutcome(theirs)
    documents = [parse_document(text, "") for text in (base, ours, theirs)]
    data = [_read_data(document) for document in documents]
    if not base.strip():
        data[0] = {}
    old, mine, other = data
    if old is None or mine is None or other is None:
        return MergeOutcome(None, readable=False)
    decision = decide_merge(old, mine, other)
    if decision.conflicts:
        return MergeOutcome(None, decision.conflicts)
    if by_lines is not None and has_data(parse_document(by_lines, ""), decision.data):
        return MergeOutcome(by_lines)
    return MergeOutcome(_find_revised_text(documents, (ours, theirs), decision.data, order))


def _read_data(document: Document) -> Plain:
    """Return what a file says; None, which no file says, where it cannot be read without doubt."""
    return None if document.root is None or document.diagnostics else document.root.to_plain()


def _find_revised_text(
    documents: list[Document], texts: tuple[bytes, bytes], data: Plain, order: KeyOrder
) -> bytes | None:
    """Return the first of two texts that can be made to say ``data`` and has the comments of both.

    One that only the other side has, or took away, would be lost unseen.
    """
    wanted = _merge_comment_counts(*(Counter(list_comment_texts(d)) for d in documents))
    if wanted is None:
        return None
    for document, text in zip(documents[1:], texts, strict=True):
        change = Change("", (), _read_data(document), data)
        revised, verdict = apply_statement(document, (change,), order)
        has_comments = Counter(list_comment_texts(revised)) == wanted
        if revised.source and verdict.result is not ChangeResult.REFUSED and has_comments:
            return encode_like(text, revised.source.text)
    return None


def _merge_comment_counts(
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
