"""What a report is about: which years of which plan, on which day, in whose words."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plantool.reports.page import Heading, Note
from plantool.reports.phrases import format_year, join_names, qualify_caption

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

    def name_year(self, year: FiscalYear) -> str:
        """Return a year as tables head it."""
        return format_year(year, self.plan, self.texts)

    def build_caption(self, years: Iterable[FiscalYear]) -> Heading:
        """Return the heading of a status table."""
        words = {
            "years": self.texts("list.and").join(map(self.name_year, years)),
            "date": self.as_of.isoformat(),
        }
        return Heading(
            qualify_caption(self.texts("status.caption", **words), self.only, self.texts), 2
        )

    def yield_omissions(self, shown: Iterable[Listing]) -> Iterator[Note]:
        """Say what is not counted, and what could not be read."""
        relisted = [entry.initiative.id for entry in shown if not entry.is_counted]
        if relisted:
            yield Note(self.texts("status.relisted", ids=join_names(relisted, self.texts)))
        if self.plan.left_out:
            yield Note(self.texts("left-out", files=join_names(self.plan.left_out, self.texts)))
