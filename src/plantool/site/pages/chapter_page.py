"""The page of a chapter: its goals, where its initiatives stand, and their money."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from plantool.reports.page import Heading, Items, Link, Note, Paragraph
from plantool.reports.phrases import name_chapter
from plantool.site import addresses
from plantool.site.pages.summaries import (
    SHOWN_BASES,
    build_figures,
    build_listing_table,
    say_counts,
    sum_money,
    yield_year_comparison,
)
from plantool.site.site_page import SitePage

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from plantool.analysis.selection import Listing
    from plantool.model.chapter import Chapter
    from plantool.site.site_page import SiteBlock
    from plantool.site.site_source import SiteSource


def build_chapter_page(source: SiteSource, chapter: Chapter) -> SitePage:
    """Return the page of a chapter."""
    address = addresses.name_chapter_page(chapter.id)
    listings = [listing for listing in source.listings if listing.chapter is chapter]
    page = _ChapterPage(source, chapter, listings, address)
    trail = (Link.to(addresses.lead_to(addresses.START, address), source.texts("site.start")),)
    blocks = tuple(page.yield_blocks())
    return SitePage(address, name_chapter(chapter), page.summary, blocks, trail)


class _ChapterPage:
    def __init__(
        self, source: SiteSource, chapter: Chapter, listings: Sequence[Listing], address: str
    ) -> None:
        self.source = source
        self.texts = source.texts
        self.chapter = chapter
        self.listings = listings
        self.address = address
        self.entries = source.find_entries(listings, (source.year,))
        self.summary = say_counts(source, self.entries, source.year)

    def yield_blocks(self) -> Iterator[SiteBlock]:
        chapter, texts, headings = self.chapter, self.texts, self.chapter.headings
        yield Heading(name_chapter(chapter))
        yield Paragraph("\n".join(filter(None, (self.summary, self._say_money()))))
        yield build_figures(self.source, self.entries, self._lead_to(addresses.MISSED))
        if chapter.goals:
            yield Heading(headings.goals or texts("show.goals"), 2)
            yield Items(chapter.goals, numbered=True)
        yield Heading(headings.initiatives or texts("show.initiatives"), 2)
        for section, listed in groupby(self.listings, key=lambda listing: listing.section):
            if section:
                yield Heading(f"{section.id} {section.title}", 3)
            yield build_listing_table(self.source, list(listed), self.address)
        if relisted := [x.initiative.id for x in self.listings if not x.is_counted]:
            ids = texts("list.and").join(relisted)
            yield Note(texts("status.relisted", ids=ids))
        if comparison := tuple(yield_year_comparison(self.source, self.listings)):
            yield Heading(texts("site.years"), 2)
            yield from comparison
        if chapter.background:
            yield Heading(headings.background or texts("show.background"), 2)
            yield Paragraph(chapter.background)

    def _lead_to(self, address: str) -> str:
        return addresses.lead_to(address, self.address)

    def _say_money(self) -> str:
        """Say what the chapter's own initiatives cost over the years that are shown."""
        plan, texts = self.source.plan, self.texts
        if not plan.has_money:
            return ""
        counted = [listing for listing in self.listings if listing.is_counted]
        said = []
        for basis in SHOWN_BASES:
            total = sum_money(self.source, counted, basis)
            if total.is_whole and total.counted:
                words = {"amount": total.amount, "unit": plan.unit}
                said.append(texts("site.money", basis=texts(f"basis.{basis.value}"), **words))
        return "".join(said)
