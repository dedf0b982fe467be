from __future__ import annotations

import pytest

from plantool.lsp.years import format_year_names


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
