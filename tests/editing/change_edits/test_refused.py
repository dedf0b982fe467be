"""What is not certain is not written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.editing.writing import done, put

if TYPE_CHECKING:
    from plantool.diagnostics import NodePath
    from plantool.syntax.nodes import Plain


@pytest.mark.parametrize(
    ("text", "path", "value"),
    [
        ("a: 1\n", (), {}),
        ("a: 1\n", (0,), 2),
        ("a: 1\n", ("a", "b"), 2),
        ("a: [1]\n", ("a", 2), 2),
        ("a: [1]\n", ("a", -1), 2),
        ("a: [1]\n", ("a", "b"), 2),
        ("a:\n  b: 1 # one\n", ("a",), 2),
        ("a:\n  b: 1\n  # end\n", ("a",), 2),
        ("a: {b: 1, # one\n  c: 2}\n", ("a",), 2),
        ("a: | # text\n  b\n", ("a",), 2),
        ("a: 1\n", ("b",), "\x07"),
        ("a: 1\n", ("b",), "\ud800"),
        ("a: 1\n", ("b",), 10**50),
        ("a: 1\n", ("<<",), 2),
        ("a: |\n  no line break", ("b",), 2),
        ("a: &x 1\n", ("b",), 2),
        ("a: [1\n", ("b",), 2),
        ("", ("b",), 2),
    ],
)
def test_what_is_not_certain_is_not_done(text: str, path: NodePath, value: Plain) -> None:
    assert done(put, text, path, value) is None
