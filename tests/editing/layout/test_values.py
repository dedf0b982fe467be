"""How single values and collections in brackets are laid out."""

from __future__ import annotations

import pytest

from tests.editing.laying_out import assert_laid_out, every_example, laid_out

EXAMPLES = {
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


@every_example(EXAMPLES)
def test_values_are_laid_out(before: str, after: str) -> None:
    assert_laid_out(before, after)


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
