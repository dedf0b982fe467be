from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plantool.model.calendar import Calendar
from plantool.model.fiscal_year import FiscalYear

APRIL, JULY, JANUARY = Calendar(), Calendar((7, 1)), Calendar((1, 1))
OCTOBER = Calendar((10, 1), is_named_after_end=True)


@pytest.mark.parametrize(
    ("calendar", "text", "first", "last", "books_close"),
    [
        (APRIL, "H30", date(2018, 4, 1), date(2019, 3, 31), date(2019, 5, 31)),
        (APRIL, "2018", date(2018, 4, 1), date(2019, 3, 31), date(2019, 5, 31)),
        (APRIL, "2018-19", date(2018, 4, 1), date(2019, 3, 31), date(2019, 5, 31)),
        (JULY, "2015-16", date(2015, 7, 1), date(2016, 6, 30), date(2016, 8, 31)),
        (JULY, "H27", date(2015, 7, 1), date(2016, 6, 30), date(2016, 8, 31)),
        (JANUARY, "2020", date(2020, 1, 1), date(2020, 12, 31), date(2021, 2, 28)),
        (OCTOBER, "FY2020", date(2019, 10, 1), date(2020, 9, 30), date(2020, 11, 30)),
        (Calendar((4, 6)), "2018-19", date(2018, 4, 6), date(2019, 4, 5), date(2019, 6, 5)),
        (Calendar((12, 31)), "2018", date(2018, 12, 31), date(2019, 12, 30), date(2020, 2, 27)),
    ],
)
def test_the_days_of_a_year(
    calendar: Calendar, text: str, first: date, last: date, books_close: date
) -> None:
    year = FiscalYear.parse(text)
    assert calendar.find_first_day(year) == first
    assert calendar.find_last_day(year) == last
    assert calendar.find_books_close(year) == books_close


@pytest.mark.parametrize(
    ("calendar", "text", "as_of", "has_begun", "has_ended"),
    [
        (APRIL, "H30", date(2018, 3, 31), False, False),
        (APRIL, "H30", date(2018, 4, 1), True, False),
        (APRIL, "平成30年度", date(2019, 3, 31), True, False),
        (APRIL, "2018", date(2019, 4, 1), True, True),
        (JULY, "2015-16", date(2016, 4, 15), True, False),
        (JULY, "2015/16", date(2016, 7, 1), True, True),
        (OCTOBER, "FY2020", date(2019, 9, 30), False, False),
        (OCTOBER, "FY2020", date(2019, 10, 1), True, False),
        (OCTOBER, "2020", date(2020, 10, 1), True, True),
        (APRIL, "2999", date(2019, 4, 1), False, False),
    ],
)
def test_a_year_begins_and_ends(
    calendar: Calendar, text: str, as_of: date, *, has_begun: bool, has_ended: bool
) -> None:
    year = FiscalYear.parse(text)
    assert calendar.has_begun(year, as_of) is has_begun
    assert calendar.has_ended(year, as_of) is has_ended


@given(st.integers(1868, 2999), st.dates())
def test_ended_is_a_matter_of_one_april(start: int, as_of: date) -> None:
    started = as_of.year if as_of.month >= 4 else as_of.year - 1
    assert APRIL.has_ended(FiscalYear(start), as_of) is (started > start)


@pytest.mark.parametrize(
    ("calendar", "text", "key"),
    [
        (APRIL, "2018-19", "2018-19"),
        (OCTOBER, "FY2020", "2020"),
        (OCTOBER, "2019-20", "2020"),  # begins in 2019, and so ends in 2020
        (OCTOBER, "R2", None),
        (JANUARY, "2019-20", None),
        (JANUARY, "R2", "R2"),
    ],
)
def test_a_year_is_one_of_the_calendar(calendar: Calendar, text: str, key: str | None) -> None:
    if key is None:
        with pytest.raises(ValueError, match=text):
            calendar.settle_year(FiscalYear.parse(text))
    else:
        assert calendar.settle_year(FiscalYear.parse(text)).key == key
