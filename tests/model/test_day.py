"""Days and months as people and files write them."""

from __future__ import annotations

from datetime import date

import pytest

from plantool.model.day import parse_month, read_written_day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2019-05-20", date(2019, 5, 20)),
        ("2019-12", date(2019, 12, 31)),
        ("2020-02", date(2020, 2, 29)),
        ("9999-12", date.max),
    ],
)
def test_a_written_month_is_its_last_day(text: str, day: date) -> None:
    assert read_written_day(text) == day


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("2019-05", "2019-05"),
        ("２０１９／５", "2019-05"),
        ("R1.5", "2019-05"),
        ("令和元年５月", "2019-05"),
        ("2019-13", None),
        ("2019", None),
        ("2019-05-20", None),
    ],
)
def test_a_month_has_its_year(text: str, month: str | None) -> None:
    assert parse_month(text) == month
