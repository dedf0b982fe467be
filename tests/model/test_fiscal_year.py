from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plantool.model.fiscal_year import Era, FiscalYear, format_year_names

ERA_YEARS = st.builds(
    lambda era, number: FiscalYear(era.first + number - 1, era),
    st.sampled_from(Era),
    st.integers(1, 99),
)
WESTERN_YEARS = st.builds(FiscalYear, st.integers(1868, 2999))
YEARS = ERA_YEARS | WESTERN_YEARS


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("H30", 2018),
        ("H31", 2019),
        ("H01", 1989),
        ("R1", 2019),
        ("R01", 2019),
        ("R元", 2019),
        ("R12", 2030),
        ("M元", 1868),
        ("T元", 1912),
        ("S元", 1926),
        ("S64", 1989),
        ("H30年度", 2018),
        ("平成30年度", 2018),
        ("平成31年度", 2019),
        ("平成31年", 2019),
        ("平成31", 2019),
        ("平成32年度", 2020),
        ("令和元年度", 2019),
        ("令和元年", 2019),
        ("令和1年度", 2019),
        ("昭和64年度", 1989),
        ("明治元年度", 1868),
        ("大正15年度", 1926),
        ("2019", 2019),
        ("2019年", 2019),
        ("2019年度", 2019),
        ("FY2019", 2019),
        ("2019-20", 2019),
        ("2019/20", 2019),
        ("2019–20", 2019),
        ("2019-2020", 2019),
        ("1999-00", 1999),
        ("2099-2100", 2099),
        ("2004-05", 2004),
        ("FY2019-20", 2019),
        ("2019/20年度", 2019),
        ("２０１９／２０", 2019),
        ("FY2019年度", 2019),
        ("Ｈ３０", 2018),
        ("平成３０年度", 2018),
        ("２０１９年度", 2019),
        ("ＦＹ２０１９", 2019),
        ("㍻30年度", 2018),
        (" H30 ", 2018),
        ("\u3000平成30年度", 2018),
    ],
)
def test_reads_every_spelling(text: str, start: int) -> None:
    assert FiscalYear.parse(text).start == start


@pytest.mark.parametrize(
    ("text", "era", "start"),
    [
        ("31", Era.HEISEI, 2019),
        ("３１", Era.HEISEI, 2019),
        ("31年度", Era.HEISEI, 2019),
        ("1", Era.REIWA, 2019),
        ("64", Era.SHOWA, 1989),
    ],
)
def test_reads_a_bare_number_in_the_given_era(text: str, era: Era, start: int) -> None:
    year = FiscalYear.parse(text, era)
    assert (year.start, year.era) == (start, era)


@pytest.mark.parametrize("text", ["R1", "2019", "平成31年度", "令和元年度"])
def test_a_written_era_is_stronger_than_the_given_one(text: str) -> None:
    assert FiscalYear.parse(text, Era.SHOWA).start == 2019


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "H",
        "H0",
        "H00",
        "R0",
        "平成0年度",
        "平成年度",
        "元",
        "元年度",
        "年度",
        "31",
        "19",
        "201",
        "20190",
        "0000",
        "1867",
        "3000",
        "FY9999",
        "X1",
        "H100",
        "H-1",
        "H3.0",
        "H30-31",
        "30-31",
        "H30 31",
        "H30〜H31",
        "2018-04-01",
        "FY19",
        "FY",
        "FYH30",
        "平31",
        "平成三十年度",
        "H30年度末",
        "H٣٠",
    ],
)
def test_refuses_anything_else(text: str) -> None:
    with pytest.raises(ValueError, match="not a fiscal year"):
        FiscalYear.parse(text)


@pytest.mark.parametrize("text", ["0", "00", "元", "201", "H0"])
def test_an_era_does_not_help_what_is_no_year(text: str) -> None:
    with pytest.raises(ValueError, match="not a fiscal year"):
        FiscalYear.parse(text, Era.HEISEI)


def test_spellings_of_one_year_are_one_year() -> None:
    spellings = ["H31", "R1", "R元", "2019", "FY2019", "平成31年度", "令和元年度", "S94"]
    assert len({FiscalYear.parse(text) for text in spellings}) == 1


def test_orders_by_time_across_eras() -> None:
    texts = ["M45", "T14", "S63", "H30", "R1", "2020", "H33"]
    years = [FiscalYear.parse(text) for text in texts]
    assert [max(years), min(years)] == [years[-1], years[0]]
    assert all(earlier < later for earlier, later in pairwise(years))


@pytest.mark.parametrize(
    ("text", "number", "key", "kanji"),
    [
        ("平成31年度", 31, "H31", "平成31年度"),
        ("H1", 1, "H1", "平成元年度"),
        ("H01", 1, "H1", "平成元年度"),
        ("R元", 1, "R1", "令和元年度"),
        ("令和2年度", 2, "R2", "令和2年度"),
        ("S64", 64, "S64", "昭和64年度"),
        ("T15", 15, "T15", "大正15年度"),
        ("M1", 1, "M1", "明治元年度"),
        ("FY2019", 2019, "2019", "2019年度"),
        ("2019-20", 2019, "2019-20", "2019-20年度"),
        ("2019/2020", 2019, "2019/20", "2019/20年度"),
        ("1999-00", 1999, "1999-00", "1999-00年度"),
    ],
)
def test_is_written_in_its_own_era(text: str, number: int, key: str, kanji: str) -> None:
    year = FiscalYear.parse(text)
    assert (year.number, year.key, year.kanji) == (number, key, kanji)


@given(YEARS)
def test_key_and_kanji_read_back(year: FiscalYear) -> None:
    for text in (year.key, year.kanji):
        back = FiscalYear.parse(text)
        assert (back.start, back.era) == (year.start, year.era)


@given(ERA_YEARS)
def test_a_bare_number_reads_back_in_its_era(year: FiscalYear) -> None:
    assert FiscalYear.parse(str(year.number), year.era) == year


@given(YEARS, YEARS)
def test_order_is_the_order_of_starts(one: FiscalYear, other: FiscalYear) -> None:
    assert (one < other) is (one.start < other.start)
    assert (one == other) is (one.start == other.start)


@given(st.text())
def test_parse_gives_a_year_or_value_error(text: str) -> None:
    try:
        year = FiscalYear.parse(text, Era.HEISEI)
    except ValueError:
        return
    assert FiscalYear.parse(year.key) == year


@pytest.mark.parametrize(
    ("day", "era"),
    [
        (date(2019, 4, 30), Era.HEISEI),
        (date(2019, 5, 1), Era.REIWA),
        (date(1989, 1, 7), Era.SHOWA),
        (date(1989, 1, 8), Era.HEISEI),
        (date(1868, 1, 24), None),
    ],
)
def test_a_day_is_in_the_era_that_had_begun(day: date, era: Era | None) -> None:
    assert Era.find_on(day) is era


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("H31", "平成31年度 = 令和元年度 = 2019年度"),
        ("令和元年度", "令和元年度 = 平成31年度 = 2019年度"),
        ("2019", "2019年度 = 平成31年度 = 令和元年度"),
        ("H32", "平成32年度 = 令和2年度 = 2020年度"),
        ("H30", "平成30年度 = 2018年度"),
        ("H1", "平成元年度 = 1989年度"),
        ("S1", "昭和元年度 = 大正15年度 = 1926年度"),
        ("name", ""),
    ],
)
def test_a_year_has_all_its_names(text: str, expected: str) -> None:
    assert format_year_names(text) == expected
