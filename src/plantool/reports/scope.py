"""What a report is about: which years of which plan, on which day, in whose words."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plantool.reports.page import Heading, Note
from plantool.reports.words import limited, names, year_heading

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from plantool.analysis.selection import Listing
    from plantool.messages import Catalogue
    from plantool.model.fiscal_year import FiscalYear
    from plantool.model.plan import Plan


class Scope(NamedTuple):
    """A plan as it stood on ``as_of``; ``only`` names what of it was asked for."""

    plan: Plan
    texts: Catalogue
    years: Sequence[FiscalYear]
    as_of: date
    only: str = ""

    def heading(self, year: FiscalYear) -> str:
        """Return a year as tables head it."""
        return year_heading(year, self.plan, self.texts)

    def caption(self, years: Iterable[FiscalYear]) -> Heading:
        """Return the heading of a status table."""
        words = {
            "years": self.texts("list.and").join(map(self.heading, years)),
            "date": self.as_of.isoformat(),
        }
        return Heading(limited(self.texts("status.caption", **words), self.only, self.texts), 2)

    def omissions(self, shown: Iterable[Listing]) -> Iterator[Note]:
        """Say what is not counted, and what could not be read."""
        again = [entry.initiative.id for entry in shown if not entry.is_counted]
        if again:
            yield Note(self.texts("status.relisted", ids=names(again, self.texts)))
        if self.plan.left_out:
            yield Note(self.texts("left-out", files=names(self.plan.left_out, self.texts)))
