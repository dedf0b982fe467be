from __future__ import annotations

from decimal import Decimal

import pytest

from plantool.model.cell import (
    AmbiguousQuantityError,
    find_counted_numbers,
    parse_compared_quantity,
)
from plantool.model.comparison import Comparison

AT_LEAST, ABOVE, AT_MOST, BELOW = Comparison


@pytest.mark.parametrize(
    ("text", "unit", "number", "word"),
    [
        ("85%以上", "%", "85", AT_LEAST),
        ("３か所以上開設", "か所", "3", AT_LEAST),
        ("5％未満", "%", "5", BELOW),
        ("90.0 以下", "%", "90.0", AT_MOST),
        ("5％以内", "%", "5", AT_MOST),
        ("10%まで", "%", "10", AT_MOST),
        ("10%までに", "%", "10", None),  # until then
        ("90.0超", "%", "90.0", ABOVE),
        ("100人超過", "人", "100", None),
        ("85%を超える", "%", "85", ABOVE),
        ("85%を上回る", "%", "85", ABOVE),
        ("85%を下回る", "%", "85", BELOW),
        ("約10か所程度以上", "か所", "10", AT_LEAST),
        ("90.0 程度", "%", "90.0", None),
        ("約90", "%", "90", None),
        ("about 3 homes", "homes", "3", None),
        ("under 5%", "%", "5", BELOW),
        ("over 50 new homes", "homes", "50", ABOVE),
        ("overall 5%", "%", "5", None),
        ("more than 5 homes", "homes", "5", ABOVE),
        ("no more than 5 homes", "homes", "5", AT_MOST),
        ("not less than 5%", "%", "5", AT_LEAST),
        ("less than 5%", "%", "5", BELOW),
        ("At least 5 homes", "homes", "5", AT_LEAST),
        ("at most 5 homes", "homes", "5", AT_MOST),
        ("up to 5%", "%", "5", AT_MOST),
        ("50 or more homes", "homes", "50", AT_LEAST),
        ("50 new homes or fewer", "homes", "50", AT_MOST),
        ("≧5%", "%", "5", AT_LEAST),
        ("＜5%", "%", "5", BELOW),
    ],
)
def test_words_belong_to_the_number_they_stand_with(
    text: str, unit: str, number: str, word: Comparison | None
) -> None:
    assert parse_compared_quantity(text, unit) == (Decimal(number), word)


@pytest.mark.parametrize("text", ["16", "計16", "累計10以上", "16人以上", "以上16", "か所16以上"])
def test_words_do_not_stand_for_the_unit_of_anything_else(text: str) -> None:
    with pytest.raises(AmbiguousQuantityError):
        parse_compared_quantity(text, "か所")


@pytest.mark.parametrize(
    ("word", "holding"), [(AT_LEAST, "56"), (ABOVE, "6"), (AT_MOST, "45"), (BELOW, "4")]
)
def test_what_holds(word: Comparison, holding: str) -> None:
    assert "".join(n for n in "456" if word.is_met(Decimal(n), Decimal(5))) == holding


def test_what_compares_counts_nothing() -> None:
    text = "基準値より8割減、３回以上、90.0 以下、5％程度、40 to 45"
    assert list(find_counted_numbers(text)) == [
        (Decimal(8), "割減"),
        (Decimal(3), "回"),
        (Decimal(5), "%"),
        (Decimal(40), "to"),
    ]
