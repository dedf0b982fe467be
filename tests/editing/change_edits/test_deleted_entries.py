"""What becomes of the comments and of the holder of an entry that is deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.editing.writing import delete, text_of

if TYPE_CHECKING:
    from plantool.diagnostics import NodePath

COMMENTS: dict[str, tuple[NodePath, str, str]] = {
    "above, set apart from the next": (
        ("b",),
        """
        a: 1
        # about b
        # and more
        b: 2
        c: 3
        """,
        """
        a: 1
        # about b
        # and more

        c: 3
        """,
    ),
    "above, set apart already": (
        ("b",),
        """
        a: 1

        # about b
        b: {d: 1}

        # about c
        c: 3
        """,
        """
        a: 1

        # about b

        # about c
        c: 3
        """,
    ),
    "above the last": (
        ("b",),
        """
        a: 1
        # about b
        b: 2
        """,
        """
        a: 1
        # about b
        """,
    ),
    "above the first": (
        ("a",),
        """
        # yaml-language-server: $schema=x
        # about a
        a: 1
        # about b
        b: 2
        """,
        """
        # yaml-language-server: $schema=x
        # about a

        # about b
        b: 2
        """,
    ),
    "the head of a file": (
        ("a",),
        """
        # about the file
        a: 1
        b: 2
        """,
        """
        # about the file
        b: 2
        """,
    ),
    "of the entry that becomes the first": (
        ("a",),
        """
        a: 1
        # about b
        b: 2
        """,
        """

        # about b
        b: 2
        """,
    ),
    "of the entry that becomes the first, below a blank line": (
        ("a",),
        """

        a: 1
        # about b
        b: 2
        """,
        """

        # about b
        b: 2
        """,
    ),
    "of the entry that becomes the first, below the head of a file": (
        ("a",),
        """
        # about the file
        a: 1
        # about b
        b: 2
        """,
        """
        # about the file

        # about b
        b: 2
        """,
    ),
    "of the entry that becomes the first, a blank line below the head": (
        ("a",),
        """
        # about the file

        a: 1
        # about b
        b: 2
        """,
        """
        # about the file

        # about b
        b: 2
        """,
    ),
    "of the entry that becomes the first, with an order to the program": (
        ("a",),
        """
        # about the file
        a: 1
        # plantool: ignore[PLT301] as printed
        b: 2
        """,
        """
        # about the file
        # plantool: ignore[PLT301] as printed
        b: 2
        """,
    ),
    "of the entry that becomes the first, within it": (
        ("a",),
        """
        a: 1
        b: # about b
          2
        """,
        """
        b: # about b
          2
        """,
    ),
    "of the item that becomes the first": (
        ("a", 0),
        """
        a:
        - 1
        # about 2
        - 2
        """,
        """
        a:
        # about 2
        - 2
        """,
    ),
    "apart, of no entry": (
        ("b",),
        """
        a: 1
        # about what follows

        b: 2
        c: 3
        """,
        """
        a: 1
        # about what follows

        c: 3
        """,
    ),
    "above an item": (
        ("a", 1),
        """
        a:
        - 1
        # about 2
        -
          2
        # about 3
        - 3
        """,
        """
        a:
        - 1
        # about 2

        # about 3
        - 3
        """,
    ),
    "above an item whose first key goes": (
        ("a", 0, "b"),
        """
        a:
          # about b
          - b: 1
            c: 2
        """,
        """
        a:
          # about b
          - c: 2
        """,
    ),
    "of the entry above, indented": (
        ("b",),
        """
        a: 1
          # of a
        b: 2
        c: 3
        """,
        """
        a: 1
          # of a
        c: 3
        """,
    ),
}


@pytest.mark.parametrize(("path", "before", "after"), COMMENTS.values(), ids=COMMENTS)
@pytest.mark.parametrize("line_break", ["\n", "\r\n"])
def test_comments_stay_and_become_no_others(
    path: NodePath, before: str, after: str, line_break: str
) -> None:
    before, after = (text_of(text).replace("\n", line_break) for text in (before, after))
    assert delete(before, path) == after


@pytest.mark.parametrize(
    "text",
    [
        "a: 1\nb: 2 # about b\nc: 3\n",
        "a: 1\nb: 2\n  # about b\nc: 3\n",
        "a: 1\nb:\n  # about d\n  d: 2\nc: 3\n",
        "a: 1\nb: | # text\n  d\nc: 3\n",
    ],
)
def test_a_comment_within_an_entry_keeps_it(text: str) -> None:
    assert delete(text, ("b",)) is None


@pytest.mark.parametrize(
    ("text", "path", "left"),
    [
        ("a: 1\nb: {H30: 1}\n", ("b", "H30"), "a: 1\n"),
        ("a: 1\nb:\n  H30: 1\nc: 2\n", ("b", "H30"), "a: 1\nc: 2\n"),
        ("a: 1\nb:\n  H31: {c: 1}\n", ("b", "令和元年度", "c"), "a: 1\n"),
        ("a: 1\nb: {c: {d: 1}, e: 2}\n", ("b", "c", "d"), "a: 1\nb: {e: 2}\n"),
        ("a: 1\nb: [2]\n", ("b", 0), "a: 1\n"),
        ("a: 1\nb:\n  - 2\n", ("b", 0), "a: 1\n"),
        ("a:\n  - b: {c: 1}\n    d: 2\n", ("a", 0, "b", "c"), "a:\n  - d: 2\n"),
        ("a: 1\n# about b\nb: {c: 1}\nd: 2\n", ("b", "c"), "a: 1\n# about b\n\nd: 2\n"),
        ("a: 1\nb: # years\n  H30: 1\n", ("b", "H30"), None),
        ("a:\n  - b: 1\n  - c: 2\n", ("a", 0, "b"), None),
        ("a: 1\n", ("a",), None),
        ("a: {b: 1}\n", ("a", "b"), None),
    ],
)
def test_the_last_entry_goes_with_the_key_that_holds_it(
    text: str, path: NodePath, left: str | None
) -> None:
    assert delete(text, path) == left
