from __future__ import annotations

import unicodedata

import pytest

from plantool.model.normal import MOST_MARKS, find_stacks, nfc, nfkc

ACUTE, BELOW = "\u0301", "\u0323"


@pytest.mark.parametrize("text", ["", "１２か所", "か\u3099", "é" * 100, "─" * 100, "！" * 50])
def test_text_is_normalised(text: str) -> None:
    assert nfkc(text) == unicodedata.normalize("NFKC", text)
    assert nfc(text) == unicodedata.normalize("NFC", text)


def test_thirty_marks_on_one_letter_are_normalised_and_one_more_is_not() -> None:
    most = "a" + BELOW + ACUTE * (MOST_MARKS - 1)
    assert nfc(most) == unicodedata.normalize("NFC", most) != most
    assert nfc(most + ACUTE) == most + ACUTE
    assert nfkc("１" + most + ACUTE) == "１" + most + ACUTE


def test_every_stack_has_its_place() -> None:
    text = "a" + ACUTE * 31 + "b" + ACUTE * 30 + "c" + BELOW * 40
    assert list(find_stacks(text)) == [(1, 32), (64, 104)]


def test_the_prefilter_lets_every_combining_mark_through() -> None:
    marks = [c for c in map(chr, range(0x110000)) if unicodedata.combining(c)]
    assert [c for c in marks if not list(find_stacks("a" + c * 31))] == []
