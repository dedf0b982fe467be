"""Cases of footnotes and other words of the printed page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from plantool.model.footnote_marks import find_marks, find_standing_marks
from tests.cases import Source, case, copy_plan
from tests.cases.test_money import findings, input_plan

if TYPE_CHECKING:
    from pathlib import Path


@case(Source.PLAN, "ages, years, counts after ※ and products with * are no footnote marks")
def test_money_footnote_false() -> None:
    assert findings(input_plan("money-footnote-false")) == []


@case(Source.ATTACK, "a range of numbers in a text makes no work or findings in its own size")
def test_hostile_footnote_range() -> None:
    assert findings(input_plan("hostile-footnote-range")) == []


@case(Source.ATTACK, "a number of 5,000 digits in a text is no footnote mark")
def test_hostile_footnote_digits() -> None:
    assert findings(input_plan("hostile-footnote-digits")) == []


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("ひろば※1", ["※1"]),
        ("ひろば※1、2の開設", ["※1", "※2"]),
        ("ひろば※1～3", ["※1", "※2", "※3"]),
        ("ひろば※1〜3", ["※1", "※2", "※3"]),
        ("ひろば※1・2", ["※1", "※2"]),
        ("ひろば※1,※2", ["※1", "※2"]),
        ("ひろば※1から※2まで", ["※1", "※2"]),
        ("（※1）", ["※1"]),
        ("120 trees*1 planted", ["*1"]),
        ("※2018年", []),
        ("※5,000人", []),
        ("※1.5倍", []),
        ("※3/31現在", []),
        ("※0～2歳児", []),
        ("※３か国", []),
        ("※2以上", []),
        ("※18-3を参照", []),
        ("※1～300", []),
        ("（A+B）*12", []),
        ("24*7", []),
        ("実績/目標*10", []),
    ],
)
def test_marks_are_small_numbers_that_count_nothing(text: str, marks: list[str]) -> None:
    assert list(find_marks(text)) == marks


def test_marks_of_any_form_stand_in_a_text() -> None:
    marks = {"注1", "注10", "†", "a" * 21}
    assert find_standing_marks("条例注10、規則†", marks) == {"注10", "†", "a" * 21}


@pytest.mark.parametrize(
    ("title", "times"),
    [
        ("（仮）中央公園の整備", 0),
        ("区民交流館（仮）の整備", 0),
        ("（仮称）中央図書館", 0),
        ("中央公園の整備（仮）", 1),
        ("（仮）中央公園の整備（仮）", 1),
        ("（仮）中央公園、○○の整備", 1),
    ],
)
def test_an_official_name_may_be_provisional(title: str, times: int, tmp_path: Path) -> None:
    plan = copy_plan("money-footnote-false", tmp_path)
    text = (plan / "1-1.yaml").read_text("utf-8")
    (plan / "1-1.yaml").write_text(text.replace("がん検診", title), "utf-8")
    assert [d.code.code for d in findings(plan)] == ["PLT606"] * times
