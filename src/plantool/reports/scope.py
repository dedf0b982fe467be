"""The scope of a report: which years of which plan, on which day, in whose words."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from plantool.loading.derived_texts import DerivedTexts
from plantool.reports.page import Heading, Note
from plantool.reports.phrases import format_year, join_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from plantool.analysis.selection import Listing
    from plantool.messages import Catalogue
    from plantool.model.fiscal_year import FiscalYear
    from plantool.model.plan import Plan
    from plantool.reports.page import Recall


class Scope(NamedTuple):
    """A plan as it stood on ``as_of``; ``only`` names the part of it that was asked for.

    Without a day everything counts that was reported. ``years`` are those that are shown.
    ``derived`` keeps what was made of an initiative before.
    """

    plan: Plan
    texts: Catalogue
    years: Sequence[FiscalYear] = ()
    as_of: date = date.max
    only: str = ""
    derived: DerivedTexts = DerivedTexts()

    def describe_question(self) -> tuple[str, ...]:
        """Return what was asked, besides the files: all that may change what is shown of them."""
        years = (year.key for year in self.years)
        return (self.texts.language, self.as_of.isoformat(), self.only, *years)

    def recall_of(self, listing: Listing, *question: str) -> Recall:
        """Return what knows what was made before of an initiative where a chapter lists it."""
        section = listing.section.id if listing.section else ""
        asked = (*question, section, repr(listing.relisting), *self.describe_question())
        files = (listing.initiative.file, listing.chapter.file)
        return lambda form, make: self.derived.recall((*asked, *form), files, make)

    def qualify(self, caption: str) -> str:
        """Add to a caption what its table is limited to, so that no part passes for the whole."""
        return self.texts("caption.only", caption=caption, only=self.only) if self.only else caption

    def name_year(self, year: FiscalYear) -> str:
        """Return a year as tables head it."""
        return format_year(year, self.plan, self.texts)

    def build_caption(self, years: Iterable[FiscalYear]) -> Heading:
        """Return the heading of a status table."""
        words = {
            "years": self.texts("list.and").join(map(self.name_year, years)),
            "date": self.as_of.isoformat(),
        }
        return Heading(self.qualify(self.texts("status.caption", **words)), 2)

    def yield_omissions(self, shown: Iterable[Listing]) -> Iterator[Note]:
        """Name the initiatives that are not counted, and the files that could not be read."""
        relisted = [entry.initiative.id for entry in shown if not entry.is_counted]
        if relisted:
            yield Note(self.texts("status.relisted", ids=join_names(relisted, self.texts)))
        if self.plan.left_out:
            yield Note(self.texts("left-out", files=join_names(self.plan.left_out, self.texts)))


class StateNames(NamedTuple):
    """The names of the two states that are compared."""

    before: str
    after: str
