"""The life of an initiative: the years in which there is anything to do, report or pay."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from plantool.model.fiscal_year import FiscalYear


class Life(NamedTuple):
    """The first and the last year of an initiative, both in it; those of the plan without them.

    In years outside it there is nothing, which is not the same as nothing known.
    """

    starts: FiscalYear | None = None
    ends: FiscalYear | None = None

    def covers(self, year: FiscalYear) -> bool:
        """Tell whether the initiative lives in a year."""
        return not (self.starts and year < self.starts) and not (self.ends and year > self.ends)

    def is_last_before(self, year: FiscalYear) -> bool:
        """Tell whether a year follows its last one, which may leave money to it."""
        return self.ends is not None and year.start == self.ends.start + 1


WHOLE_TERM = Life()
"""The life of an initiative that lasts as long as its plan."""
