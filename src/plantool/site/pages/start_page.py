"""The first page: where the plan stands, by chapter, in money, and what needs attention."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.analysis.choices import Flag
from plantool.reports.annual.overview import build_status_chart
from plantool.reports.arithmetic import Reckoning
from plantool.reports.page import Column, Heading, Link, Note, Role, Row, Table
from plantool.reports.phrases import name_chapter, name_row_fully
from plantool.site import addresses
from plantool.site.pages.ledes import LedeWriter
from plantool.site.pages.summaries import (
    SHOWN_BASES,
    build_figures,
    count_missed,
    list_flagged,
    sum_money,
    yield_year_comparison,
)
from plantool.site.site_page import Links, SitePage

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from plantool.analysis.progress import Progress
    from plantool.analysis.selection import Listing
    from plantool.site.site_page import SiteBlock
    from plantool.site.site_source import SiteSource

_MOST_ATTENTION = 10
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
        self.bases = SHOWN_BASES if source.plan.has_money else ()
        self.lede = LedeWriter(source, source.listings)
        self.summary = self.lede.say_counts()
        self.has_provisional = count_missed(self.entries)[1] > 0

    def yield_blocks(self) -> Iterator[SiteBlock]:
        source, texts = self.source, self.texts
        yield Heading(self.plan.title)
        yield self.lede.build_lede(has_day=True)
        yield build_figures(source, self.entries, _START)
        yield Heading(texts("site.chapters"), 2)
        yield self._build_chapter_table()
        if self.bases:
            yield Note(texts("site.money.span", years=source.name_span()))
        yield from source.scope.yield_omissions(source.listings)
        if self.entries:
            yield build_status_chart(source.scope, self.entries)
        if comparison := tuple(yield_year_comparison(source, source.listings)):
            yield Heading(texts("site.years"), 2)
            yield from comparison
        yield Heading(texts("site.attention"), 2)
        yield self._build_attention()

    def _build_chapter_table(self) -> Table:
        texts, unit = self.texts, self.plan.unit
        columns = (
            Column(texts("site.chapter"), wide=True),
            *(Column(texts(f"site.{key}.count"), numeric=True) for key in self._list_counted()),
            *(Column(f"{texts(f'basis.{b.value}')}\n({unit})", numeric=True) for b in self.bases),
        )
        counted = [listing for listing in self.source.listings if listing.is_counted]
        rows = []
        for chapter in self.plan.chapters:
            address = addresses.lead_to(addresses.name_chapter_page(chapter.id), _START)
            own = [listing for listing in counted if listing.chapter is chapter]
            rows.append(self._build_counts_row(Link.to(address, name_chapter(chapter)), own))
        if len(rows) > 1:
            total = self._build_counts_row(texts("budget.grand-total"), counted)
            rows.append(total._replace(role=Role.TOTAL))
        return Table(columns, tuple(rows))

    def _list_counted(self) -> tuple[str, ...]:
        return _COUNTED if self.has_provisional else _COUNTED[:-1]

    def _build_counts_row(self, name: str, listings: Sequence[Listing]) -> Row:
        entries = self.source.find_entries(listings, (self.source.year,))
        missed, provisional = count_missed(entries)
        counts = (len(listings), len(entries), missed, provisional)[: len(self._list_counted())]
        sums = (sum_money(self.source, listings, basis) for basis in self.bases)
        return Row((name, *counts, *sums))

    def _build_attention(self) -> Links | Note:
        """Return the measures that were missed or are at risk, the first of them."""
        flagged = (list_flagged(self.entries, flag) for flag in (Flag.MISSED, Flag.AT_RISK))
        entries = list({id(entry): entry for some in flagged for entry in some}.values())
        entries.sort(key=lambda entry: not entry.status.missed)
        if not entries:
            return Note(self.texts("report.no-exceptions"))
        links = [*map(self._link_entry, entries[:_MOST_ATTENTION])]
        more = self.texts("site.attention.all", count=len(entries))
        return Links((*links, (Link.to(addresses.MISSED, more), "")))

    def _link_entry(self, entry: Progress) -> tuple[Link, str]:
        why = next(Reckoning(self.plan, self.texts).explain_verdicts(entry), "")
        row = name_row_fully(entry.listing.initiative, entry.measure)
        return self.source.link_listing(entry.listing, _START), f"{row}\n{why}"


_COUNTED = ("initiatives", "measures", "missed", "provisional")
