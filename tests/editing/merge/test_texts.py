"""Which text is taken of two sides: its bytes, its comments, its lines."""

from __future__ import annotations

import pytest

from tests.editing.merging import merged


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "expected"),
    [
        ("a: 1\r\n", "a: 1\r\n", "a:   2 # x\r\n", "a:   2 # x\r\n"),
        ("a: 1\n", "a:  [2]\n", "a: 1\n", "a:  [2]\n"),
        ("a: 1\n", "a: {\n", "a: 1\n", "a: {\n"),
        ("", "a: 1\n", "a: 1\nb: 2\n", "a: 1\nb: 2\n"),
        ("a: 1\r\n", "a: 1\r\nb: 2\r\n", "a: 3\r\n", "a: 3\r\nb: 2\r\n"),
        ("a: 1\n", "\ufeffa: 1\nb: 2\n", "a: 3\n", "\ufeffa: 3\nb: 2\n"),
        ("a: {b: 1}\n", "a: {b: 1, d: 2}\n", "a: {b: 1, c: 3}\n", "a: {b: 1, d: 2, c: 3}\n"),
        ("a: 1\nb: 1\n", "b: 1\n", "a: 1\nb: 1\nc: 2\n", "b: 1\nc: 2\n"),
    ],
)
def test_bytes_stay(base: str, ours: str, theirs: str, expected: str) -> None:
    done = merged(base, ours, theirs)
    assert done.text is not None
    assert done.text.decode() == expected


@pytest.mark.parametrize(
    ("base", "ours", "theirs"),
    [
        ("a: 1\n", "a: 2\n", "a: [\n"),
        ("a: 1\n", "a: 2\nb: 1\nb: 2\n", "a: 1\nc: 1\n"),
        ("<<<<<<< x\n", "a: 2\n", "a: 1\n"),
        ("a: 1\n", "", "a: 2\n"),
    ],
)
def test_what_cannot_be_read_is_not_merged(base: str, ours: str, theirs: str) -> None:
    assert merged(base, ours, theirs) == (None, (), False)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("a: 3  # 甲\nb: 2\n", "a: 1\nb: 4  # 乙\n"),  # both have a new comment
        ("a: 3  # 甲\nb: 2\n", "a: 1  # 乙\nb: 2\n"),
        ("a: 1\nb: 3  # 甲\n", "b: 2\na: 3  # 乙\n"),
    ],
)
def test_no_comment_is_lost(ours: str, theirs: str) -> None:
    base = "a: 1\nb: 2\n"
    assert merged(base, ours, theirs) == (None, (), True)


def test_a_merge_of_lines_is_taken_where_it_says_the_same() -> None:
    base, ours, theirs = "a: 1\nb: 2\n", "a: 3 # x\nb: 2\n", "a: 1\nb: 4 # y\n"
    assert merged(base, ours, theirs, "a: 3 # x\nb: 4 # y\n").text == b"a: 3 # x\nb: 4 # y\n"
    assert merged(base, ours, theirs, "a: 3 # x\nb: 2 # y\n").text is None
    assert merged(base, ours, theirs, "a: 3 # x\nb: 4\nb: 4\n").text is None


def test_a_comment_and_a_value_of_two_sides_go_together() -> None:
    base, ours, theirs = "a: 1\nb: 2\n", "a: 1  # x\nb: 2\n", "a: 3\nb: 2\n"
    for one, other in ((ours, theirs), (theirs, ours)):
        assert merged(base, one, other).text == b"a: 3  # x\nb: 2\n"
