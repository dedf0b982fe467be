"""Whole files before and after; what holds for all files is in test_insert_anything.py."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING, Any

import pytest

from plantool.diagnostics import apply_edits
from plantool.editing.layout import lay_out_document
from plantool.loading.key_order import build_key_order
from plantool.syntax.nodes import yield_scalars
from plantool.syntax.parse import parse_document
from tests.editing.writing import add, put

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from plantool.diagnostics import NodePath
    from plantool.editing.key_positions import KeyOrder
    from plantool.syntax.nodes import Plain

ROOT = Path(__file__).parents[2]
FILES = [*ROOT.glob("plan/*.yaml"), *ROOT.glob("tests/examples/valid/*/*.yaml")]
INITIATIVES = sorted(path for path in FILES if "-" in path.stem)
WIDE = "あ" * 50


def alphabetical(_: NodePath) -> tuple[str, ...]:
    return tuple("abcdefg")


def done(
    function: Callable[..., Any],
    text: str,
    path: NodePath,
    value: Plain,
    order: KeyOrder = alphabetical,
) -> str | None:
    edits = function(parse_document(text.encode(), "1-2.yaml"), path, value, order)
    return None if edits is None else apply_edits(text, edits)


PUT: dict[str, tuple[str, NodePath, Plain, str]] = {
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

APPEND: dict[str, tuple[str, NodePath, Plain, str]] = {
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


def text_of(example: str) -> str:
    return dedent(example).removeprefix("\n")


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
@pytest.mark.parametrize(("before", "path", "value", "after"), PUT.values(), ids=PUT)
def test_put(before: str, path: NodePath, value: Plain, after: str, line_break: str) -> None:
    text = text_of(before).replace("\n", line_break)
    assert done(put, text, path, value) == text_of(after).replace("\n", line_break)


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
@pytest.mark.parametrize(("before", "path", "value", "after"), APPEND.values(), ids=APPEND)
def test_append(before: str, path: NodePath, value: Plain, after: str, line_break: str) -> None:
    text = text_of(before).replace("\n", line_break)
    assert done(add, text, path, value) == text_of(after).replace("\n", line_break)


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


def test_braces_may_become_too_wide() -> None:
    assert done(put, f"c: {{a: {WIDE}}}\n", ("c", "b"), WIDE) == f"c: {{a: {WIDE}, b: {WIDE}}}\n"


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


@pytest.mark.parametrize(("text", "path"), [("a: 1\n", ()), ("a: 1\n", ("a",)), ("- a: 1\n", (0,))])
def test_only_what_stands_behind_a_key_becomes_a_list(text: str, path: NodePath) -> None:
    assert done(add, text, path, {"b": 2}) is None


def rows(data: Any, path: NodePath = ("measures",)) -> Iterator[NodePath]:  # noqa: ANN401
    """Yield the paths of measures, which are not groups."""
    for at, row in enumerate(data):
        if "measures" in row:
            yield from rows(row["measures"], (*path, at, "measures"))
        else:
            yield (*path, at)


def entries(data: Any) -> Iterator[tuple[Callable[..., Any], NodePath, Plain]]:  # noqa: ANN401
    """Yield what a whole plan's worth of reports and money would enter."""
    for year in ("H31", "H30", "2020"):
        for row in rows(data["measures"]):
            yield (
                put,
                (*row, "results", year),
                {"note": "応募21件", "value": "２か所開設"},
            )
            yield (
                add,
                (*row, "results", year),
                {"reported": "2019-05-20", "note": WIDE * 2},
            )
        for basis in ("settled", "initial", "carried_out"):
            yield put, ("budget", basis, year), 9
        yield (
            add,
            ("budget", "supplementary", year),
            {"amount": 2, "date": "2018-09-28"},
        )


@pytest.mark.parametrize("path", INITIATIVES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_all_results_and_money_leave_a_file_laid_out(path: Path) -> None:
    order = build_key_order("initiative")
    document = parse_document(path.read_bytes(), path.name)
    assert document.root is not None
    before = dict(yield_scalars(document.root))
    text = lay_out_document(document, order)
    for function, place, value in entries(document.root.to_plain()):
        assert text is not None
        lines = text.splitlines()
        text = done(function, text, place, value, order)
        assert text is not None
        assert sum(line not in text.splitlines() for line in lines) <= 1
        assert lay_out_document(parse_document(text.encode(), path.name), order) == text
    assert text is not None
    root = parse_document(text.encode(), path.name).root
    assert root is not None
    after = {place: scalar.value for place, scalar in yield_scalars(root)}
    kept = [place for place in before if {"results", "initial", "settled"}.isdisjoint(place)]
    assert all(after[place] == before[place].value for place in kept)
