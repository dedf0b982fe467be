"""What the rows of fact tables are made of: one state of a plan, as it was known on a day."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from plantool.analysis.named_years import find_later_years
from plantool.analysis.selection import yield_listings
from plantool.loading.derived_texts import DerivedTexts
from plantool.loading.recalled_initiative import RecalledInitiative
from plantool.model.currency import parse_currency_unit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import date

    from plantool.analysis.selection import Listing
    from plantool.diagnostics import Diagnostic, NodePath
    from plantool.messages import Catalogue
    from plantool.model.currency import CurrencyUnit
    from plantool.model.fiscal_year import FiscalYear
    from plantool.model.initiative import Initiative
    from plantool.model.plan import Plan
    from plantool.tables.columns import Row, Value
    from plantool.tables.file_places import FilePlaces


class TableSource:
    """One state of a plan on ``as_of``; labels and messages are in the language of ``texts``.

    ``find_diagnostics`` is asked for the findings where their table is wanted: they take time.
    ``derived`` is what keeps the rows of initiatives: nothing, unless another one is put there.
    """

    def __init__(
        self,
        plan: Plan,
        as_of: date,
        texts: Catalogue,
        places: FilePlaces,
        find_diagnostics: Callable[[], Sequence[Diagnostic]],
    ) -> None:
        self.plan = plan
        self.as_of = as_of
        self.texts = texts
        self.places = places
        self.find_diagnostics = find_diagnostics
        self.derived = DerivedTexts()
        self.faulty_files: tuple[str, ...] = ()
        self._spelt_years: dict[str, Row] = {}

    def note_faults(self, files: Iterable[str]) -> None:
        """Take note of files with errors: initiatives are left out for them, others cannot be."""
        self.faulty_files = tuple(sorted(set(files)))

    @property
    def is_complete(self) -> bool:
        """Tell whether every file is in the tables, and none of them has an error."""
        return not (self.plan.left_out or self.faulty_files)

    def leave_out_lines(self) -> None:
        """Give no lines from now on: nobody asks for them, and they take half of the time."""
        self.places = self.places._replace(read_tree=None)

    @cached_property
    def key(self) -> Row:
        """The first columns of every row: the code of the publisher, and the id of the plan."""
        return self.plan.publisher.code, self.plan.id

    @cached_property
    def currency_unit(self) -> CurrencyUnit | None:
        """The plan's unit of money, where we know what it means."""
        return parse_currency_unit(self.plan.unit) if self.plan.unit else None

    @cached_property
    def listings(self) -> tuple[Listing, ...]:
        """Every place where an initiative is printed, in printed order."""
        return tuple(yield_listings(self.plan))

    def yield_initiatives(self) -> Iterator[InitiativeSource]:
        """Yield every initiative once, in the order of their ids, letting go of each."""
        own: dict[str, Listing] = {}
        for listing in self.listings:
            known = own.setdefault(listing.initiative.id, listing)
            if listing.is_counted and not known.is_counted:
                own[listing.initiative.id] = listing
        for kept in self.plan.initiatives:
            if listing_of := own.get(kept.id):
                initiative = kept.build_anew() if isinstance(kept, RecalledInitiative) else kept
                yield InitiativeSource(self, listing_of._replace(initiative=initiative))

    def find_judged_years(self, initiative: Initiative) -> tuple[FiscalYear, ...]:
        """Return the years in which the measures of an initiative are judged."""
        return (*self.plan.planned_years, *find_later_years(self.plan, (initiative,)))

    def spell_year(self, year: FiscalYear | None) -> Row:
        """Return a year as western number, and as the plan spells it."""
        if year is None:
            return None, None
        if (known := self._spelt_years.get(year.key)) is None:
            known = self._spelt_years[year.key] = (year.start, self.plan.year(year.key).key)
        return known


class InitiativeSource(NamedTuple):
    """One initiative of a plan, in the place that counts it, or that shows it."""

    of: TableSource
    listing: Listing

    @property
    def initiative(self) -> Initiative:
        """The initiative."""
        return self.listing.initiative

    @property
    def key(self) -> Row:
        """The first columns of each of its rows."""
        return (*self.of.key, self.initiative.id)

    @property
    def is_relisted(self) -> bool:
        """Tell whether no chapter of this plan owns it."""
        return not self.listing.is_counted

    def locate(self, path: NodePath | None) -> tuple[Value, ...]:
        """Return the last columns of its rows: relisted, file, line, commit."""
        return self.is_relisted, *self.of.places.locate(self.initiative.file, path)
