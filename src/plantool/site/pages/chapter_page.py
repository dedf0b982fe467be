"""The page of a chapter: its goals, where its initiatives stand, and their money."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from plantool.reports.page import Heading, Items, Link, Note, Paragraph
from plantool.reports.phrases import name_chapter
from plantool.site import addresses
from plantool.site.pages.attention import AttentionList, list_missed
from plantool.site.pages.ledes import LedeWriter
from plantool.site.pages.summaries import (
    build_figures,
    build_listing_table,
    yield_money_notes,
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
        self.lede = LedeWriter(source, listings)
        self.summary = self.lede.say_counts()

    def yield_blocks(self) -> Iterator[SiteBlock]:
        chapter, texts, headings = self.chapter, self.texts, self.chapter.headings
        yield Heading(name_chapter(chapter))
        yield self.lede.build_lede()
        yield build_figures(self.source, self.entries, self.address, chapter=chapter.id)
        if missed := list_missed(self.entries):
            yield Heading(texts("site.missed.why"), 2)
            rest = addresses.lead_to(addresses.MISSED, self.address)
            yield AttentionList(self.source, self.address, rest).build_list(missed)
        if chapter.goals:
            yield Heading(headings.goals or texts("show.goals"), 2)
            yield Items(chapter.goals, numbered=True)
        yield Heading(headings.initiatives or texts("show.initiatives"), 2)
        tables = []
        for section, listed in groupby(self.listings, key=lambda listing: listing.section):
            if section:
                yield Heading(f"{section.id} {section.title}", 3)
            tables.append(build_listing_table(self.source, list(listed), self.address))
            yield tables[-1]
        if relisted := [x.initiative.id for x in self.listings if not x.is_counted]:
            ids = texts("list.and").join(relisted)
            yield Note(texts("status.relisted", ids=ids))
        yield from yield_money_notes(self.source, *tables)
        if comparison := tuple(yield_year_comparison(self.source, self.listings)):
            yield Heading(texts("site.years"), 2)
            yield from comparison
        if chapter.background:
            yield Heading(headings.background or texts("show.background"), 2)
            yield Paragraph(chapter.background)
