"""Keys that are set in braces and brackets."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.editing.writing import WIDE, done, put, text_of

if TYPE_CHECKING:
    from plantool.diagnostics import NodePath
    from plantool.syntax.nodes import Plain

EXAMPLES: dict[str, tuple[str, NodePath, Plain, str]] = {
    "into braces": (
        """
        c: {H30: 9 , H32: {a: 1},} # c
        """,
        ("c", "R1"),
        {"b": "x: y\nz", "a": None},
        r"""
        c: {H30: 9, R1: {a: null, b: "x: y\nz"} , H32: {a: 1},} # c
        """,
    ),
    "before the first in braces": (
        """
        c: {H31: 9}
        """,
        ("c", "H30"),
        [8],
        """
        c: {H30: [8], H31: 9}
        """,
    ),
    "into empty braces": (
        """
        c: {  }
        """,
        ("c", "H30"),
        8,
        """
        c: {H30: 8  }
        """,
    ),
    "behind a comma at the end": (
        """
        c: {H30: 8, }
        """,
        ("c", "H31"),
        9,
        """
        c: {H30: 8, H31: 9, }
        """,
    ),
    "into braces over lines": (
        """
        c: {
          H30: 8, # eight
          H32: 7  # seven
        }
        """,
        ("c", "H31"),
        9,
        """
        c: {
          H30: 8, # eight
          H31: 9,
          H32: 7  # seven
        }
        """,
    ),
    "first in braces over lines": (
        """
        c: {
          # about H30
          H30: 8
          }
        """,
        ("c", "H29"),
        9,
        """
        c: {
          # about H30
          H29: 9,
          H30: 8
          }
        """,
    ),
    "last in braces over lines": (
        """
        c: {
          H30: 8, # eight
          H32: 7  # seven
        }
        """,
        ("c", "H33"),
        9,
        """
        c: {
          H30: 8, # eight
          H32: 7,  # seven
          H33: 9
        }
        """,
    ),
    "last in braces over lines, with a comma": (
        """
        c: {
          H32: 7,  # seven
        }
        """,
        ("c", "H33"),
        9,
        """
        c: {
          H32: 7,  # seven
          H33: 9,
        }
        """,
    ),
    "where commas begin lines": (
        """
        c: { H30: 8
           , H32: 7 }
        """,
        ("c", "H31"),
        9,
        """
        c: { H30: 8, H31: 9
           , H32: 7 }
        """,
    ),
    "keys without values in braces": (
        """
        c: {a, H31: , b: }
        """,
        ("c", "2019"),
        3,
        """
        c: {a, H31: 3 , b: }
        """,
    ),
    "keys without colons in braces": (
        """
        c: {a, H31: , b: }
        """,
        ("c", "a"),
        3,
        """
        c: {a: 3, H31: , b: }
        """,
    ),
}


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
@pytest.mark.parametrize(("before", "path", "value", "after"), EXAMPLES.values(), ids=EXAMPLES)
def test_a_key_is_set_in_braces(
    before: str, path: NodePath, value: Plain, after: str, line_break: str
) -> None:
    text = text_of(before).replace("\n", line_break)
    assert done(put, text, path, value) == text_of(after).replace("\n", line_break)


def test_braces_may_become_too_wide() -> None:
    assert done(put, f"c: {{a: {WIDE}}}\n", ("c", "b"), WIDE) == f"c: {{a: {WIDE}, b: {WIDE}}}\n"
