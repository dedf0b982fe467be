from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from plantool.messages import catalogue
from plantool.model.money import BELOW_UNIT, NONE, UNKNOWN, Money, Total
from plantool.render.comma_separated import render as render_csv
from plantool.render.markdown import escape_markdown
from plantool.render.value_text import format_for_people, to_machine_value
from plantool.reports.page import Page, Percent, Records, Value

TEXTS = catalogue("ja")


@pytest.mark.parametrize(
    ("value", "shown", "data"),
    [
        (Decimal(1234567), "1,234,567", 1234567),
        (Decimal("8.7"), "8.7", Decimal("8.7")),
        (Decimal("1E+3"), "1,000", 1000),
        (Percent(Fraction(2, 3)), "66.7%", Decimal("0.666666666666667")),
        (Percent(Fraction("0.0005")), "0.1%", Decimal("0.0005")),
        (Money(Decimal(0)), "0", 0),
        (NONE, "―", None),
        (UNKNOWN, "…", None),
        (BELOW_UNIT, "単位未満", None),
        (Total.of([Money(Decimal(3)), NONE]), "3", 3),
        (Total.of([Money(Decimal(3)), UNKNOWN]), "3+…", 3),
        (Total.of([UNKNOWN]), "…", None),
        (Total.of([BELOW_UNIT]), "単位未満", None),
        (Total(), "0", 0),
        (None, "", None),
        (True, "True", True),
    ],
)
def test_people_and_machines_see_the_same_value(value: Value, shown: str, data: object) -> None:
    assert format_for_people(value, TEXTS) == shown
    assert to_machine_value(value) == data


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("a|b", r"a\|b"),
        ("<script>", r"\<script\>"),
        ("1) 保育", r"1\) 保育"),
        ("- x", r"\- x"),
        ("# x", r"\# x"),
        ("[a](b)", r"\[a\](b)"),
        ("---", r"\---"),
        ("&lt;b@c", "&amp;lt;b@<!-- -->c"),
    ],
)
def test_markdown_shows_text_as_it_is(text: str, escaped: str) -> None:
    assert escape_markdown(text) == escaped


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("@x", "'@x"),
        ("＝1+1", "'＝1+1"),
        ("＋1", "'＋1"),
        ("－1", "'－1"),
        ("＠SUM(A1)", "'＠SUM(A1)"),
        (" =1+1", "' =1+1"),
        ("\u3000＝1+1", "'\u3000＝1+1"),
        ("\ufeff=1+1", "'\ufeff=1+1"),
        ("\t1", "'\t1"),
        ("\r1", '"\'\r1"'),
        (("＝1+1", "b"), "'＝1+1; b"),
        ("－", "－"),
        ("1＝1", "1＝1"),
        ("-3か所", "'-3か所"),
        ("―", "―"),
        (Decimal(-3), "-3"),
        (True, "true"),
        ("a,b", '"a,b"'),
        ("一\n二", '"一\n二"'),
    ],
)
def test_no_cell_of_a_spreadsheet_is_a_formula(value: Value, cell: str) -> None:
    page = Page(name="x", blocks=(), records=Records(("column",), [{"column": value}]), metadata={})
    assert "".join(render_csv(page, TEXTS)) == f"\ufeffcolumn\r\n{cell}\r\n"
