"""The page of an initiative: the plan as printed, results beside it, and why it stands so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.reports.annual.initiatives import format_verdicts
from plantool.reports.initiative_page import InitiativeReport
from plantool.reports.page import Heading, Link, Note
from plantool.reports.phrases import format_title, name_chapter
from plantool.site import addresses
from plantool.site.pages.history_blocks import yield_history_blocks
from plantool.site.pages.ledes import LedeWriter
from plantool.site.pages.measure_records import MeasureYears
from plantool.site.pages.money_blocks import yield_money_blocks
from plantool.site.site_page import Lede, SitePage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.analysis.selection import Listing
    from plantool.model.measure import Measure
    from plantool.site.site_page import MeasureRecord, SiteBlock
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
        if listing.is_counted:
            yield Lede(LedeWriter(self.source, (listing,)).say_counts())
        yield from report.yield_description()
        if said := self._say_where_else():
            yield Note(said)
        yield Heading(texts("site.printed"), 2)
        yield from report.yield_printed_blocks()
        if self.entries:
            yield Heading(texts("site.verdicts"), 2)
            yield from filter(None, map(self._build_record, self.initiative.measures()))
        yield from yield_money_blocks(self.source, self.initiative)
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

    def _build_record(self, measure: Measure) -> MeasureRecord | None:
        entries = [entry for entry in self.entries if entry.measure.id == measure.id]
        return MeasureYears(self.scope, self.initiative, measure, entries).build_record()
