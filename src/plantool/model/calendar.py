"""The calendar of a plan: on which days its fiscal years begin and end.

Japanese public bodies count from 1 April; others from 1 January, 1 July or 1 October, and some
name a year after the one in which it ends (FY2020 = October 2019 to September 2020).
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from plantool.model.fiscal_year import FiscalYear

_ONE_DAY = timedelta(days=1)
_LAST_SAFE_DAY = 28  # every month has one
_BOOKS_OPEN = 2  # months after the year's end in which its money is still paid and received


class Calendar(NamedTuple):
    """The first day of every year, as month and day; April without it (地方自治法208条)."""

    start: tuple[int, int] = (4, 1)
    is_named_after_end: bool = False

    @property
    def has_calendar_years(self) -> bool:
        """Tell whether a year is that of every calendar: January to December (暦年)."""
        return self.start == (1, 1)

    @property
    def _names_ends(self) -> bool:
        """Tell whether a year ends in another one than it begins in, and is named after that."""
        return self.is_named_after_end and not self.has_calendar_years

    def settle_year(self, year: FiscalYear) -> FiscalYear:
        """Return the year that people mean by one as they write it; raises ValueError for none.

        A span is named after its beginning, whatever single years are.
        """
        if self.admits(year):
            return year
        if self._names_ends and year.span:
            return FiscalYear(year.start + 1)
        raise ValueError(f"no year of this calendar: {year.key}")

    def admits(self, year: FiscalYear) -> bool:
        """Tell whether a year may be written so in plan files.

        A year of an era and a span begin in the year that they name, so neither stands where
        years are named after their end; and a span has no meaning from January to December.
        """
        if self.is_named_after_end:
            return not (year.era or year.span)
        return not (self.has_calendar_years and year.span)

    def find_first_day(self, year: FiscalYear) -> date:
        """Return the day on which a year begins."""
        return date(year.start - self._names_ends, *self.start)

    def find_last_day(self, year: FiscalYear) -> date:
        """Return the day on which a year ends."""
        return date(year.start + 1 - self._names_ends, *self.start) - _ONE_DAY

    def find_books_close(self, year: FiscalYear) -> date:
        """Return the last day on which a year's money is paid and received (出納整理期間).

        It is 31 May after a year that ended in March (地方自治法235条の5), as long after others.
        """
        end = self.find_last_day(year) + _ONE_DAY
        more_years, month = divmod(end.month - 1 + _BOOKS_OPEN, 12)
        western, month = end.year + more_years, month + 1
        return date(western, month, min(end.day, _LAST_SAFE_DAY)) - _ONE_DAY

    def has_begun(self, year: FiscalYear, as_of: date) -> bool:
        """Tell whether a year's first day is ``as_of`` or lies before it."""
        return as_of >= self.find_first_day(year)

    def has_ended(self, year: FiscalYear, as_of: date) -> bool:
        """Tell whether a year's last day lies before ``as_of``."""
        return as_of > self.find_last_day(year)
