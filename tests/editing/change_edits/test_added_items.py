"""Items that are added to what stands behind a key."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.editing.writing import WIDE, add, done, text_of

if TYPE_CHECKING:
    from plantool.diagnostics import NodePath
    from plantool.syntax.nodes import Plain

EXAMPLES: dict[str, tuple[str, NodePath, Plain, str]] = {
    "to a list": (
        """
        c:
        - 1 # one
          # also one
        # about d
        d: 2
        """,
        ("c",),
        {"b": 2, "a": 1},
        """
        c:
        - 1 # one
          # also one
        - {a: 1, b: 2}
        # about d
        d: 2
        """,
    ),
    "to a list with blank lines": (
        """
        c:
          - a: 1

          - a: 2
            # end of two
        """,
        ("c",),
        {"a": "一\n二"},
        """
        c:
          - a: 1

          - a: 2
            # end of two

          - a: |-
              一
              二
        """,
    ),
    "to a list in brackets": (
        """
        c: [1,2,] # c
        """,
        ("c",),
        [3],
        """
        c: [1,2, [3],] # c
        """,
    ),
    "to nothing": (
        """
        c: # c
        """,
        ("c", "H30"),
        {"a": 1},
        """
        c: # c
          H30:
            - {a: 1}
        """,
    ),
    "to a mapping in braces": (
        """
        c:
            平成30年度:   {a: 1}  # one
            H31: {a: 3}
        """,
        ("c", "H30"),
        {"b": 2, "a": 1},
        """
        c:
            平成30年度:
              - {a: 1}  # one
              - {a: 1, b: 2}
            H31: {a: 3}
        """,
    ),
    "to a mapping in braces on the next line": (
        """
        c:
          H30: # c
               {a: 1}
        """,
        ("c", "H30"),
        {"a": 2},
        """
        c:
          H30: # c
               - {a: 1}
               - {a: 2}
        """,
    ),
    "to a mapping in braces over lines": (
        """
        c:
          H30: {a: 1, # one
            b: 2
          }
        """,
        ("c", "H30"),
        {"a": 2},
        """
        c:
          H30:
            - {a: 1, # one
              b: 2
            }
            - {a: 2}
        """,
    ),
    "to a mapping within braces": (
        """
        c: {H30: {a: 1}, H31: {}}
        """,
        ("c", "H30"),
        {"a": 2},
        """
        c: {H30: [{a: 1}, {a: 2}], H31: {}}
        """,
    ),
    "to a block": (
        """
        c:
          H30: # one
            # about a
            a: 1 # a
            b:
            - |+
              text

                text

            # end of b
            # end of one
          # about H31
          H31: {a: 3}
        """,
        ("c", "2018"),
        {"a": WIDE, "b": WIDE},
        f"""
        c:
          H30: # one
            # about a
            - a: 1 # a
              b:
              - |+
                text

                  text

              # end of b
              # end of one
            - a: {WIDE}
              b: {WIDE}
          # about H31
          H31: {{a: 3}}
        """,
    ),
}


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
@pytest.mark.parametrize(("before", "path", "value", "after"), EXAMPLES.values(), ids=EXAMPLES)
def test_an_item_is_added(
    before: str, path: NodePath, value: Plain, after: str, line_break: str
) -> None:
    text = text_of(before).replace("\n", line_break)
    assert done(add, text, path, value) == text_of(after).replace("\n", line_break)


@pytest.mark.parametrize(("text", "path"), [("a: 1\n", ()), ("a: 1\n", ("a",))])
def test_only_a_mapping_below_the_root_becomes_a_list(text: str, path: NodePath) -> None:
    assert done(add, text, path, {"b": 2}) is None


def test_an_item_becomes_a_list_as_a_whole() -> None:
    assert done(add, "- a: 1\n", (0,), {"b": 2}) == "- - {a: 1}\n  - {b: 2}\n"
