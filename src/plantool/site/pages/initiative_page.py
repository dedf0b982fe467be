"""The page of an initiative: the plan as printed, results beside it, and why it stands so."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from plantool.analysis.execution_rate import rate_execution
from plantool.analysis.year_money import COMPARED_BASES
from plantool.reports.annual.initiatives import format_verdicts
from plantool.reports.arithmetic import Reckoning
from plantool.reports.initiative_page import InitiativeReport
from plantool.reports.page import (
    Column,
    Heading,
    Link,
    Note,
    Role,
    Row,
    Table,
    build_spanning_row,
)
from plantool.reports.phrases import format_title, name_chapter, name_row_fully
from plantool.reports.rate_notes import to_rate_percent
from plantool.reports.status_text import format_standing
from plantool.site import addresses
from plantool.site.pages.history_blocks import yield_history_blocks
from plantool.site.pages.measure_quantities import MeasureQuantities
from plantool.site.site_page import SitePage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.analysis.selection import Listing
    from plantool.model.measure import Measure
    from plantool.site.site_page import MeasureChart, SiteBlock
    from plantool.site.site_source import SiteSource


def build_initiative_page(source: SiteSource, listing: Listing) -> SitePage:
    """Return the page of an initiative."""
    address = addresses.name_initiative_page(listing.initiative.id)
    page = _InitiativePage(source, listing)
    trail = (
        Link.to(addresses.lead_to(addresses.START, address), source.texts("site.start")),
        Link.to(
            addresses.lead_to(addresses.name_chapter_page(listing.chapter.id), address),
            name_chapter(listing.chapter),
        ),
    )
    summary = listing.initiative.summary or page.title
    return SitePage(address, page.title, summary, tuple(page.yield_blocks()), trail)


class _InitiativePage:
    def __init__(self, source: SiteSource, listing: Listing) -> None:
        self.source = source
        self.scope = source.scope
        self.texts = source.texts
        self.listing = listing
        self.initiative = listing.initiative
        self.entries = source.find_entries((listing,), source.scope.years)
        number = source.texts("show.number", id=self.initiative.id)
        self.title = f"{number} {format_title(listing, source.texts)}"

    def yield_blocks(self) -> Iterator[SiteBlock]:
        texts, listing = self.texts, self.listing
        verdicts = format_verdicts(self.scope, self.entries)
        report = InitiativeReport(self.scope, listing, verdicts=verdicts)
        yield Heading(self.title)
        yield from report.yield_description()
        if said := self._say_where_else():
            yield Note(said)
        yield Heading(texts("site.printed"), 2)
        yield from report.yield_printed_blocks()
        charts = [chart for chart in map(self._draw_measure, self.initiative.measures()) if chart]
        if charts:
            yield Heading(texts("site.charts"), 2)
            yield from charts
        if self.entries:
            yield Heading(texts("site.verdicts"), 2)
            yield self._build_verdict_table()
        if self.source.money:
            yield Heading(texts("site.money.heading", unit=self.source.plan.unit), 2)
            yield self._build_money_table()
        yield from yield_history_blocks(self.source, self.initiative)

    def _say_where_else(self) -> str:
        """Say whose an initiative is that is only shown again here, or where else it is shown."""
        texts = self.texts
        if not self.listing.is_counted:
            return texts("site.relisted", chapter=self.initiative.chapter)
        places = self.source.listings_by_id[self.initiative.id]
        others = [each.chapter for each in places if not each.is_counted]
        names = texts("list.and").join(dict.fromkeys(map(name_chapter, others)))
        return texts("site.shown-again", chapters=names) if names else ""

    def _draw_measure(self, measure: Measure) -> MeasureChart | None:
        entries = [entry for entry in self.entries if entry.measure.id == measure.id]
        return MeasureQuantities(self.scope, self.initiative, measure, entries).build_chart()

    def _build_verdict_table(self) -> Table:
        """Return the verdict on each measure and year, with its arithmetic in words."""
        columns = (
            Column(self.texts("site.measure"), wide=True),
            Column(self.texts("status.status")),
            Column(self.texts("report.why"), wide=True),
        )
        return Table(columns, tuple(self._yield_verdict_rows(len(columns))))

    def _yield_verdict_rows(self, columns: int) -> Iterator[Row]:
        """Yield each measure as a heading, its years below it."""
        reckoning = Reckoning(self.source.plan, self.texts)
        for _, of_measure in groupby(self.entries, key=lambda entry: entry.measure.id):
            entries = list(of_measure)
            name = name_row_fully(self.initiative, entries[0].measure)
            yield build_spanning_row(name, columns, Role.HEADING)
            for entry in entries:
                standing = format_standing(entry, self.source.plan.scheme, self.texts)
                why = "\n".join(reckoning.explain_verdicts(entry))
                yield Row((self.scope.name_year(entry.year), standing, why), indent=1)

    def _build_money_table(self) -> Table:
        texts = self.texts
        columns = (
            Column(texts("status.year")),
            *(Column(texts(f"basis.{b.value}"), numeric=True) for b in COMPARED_BASES),
            Column(texts("budget.rate"), numeric=True),
        )
        rows = []
        for year, money in self.source.money.items():
            own = money.by_id[self.initiative.id]
            rate = to_rate_percent(rate_execution((own.rate_terms,)))
            amounts = own.amounts[: len(COMPARED_BASES)]
            rows.append(Row((self.scope.name_year(year), *amounts, rate)))
        return Table(columns, tuple(rows))
