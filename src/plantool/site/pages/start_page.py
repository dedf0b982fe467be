"""The first page: where the plan stands, by chapter, in money, and what needs attention."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.reports.annual.overview import build_status_chart
from plantool.reports.page import Heading, Link, Note, Role, Table
from plantool.reports.phrases import name_chapter
from plantool.site import addresses
from plantool.site.pages.attention import AttentionList, list_attention
from plantool.site.pages.ledes import LedeWriter
from plantool.site.pages.summaries import (
    SHOWN_BASES,
    CountsTable,
    build_figures,
    yield_money_notes,
    yield_year_comparison,
)
from plantool.site.site_page import Links, SitePage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.site.site_page import SiteBlock
    from plantool.site.site_source import SiteSource

_START = addresses.START


def build_start_page(source: SiteSource) -> SitePage:
    """Return the first page."""
    page = _StartPage(source)
    return SitePage(_START, source.plan.title, page.summary, tuple(page.yield_blocks()))


class _StartPage:
    def __init__(self, source: SiteSource) -> None:
        self.source = source
        self.texts = source.texts
        self.plan = source.plan
        self.entries = source.find_entries(source.listings, (source.year,))
        self.lede = LedeWriter(source, source.listings)
        self.summary = self.lede.say_counts()

    def yield_blocks(self) -> Iterator[SiteBlock]:
        source, texts = self.source, self.texts
        yield Heading(self.plan.title)
        yield self.lede.build_lede(has_day=True)
        yield build_figures(source, self.entries, _START)
        yield Heading(texts("site.chapters"), 2)
        yield (table := self._build_chapter_table())
        yield from yield_money_notes(source, table)
        yield from source.scope.yield_omissions(source.listings)
        if self.entries:
            yield build_status_chart(source.scope, source.year, self.entries)
        if comparison := tuple(yield_year_comparison(source, source.listings)):
            yield Heading(texts("site.years"), 2)
            yield from comparison
        yield Heading(texts("site.attention"), 2)
        yield self._build_attention()

    def _build_chapter_table(self) -> Table:
        texts, counts = self.texts, CountsTable(self.source, SHOWN_BASES)
        counted = [listing for listing in self.source.listings if listing.is_counted]
        rows = []
        for chapter in self.plan.chapters:
            address = addresses.lead_to(addresses.name_chapter_page(chapter.id), _START)
            own = [listing for listing in counted if listing.chapter is chapter]
            rows.append(counts.build_row(Link.to(address, name_chapter(chapter)), own))
        if len(rows) > 1:
            rows.append(counts.build_row(texts("budget.grand-total"), counted, Role.TOTAL))
        return Table(counts.build_columns(texts("site.chapter")), tuple(rows))

    def _build_attention(self) -> Links | Note:
        entries = list_attention(self.entries)
        if not entries:
            return Note(self.texts("report.no-exceptions"))
        return AttentionList(self.source, _START, addresses.MISSED).build_list(entries)
