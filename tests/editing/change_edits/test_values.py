"""Values in the stead of others: of nothing, of a text, of a block."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.editing.writing import WIDE, done, put, text_of

if TYPE_CHECKING:
    from plantool.diagnostics import NodePath
    from plantool.syntax.nodes import Plain

EXAMPLES: dict[str, tuple[str, NodePath, Plain, str]] = {
    "a key without a value": (
        """
        c:   # yet to come
          # H30: 2
        d: 1
        """,
        ("c", "H31"),
        3,
        """
        c:   # yet to come
          H31: 3
          # H30: 2
        d: 1
        """,
    ),
    "a key without a value, on its line": (
        """
        c:   # at last
        """,
        ("c", "H31"),
        3,
        """
        c: {H31: 3}   # at last
        """,
    ),
    "null": (
        """
        c: ~   # at last
        """,
        ("c", "H31"),
        {"a": {"b": 1}},
        """
        c:   # at last
          H31:
            a: {b: 1}
        """,
    ),
    "an item without a value": (
        """
        c:
        -  # none
        - 2
        """,
        ("c", 0),
        {"a": WIDE, "b": WIDE},
        f"""
        c:
        - a: {WIDE}  # none
          b: {WIDE}
        - 2
        """,
    ),
    "a value in place of another": (
        """
        c: {R1:  old  , H30: x} # c
        """,
        ("c", "H31"),
        "a, b",
        """
        c: {R1:  "a, b"  , H30: x} # c
        """,
    ),
    "quotes are kept": (
        """
        c: 'old'
        """,
        ("c",),
        "it's",
        """
        c: 'it''s'
        """,
    ),
    "quotes that had to be are not": (
        """
        c: "1"
        """,
        ("c",),
        "it's",
        """
        c: it's
        """,
    ),
    "single quotes cannot say everything": (
        """
        c: 'old'
        """,
        ("c",),
        "\r",
        r"""
        c: "\r"
        """,
    ),
    "a text in place of a text": (
        """
        c: |+  
          old  

        d: 1
        """,  # noqa: W291 - blanks at the end of lines
        ("c",),
        "new",
        """
        c: new
        d: 1
        """,
    ),
    "lines in place of one": (
        """
        c: old  # c
        d: 1
        """,
        ("c",),
        "一\n二",
        """
        c: |-  # c
          一
          二
        d: 1
        """,
    ),
    "one in place of a block": (
        """
        c: # c
          - 1

          - 2
        d: 1
        """,
        ("c",),
        [3],
        """
        c: # c [3]
        d: 1
        """.replace("# c [3]", "[3] # c"),
    ),
    "a block in place of a block": (
        """
        c:
        -   - 1
            - 2
        - 3
        """,
        ("c", 0),
        {"a": {"b": 1}},
        """
        c:
        -   a: {b: 1}
        - 3
        """,
    ),
    "behind a text that keeps its blank lines": (
        """
        a: |+
          x

        c: 1
        """,
        ("b",),
        {"x": {"a": 1}},
        """
        a: |+
          x

        b:
          x: {a: 1}
        c: 1
        """,
    ),
    "between marks of the document": (
        """
        --- # one
        b: 1
        ...
        # two
        """,
        ("a",),
        2,
        """
        --- # one
        a: 2
        b: 1
        ...
        # two
        """,
    ),
    "nothing that is there": (
        """
        c:  {R1: {b: 0x2, a:  'x'}}  # c
        """,
        ("c", "H31"),
        {"a": "x", "b": 2},
        """
        c:  {R1: {b: 0x2, a:  'x'}}  # c
        """,
    ),
}


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
@pytest.mark.parametrize(("before", "path", "value", "after"), EXAMPLES.values(), ids=EXAMPLES)
def test_a_value_is_replaced(
    before: str, path: NodePath, value: Plain, after: str, line_break: str
) -> None:
    text = text_of(before).replace("\n", line_break)
    assert done(put, text, path, value) == text_of(after).replace("\n", line_break)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a: 1", "a: 1\nb: x\n"),
        ("a: 1\r\nc: 2 # c", "a: 1\r\nb: x\r\nc: 2 # c"),
        ("a:\r\n- 1\r\n  # end", "a:\r\n- 1\r\n  # end\r\nb: x\r\n"),
        ("{a: 1}", "{a: 1, b: x}"),
    ],
)
def test_the_last_line_may_be_without_an_end(before: str, after: str) -> None:
    assert done(put, before, ("b",), "x") == after
