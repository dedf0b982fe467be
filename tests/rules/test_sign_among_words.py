"""A sign among words is found once, in the words that it is part of."""

from __future__ import annotations

from plantool.rules.sign_among_words import check
from plantool.syntax.parse import parse_document


def test_each_sign_is_found_once() -> None:
    document = parse_document("summary: [道路, 橋, 公園　#川]\n".encode(), "1-1.yaml")
    assert document.source
    assert document.root
    (found,) = check(document.source, document.root)
    assert (found.code.code, found.span.line, found.span.column) == ("PLT022", 1, 20)
