from __future__ import annotations

import pytest

from plantool.errors import UsageError
from plantool.starting.year_list import parse_year_list, spell_previous


@pytest.mark.parametrize(
    ("text", "expected", "before"),
    [
        ("R7,R8", ("R7", "R8"), "R6"),
        ("Ｒ７、Ｒ８", ("R7", "R8"), "R6"),
        ("r7 r8", ("R7", "R8"), "R6"),
        ("R7〜R9", ("R7", "R8", "R9"), "R6"),
        ("R7～R7", ("R7",), "R6"),  # the wide sign of Windows
        ("R7-R9", ("R7", "R8", "R9"), "R6"),
        ("H30からR2まで", ("H30", "R1", "R2"), "H29"),
        ("令和7年度〜令和9年度", ("令和7年度", "令和8年度", "令和9年度"), "令和6年度"),
        ("R7年度", ("R7",), "R6"),
        ("2025", ("2025",), "2024"),
        ("2025..2027", ("2025", "2026", "2027"), "2024"),
        ("2016-17,2017-18", ("2016-17", "2017-18"), "2015-16"),
        ("2016-17〜2018-19", ("2016-17", "2017-18", "2018-19"), "2015-16"),
        ("FY2026 FY2027", ("FY2026", "FY2027"), "FY2025"),
        ("R1", ("R1",), "H30"),
    ],
)
def test_years_keep_their_spelling(text: str, expected: tuple[str, ...], before: str) -> None:
    assert parse_year_list(text) == expected
    assert spell_previous(expected[0]) == before


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("", "error.start-year"),
        ("来年", "error.start-year"),
        ("R7,八年", "error.start-year"),
        ("31", "error.start-year"),  # of which era?
        ("R7,R9", "error.start-years"),
        ("R8,R7", "error.start-years"),
        ("R7,R7", "error.start-years"),
        ("R9〜R7", "error.start-years"),
        ("1900〜2000", "error.start-years"),
    ],
)
def test_years_that_are_none_or_leave_a_gap(text: str, error: str) -> None:
    with pytest.raises(UsageError) as raised:
        parse_year_list(text)
    assert raised.value.key == error
