"""Whole files before and after; what holds for all files is in test_layout_anything.py."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

from plantool.editing.layout import lay_out_document
from plantool.loading.folder import find_file_kind
from plantool.loading.key_order import build_key_order
from plantool.syntax.parse import parse_document

if TYPE_CHECKING:
    from plantool.diagnostics import NodePath

ROOT = Path(__file__).parents[2]
REAL = sorted((ROOT / "plan").glob("*.yaml"))
VALID = ROOT / "tests" / "examples" / "valid"

every_real_file = pytest.mark.parametrize("path", REAL, ids=lambda path: path.name)


def alphabetical(_: NodePath) -> tuple[str, ...]:
    return tuple("abcdefg")


def as_written(_: NodePath) -> tuple[str, ...]:
    return ()


def laid_out(text: str) -> str | None:
    return lay_out_document(parse_document(text.encode(), "1-2.yaml"), alphabetical)


def laid_out_file(path: Path) -> tuple[str, str | None]:
    document = parse_document(path.read_bytes(), path.name)
    assert document.source is not None
    return document.source.text, lay_out_document(
        document, build_key_order(find_file_kind(path.name))
    )


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
    "quotes": (
        r"""
        a: 'plain: it is not'
        b: ["plain", '12', 'true', "null", 'yes', "012", '', ' x', "x:y", 'x?']
        c: "it's"
        d: 'it''s "so"'
        e: "x:y"
        f: "\u3042\t"
        'g': "2019-05-20"
        "12": '- x'
        """,
        r"""
        a: "plain: it is not"
        b: [plain, "12", "true", "null", "yes", "012", "", " x", "x:y", "x?"]
        c: it's
        d: it's "so"
        e: x:y
        f: "\u3042\t"
        g: 2019-05-20
        "12": "- x"
        """,
    ),
    "figures as written": (
        """
        a: [0x1F, 1.50, 1e3, ~, NULL, True, 012, +3]
        b: 007
        """,
        """
        a: [0x1F, 1.50, 1e3, ~, NULL, True, 012, +3]
        b: 007
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
    "comments above and behind": (
        """
        # head
        b: 1    # behind b
          # below b
        # above a

        a:    # behind a
            # above d
            - d: 2
              # above c
              c: 3# no comment
            # above the next
            -   # between dash and item
              # above e
              e: "4"#behind e
        """,
        """
        # head
        # above a

        a: # behind a
          # above d
          # above c
          - c: 3# no comment
            d: 2
          # above the next
          # between dash and item
          # above e
          - e: "4" #behind e
        b: 1 # behind b
          # below b
        """,
    ),
    "comments at the end": (
        """
        b:
            - c:
                  d: 1
                  # end of c
              # end of the item
            # end of b

          # of b still
        a:
        - 2
        # above e
        e:
        - f: 3
          # end of the item
        # end
        """,
        """
        a:
          - 2
        b:
          - c:
              d: 1
              # end of c
            # end of the item
          # end of b

          # of b still
        # above e
        e:
          - f: 3
            # end of the item
        # end
        """,
    ),
    "comments never overtake": (
        """
        a:
          b:
            - 1
          # end of a
            # also
        # above c
            # also above c
        c: 2
        """,
        """
        a:
          b:
            - 1
          # end of a
          # also
        # above c
        # also above c
        c: 2
        """,
    ),
    "comments in place of a value": (
        """
        b:
            # H30: 1
            # H31: 2
        a:
        # about c
        c:
         -
           # later
         - 1
        """,
        """
        a:
        b:
          # H30: 1
          # H31: 2
        # about c
        c:
          -
            # later
          - 1
        """,
    ),
    "comments between key and value": (
        """
        a: # one
            # two
            text # three
        b:
          # four
          {c: 1}
        """,
        """
        # one
        # two
        a: text # three
        # four
        b: {c: 1}
        """,
    ),
    "the editor's line": (
        """
        # yaml-language-server: $schema=x
        # about b
        b: 1
        a: 2
        """,
        """
        # yaml-language-server: $schema=x
        a: 2
        # about b
        b: 1
        """,
    ),
    "a head apart": (
        """

        # about the file

        # about b

        # also about b
        b: 1

        # about a
        a: 2
        """,
        """
        # about the file

        # about b

        # about a
        a: 2
        # also about b
        b: 1
        """,
    ),
    "an order to the program is no head": (
        """
        # about the file
        # plantool: ignore[PLT301] as printed
        b: 1
        a: 2
        """,
        """
        # about the file
        a: 2
        # plantool: ignore[PLT301] as printed
        b: 1
        """,
    ),
    "marks of the document": (
        """
        # one
        --- # two
        b: 1 # three
        a: 2
        ... # four
        # five
        """,
        """
        # one
        # two
        a: 2
        b: 1 # three
        # four
        # five
        """,
    ),
    "block scalars": (
        """
        a: |  # why
             one

               two
             three


        b: >-
         one
           two

         three
        c:
        - >
           folded
        -   |2
            two blanks
        d: |


        e:   |-
           #  no comment
        """,
        """
        a: | # why
          one

            two
          three

        b: >-
          one
            two

          three
        c:
          - >
            folded
          - |2
              two blanks
        d: |

        e: |-
          #  no comment
        """,
    ),
    "block scalars that keep their end": (
        """
        b: |+
            text



        # about a
        a: >+
           more
        d: 1

        c: 2
        """,
        """
        # about a
        a: >+
          more
        b: |+
          text



        c: 2
        d: 1
        """,
    ),
    "text over several lines": (
        """
        a: one
              two

              three   # behind
        b:
          'one   
             two # no comment

           three'
        c:
        - "one
        two"
        """,  # noqa: W291 - ditto
        """
        a: one
          two

          three # behind
        b: 'one
          two # no comment

          three'
        c:
          - "one
            two"
        """,
    ),
    "braces over several lines": (
        """
        a: {
            H30: 9,
            H31: 'x
              y',
        }
        b: [
              {b: 1, a: [
              c: 2]},
           ]  # behind
        c:
              - {
                  H30: 9,  # why
                  H31:  10
              }
        """,
        """
        a: {H30: 9, H31: x y}
        b: [{a: [{c: 2}], b: 1}] # behind
        c:
          - {
              H30: 9,  # why
              H31:  10
          }
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
    "Japanese": (
        """
        "事業名":  '並木の手入れ'   # 印刷のまま
        年度:   { 令和元年度:   ２か所 ,平成30年度: "―" }
        """,
        """
        事業名: 並木の手入れ # 印刷のまま
        年度: {令和元年度: ２か所, 平成30年度: ―}
        """,
    ),
}

every_example = pytest.mark.parametrize("name", EXAMPLES)


@every_example
@pytest.mark.parametrize("line_break", ["\n", "\r\n"])
def test_a_file_is_laid_out(name: str, line_break: str) -> None:
    before, after = (
        dedent(text).removeprefix("\n").replace("\n", line_break) for text in EXAMPLES[name]
    )
    assert laid_out(before) == after
    assert laid_out(after) == after


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


@pytest.mark.parametrize(
    ("start", "widest"), [("a: [1, ", 92), ("a:\n  - [", 94), ("a:\n  b: {c: ", 90)]
)
def test_a_collection_is_joined_where_it_fits(start: str, widest: int) -> None:
    end = "}" if "{" in start else "]"
    fits = "題" * (widest // 2) + end
    over = "題" * (widest // 2) + "1" + end
    assert laid_out(f"{start}\n  {fits} # behind\n") == f"{start}{fits} # behind\n"
    assert laid_out(f"{start}\n    {over}\n") == f"{start.rstrip()}\n    {over}\n"


def test_a_wide_collection_on_one_line_stays_there() -> None:
    text = "a: {b: " + "題" * 100 + ", c: 1}\n"
    assert laid_out(text) == text


def test_text_may_end_with_a_blank_of_full_width() -> None:
    text = "a: 題　 # ひとつ\nb　: 1\n"
    assert laid_out(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# only a comment\n",
        "a\n",
        "{a: 1}\n",
        "a: 1\na: 2\n",
        "H31: 1\n令和元年度: 2\n",
        "a: &b c\n",
        "a: !!str 1\n",
        "%YAML 1.2\n---\na: 1\n",
        "a: 1\n---\nb: 1\n",
        "a: [1\n",
        "a:\t1\n",
        'a: "\\u202e"\n',
    ],
)
def test_what_is_not_certain_is_left(text: str) -> None:
    assert laid_out(text) is None


def test_what_would_change_again_is_left() -> None:
    turns = iter(range(10))
    document = parse_document(b"a: 1\nb: 2\n", "1-2.yaml")
    assert lay_out_document(document, lambda _: ("ab", "ba")[next(turns) % 2]) is None


def test_what_would_read_differently_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    document = parse_document(b"a: 'true'\nb: 'x'\n", "1-2.yaml")
    monkeypatch.setattr("plantool.editing.canonical_values.can_be_unquoted", lambda _, **__: True)
    assert lay_out_document(document, as_written) is None


def test_what_would_lose_a_comment_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    document = parse_document(b"a: 1 # b\n", "1-2.yaml")
    monkeypatch.setattr("plantool.editing.layout._append_comment", lambda lines, _: lines)
    assert lay_out_document(document, as_written) is None


@every_real_file
def test_the_real_plan_is_laid_out_but_for_the_order_of_keys(path: Path) -> None:
    document = parse_document(path.read_bytes(), path.name)
    assert lay_out_document(document, as_written) == path.read_text("utf-8")


@every_real_file
def test_the_real_plan_is_in_order_but_for_numbers_above_names(path: Path) -> None:
    text, out = laid_out_file(path)
    assert out is not None
    if path.name in {"2-4.yaml", "18-8.yaml"}:
        text, out = ("\n".join(sorted(each.split("\n"))) for each in (text, out))
    assert out == text


@pytest.mark.parametrize("path", sorted((VALID / "minimal").iterdir()), ids=lambda path: path.name)
def test_the_minimal_plan_is_laid_out(path: Path) -> None:
    text, out = laid_out_file(path)
    assert out == text.replace("{state: done, value: 試行}", "{value: 試行, state: done}")


def test_of_spellings_those_of_yaml_become_one() -> None:
    changed = []
    for path in sorted((VALID / "spellings").iterdir()):
        text, out = laid_out_file(path)
        assert out is not None
        was, now = text.splitlines(), out.splitlines()
        changed += [line for line in was if line not in now]
        assert ("\r\n" in out) == ("\r\n" in text)
    assert changed == [
        "title: '歩道の整備: 駅前から'",
        "    total: {value: 2000, text: '２か年で2,000ｍ'}",
        "    target: [計, '3,000ｍ']",
        'title: "安心して歩けるまち"',
        "---",
        "...",
    ]
