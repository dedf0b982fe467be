"""Keys and items that are new, in block style: where they go, and how they look."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.editing.writing import WIDE, done, put, text_of

if TYPE_CHECKING:
    from plantool.diagnostics import NodePath
    from plantool.syntax.nodes import Plain

EXAMPLES: dict[str, tuple[str, NodePath, Plain, str]] = {
    "a key among others, in the order of the schema": (
        """
        a: 1  # one
        # about c
        c:   3
        """,
        ("b",),
        2,
        """
        a: 1  # one
        b: 2
        # about c
        c:   3
        """,
    ),
    "a key behind a block and its comments": (
        """
        a:
            - 1 # one
            # end of a

        # about c
        c: 3
        """,
        ("b",),
        2,
        """
        a:
            - 1 # one
            # end of a
        b: 2

        # about c
        c: 3
        """,
    ),
    "a block between blank lines": (
        """
        a: 1

        # about c
        c: 3
        """,
        ("b",),
        {"x": {"z": 2}},
        """
        a: 1

        b:
          x: {z: 2}

        # about c
        c: 3
        """,
    ),
    "a block behind the last of blocks between blank lines": (
        """
        a: 1

        # about b
        b:
          - 2
        """,
        ("c",),
        {"x": {"z": 2}},
        """
        a: 1

        # about b
        b:
          - 2

        c:
          x: {z: 2}
        """,
    ),
    "the first key below the head": (
        """
        # about the file

        # about b
        b: 2
        """,
        ("a",),
        1,
        """
        # about the file

        a: 1
        # about b
        b: 2
        """,
    ),
    "the first key below an order to the editor": (
        """
        # yaml-language-server: $schema=x
        # plantool: ignore[PLT301]
        b: 2
        """,
        ("a",),
        1,
        """
        # yaml-language-server: $schema=x
        a: 1
        # plantool: ignore[PLT301]
        b: 2
        """,
    ),
    "the first key behind a dash": (
        """
        c:
        # about the item
        -   b: 2 # two
            c: 3
        """,
        ("c", 0, "a"),
        "一\n二",
        """
        c:
        # about the item
        -   a: |-
              一
              二
            b: 2 # two
            c: 3
        """,
    ),
    "the first year below its key": (
        """
        c: # in all
           # about H31
           平成31年度: 2
        """,
        ("c", "2018"),
        1,
        """
        c: # in all
           2018: 1
           # about H31
           平成31年度: 2
        """,
    ),
    "a year among years": (
        """
        c:
           S64: 0
           2018: 1  # one
                    # also about 2018
           # about R2
           R2: 3
        """,
        ("c", "H31"),
        2,
        """
        c:
           S64: 0
           2018: 1  # one
                    # also about 2018
           H31: 2
           # about R2
           R2: 3
        """,
    ),
    "what is missing on the way": (
        """
        c:
        - a: 1
        g: 2
        """,
        ("c", 0, "d", "e", "H30"),
        9,
        """
        c:
        - a: 1
          d:
            e: {H30: 9}
        g: 2
        """,
    ),
    "an item behind the last": (
        """
        c: [{a: 1}]
        """,
        ("c", 1, "b"),
        2,
        """
        c: [{a: 1}, {b: 2}]
        """,
    ),
    "a long one as a block, a short one on one line": (
        """
        a: 1
        """,
        ("b",),
        {"x": {"y:": WIDE, "c": [1, None], "b": True}, "a": [[], {}, "", {"x": {"z": "0"}}]},
        f"""
        a: 1
        b:
          a:
            - []
            - {{}}
            - ""
            - x: {{z: "0"}}
          x:
            b: true
            c: [1, null]
            "y:": {WIDE}
        """,
    ),
    "texts": (
        """
        a: 1
        """,
        ("b",),
        {
            "a": "一\n\n  # 二\n",
            "b": " 一\n二",
            "c": "一\n\n",
            "d": "一 \n二",
            "e": "012",
            "f": "\t",
        },
        r"""
        a: 1
        b:
          a: |
            一

              # 二
          b: " 一\n二"
          c: "一\n\n"
          d: "一 \n二"
          e: "012"
          f: "\t"
        """,
    ),
}


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
@pytest.mark.parametrize(("before", "path", "value", "after"), EXAMPLES.values(), ids=EXAMPLES)
def test_a_new_key_is_set(
    before: str, path: NodePath, value: Plain, after: str, line_break: str
) -> None:
    text = text_of(before).replace("\n", line_break)
    assert done(put, text, path, value) == text_of(after).replace("\n", line_break)
