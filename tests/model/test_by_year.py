from __future__ import annotations

import pytest

from plantool.model.by_year import ByYear
from plantool.model.fiscal_year import FiscalYear

H29, H30, H31 = (FiscalYear.parse(text) for text in ("H29", "H30", "H31"))
WORDS = ByYear(((H31, "実施"), (H29, "検討")))


@pytest.mark.parametrize(
    ("year", "expected"), [("H31", "実施"), ("R1", "実施"), ("2017", "検討"), ("H30", None)]
)
def test_a_year_is_found_by_any_spelling(year: str, expected: str | None) -> None:
    assert WORDS.get(FiscalYear.parse(year)) == expected


def test_keeps_the_order_written() -> None:
    assert WORDS.years == (H31, H29)
    assert WORDS.values == ("実施", "検討")
    assert list(WORDS) == [(H31, "実施"), (H29, "検討")]


def test_last_is_the_latest_year_not_the_last_written() -> None:
    assert WORDS.last == "実施"


def test_nothing_is_false_and_has_no_last() -> None:
    empty: ByYear[str] = ByYear()
    assert not empty
    assert empty.last is None
    assert WORDS
    assert ByYear(((H30, None),))
