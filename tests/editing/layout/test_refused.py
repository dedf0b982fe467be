"""What is not certain is not laid out."""

from __future__ import annotations

import pytest

from plantool.editing.layout import lay_out_document
from plantool.syntax.parse import parse_document
from tests.editing.laying_out import as_written, laid_out


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# only a comment\n",
        "a\n",
        "{a: 1}\n",
        "a: 1\na: 2\n",
        "H31: 1\n令和元年度: 2\n",
        "a: &b c\n",
        "a: !!str 1\n",
        "%YAML 1.2\n---\na: 1\n",
        "a: 1\n---\nb: 1\n",
        "a: [1\n",
        "a:\t1\n",
        'a: "\\u202e"\n',
    ],
)
def test_what_is_not_certain_is_left(text: str) -> None:
    assert laid_out(text) is None


def test_what_would_change_again_is_left() -> None:
    turns = iter(range(10))
    document = parse_document(b"a: 1\nb: 2\n", "1-2.yaml")
    assert lay_out_document(document, lambda _: ("ab", "ba")[next(turns) % 2]) is None


def test_what_would_read_differently_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    document = parse_document(b"a: 'true'\nb: 'x'\n", "1-2.yaml")
    monkeypatch.setattr("plantool.editing.canonical_values.can_be_unquoted", lambda _, **__: True)
    assert lay_out_document(document, as_written) is None


def test_what_would_lose_a_comment_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    document = parse_document(b"a: 1 # b\n", "1-2.yaml")
    monkeypatch.setattr("plantool.editing.layout._append_comment", lambda lines, _: lines)
    assert lay_out_document(document, as_written) is None
