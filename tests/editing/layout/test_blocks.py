"""How blocks and their lines are laid out: indentation, order, blank lines, line breaks."""

from __future__ import annotations

import pytest

from tests.editing.laying_out import assert_laid_out, every_example, laid_out

EXAMPLES = {
    "indentation": (
        """
        a:
            b:
             - 1
             -    c: 2
                  d: 3
        e:
        - 4
        -
          - 5
          - - 6
        """,
        """
        a:
          b:
            - 1
            - c: 2
              d: 3
        e:
          - 4
          - - 5
            - - 6
        """,
    ),
    "order of keys": (
        """
        z: 1
        c: {y: 1, b: 2, a: 3}
        y: 2
        b:
          - f: 3
            e: 4
          - e: 5
        a: 6
        """,
        """
        a: 6
        b:
          - e: 4
            f: 3
          - e: 5
        c: {a: 3, b: 2, y: 1}
        z: 1
        y: 2
        """,
    ),
    "blanks": (
        """


        a :   1
        b:    [ 1,2 ,  3 ]


        c: {  }


        d:

          e: "x"


          f:     y
        """,
        """
        a: 1
        b: [1, 2, 3]

        c: {}

        d:
          e: x

          f: y
        """,
    ),
    "a list": (
        """
        # head
        -   1
        # above
        -     b: 2
              a: 3
        """,
        """
        # head
        - 1
        # above
        - a: 3
          b: 2
        """,
    ),
    "keys with a question mark": (
        """
        ? b
        : 1
        ? a # why
        :
          - 2
        ? "c"
        """,
        """
        a: # why
          - 2
        b: 1
        c:
        """,
    ),
    "nothing": (
        """
        a:
        b:   # nothing yet
        c: {d: , e, f: ~}
        d:
          -
          -  # none
          - - 
        """,  # noqa: W291 - blanks at the end of the line are to go
        """
        a:
        b: # nothing yet
        c: {d: null, e: null, f: ~}
        d:
          -
          - # none
          - -
        """,
    ),
}


@every_example(EXAMPLES)
def test_blocks_are_laid_out(before: str, after: str) -> None:
    assert_laid_out(before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a: |\n  b", "a: |-\n  b\n"),
        ("a: |2+\n   b", "a: |2-\n   b\n"),
        ("a: b", "a: b\n"),
        ("a: b\n\n\n", "a: b\n"),
        ("a: |+\n  b\n\n", "a: |+\n  b\n\n"),
        ("a: |+\n  b\n\n# c", "a: |+\n  b\n\n# c\n"),
        ("a: |+\n  b\n# c\n\n", "a: |+\n  b\n# c\n"),
        ("a: |\n  b  \n     \n", "a: |\n  b  \n     \n"),
    ],
)
def test_a_file_ends_with_one_line_break_that_is_no_text(before: str, after: str) -> None:
    assert laid_out(before) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a: 1\r\nb: 2\r\nc: 3\n", "a: 1\r\nb: 2\r\nc: 3\r\n"),
        ("a: 1\r\nb: 2\nc: 3\n", "a: 1\nb: 2\nc: 3\n"),
        ("a: 1\r\nb: 2\n", "a: 1\nb: 2\n"),
        ("a: |\r\n  b\n  c\r\n", "a: |\r\n  b\r\n  c\r\n"),
        ("a: 1\rb: 2\r", "a: 1\nb: 2\n"),
    ],
)
def test_line_breaks_are_those_that_are_more(before: str, after: str) -> None:
    assert laid_out(before) == after
