"""What the pages of a site are made of: the plan, judged for all of its years, and its money."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING

from plantool.analysis.initiative_judgements import yield_judged_initiatives
from plantool.analysis.recalled_owed_reports import recall_owed_reports
from plantool.analysis.recalled_progress import recall_progress
from plantool.analysis.selection import yield_listings
from plantool.analysis.year_money import recall_year_money
from plantool.reports.page import Link
from plantool.reports.phrases import name_listing
from plantool.site import addresses

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from plantool.analysis.initiative_judgements import JudgedInitiative
    from plantool.analysis.owed_reports import OwedReport
    from plantool.analysis.progress import Progress
    from plantool.analysis.selection import Listing
    from plantool.analysis.year_money import YearMoney
    from plantool.model.fiscal_year import FiscalYear
    from plantool.model.initiative import Department, Initiative
    from plantool.reports.scope import Scope
    from plantool.site.site_history import SiteHistory


class SiteSource:
    """A plan as ``scope`` has it: its years are those that are shown, the last one comes first.

    ``history`` is what git knows of it.
    """

    def __init__(self, scope: Scope, history: SiteHistory) -> None:
        self.scope = scope
        self.history = history
        self.plan = scope.plan
        self.texts = scope.texts
        self.year = scope.years[-1]

    @cached_property
    def units(self) -> frozenset[str]:
        """The units of all figures."""
        found: set[str] = set()
        for initiative in self.plan.initiatives:
            make = partial(_list_units, initiative)
            found.update(self.scope.derived.recall(("units",), (initiative.file,), make))
        return frozenset(found)

    @property
    def year_before(self) -> FiscalYear | None:
        """The year that stands beside that of the site."""
        return self.scope.years[-2] if len(self.scope.years) > 1 else None

    @cached_property
    def listings(self) -> tuple[Listing, ...]:
        """Every place where an initiative is printed, in printed order."""
        return tuple(yield_listings(self.plan))

    @cached_property
    def listings_by_id(self) -> dict[str, list[Listing]]:
        """Every place of each initiative, by its id."""
        places: dict[str, list[Listing]] = {}
        for listing in self.listings:
            places.setdefault(listing.initiative.id, []).append(listing)
        return places

    @cached_property
    def main_listings(self) -> dict[str, Listing]:
        """The place of each initiative: where it is counted, else the first that shows it."""
        places: dict[str, Listing] = {}
        for listing in sorted(self.listings, key=lambda each: not each.is_counted):
            places.setdefault(listing.initiative.id, listing)
        return places

    @cached_property
    def departments(self) -> dict[Department, str]:
        """The departments in charge of initiatives, with the addresses of their pages.

        Those of plan.yaml come first, in its order.
        """
        used = [d for listing in self.listings for d in listing.initiative.departments]
        in_charge = dict.fromkeys(used)
        known = [department for department in self.plan.departments if department in in_charge]
        return addresses.name_department_pages(dict.fromkeys((*known, *in_charge)))

    @cached_property
    def entries(self) -> tuple[Progress, ...]:
        """Every measure in every year that is shown, relisted ones as well."""
        scope = self.scope
        return tuple(
            recall_progress(self.plan, self.listings, scope.years, scope.as_of, scope.derived)
        )

    @cached_property
    def _entries_by_place(self) -> dict[int, list[Progress]]:
        by_place: dict[int, list[Progress]] = {}
        for entry in self.entries:
            by_place.setdefault(id(entry.listing), []).append(entry)
        return by_place

    def find_entries(
        self, listings: Iterable[Listing], years: Sequence[FiscalYear]
    ) -> list[Progress]:
        """Return the entries of some places and years."""
        of_places = (self._entries_by_place.get(id(listing), ()) for listing in listings)
        return [entry for entries in of_places for entry in entries if entry.year in years]

    @cached_property
    def owed(self) -> list[OwedReport]:
        """The reports that are missing, of the year of the site."""
        scope, years = self.scope, self.scope.years[-1:]
        owed = recall_owed_reports(self.plan, self.listings, years, scope.as_of, scope.derived)
        return [entry for entry in owed if entry.listing.is_counted]

    @cached_property
    def judged(self) -> tuple[JudgedInitiative, ...]:
        """How people judged whole initiatives."""
        scope = self.scope
        return tuple(yield_judged_initiatives(self.plan, self.listings, scope.years, scope.as_of))

    @cached_property
    def money(self) -> dict[FiscalYear, YearMoney]:
        """The money of every initiative by year; nothing where the plan speaks of none."""
        years = self.scope.years if self.plan.has_money else ()
        derived = self.scope.derived
        return {year: recall_year_money(self.plan, self.listings, year, derived) for year in years}

    def name_span(self) -> str:
        """Return the years over which money is summed."""
        first, last = map(self.scope.name_year, (self.scope.years[0], self.year))
        return first if first == last else self.texts("site.span", first=first, last=last)

    def link_listing(self, listing: Listing, start: str) -> Link:
        """Return the link to an initiative in the page at ``start``."""
        address = addresses.name_initiative_page(listing.initiative.id)
        return Link.to(addresses.lead_to(address, start), name_listing(listing, self.texts))


def _list_units(initiative: Initiative) -> list[str]:
    return sorted({measure.unit for measure in initiative.measures() if measure.unit})
