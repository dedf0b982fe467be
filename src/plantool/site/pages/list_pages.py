"""Pages about the whole plan: all initiatives to search, what was missed, how it is judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.analysis.status_counts import count_statuses
from plantool.reports.annual.exceptions import ExceptionTables
from plantool.reports.annual.method import yield_scheme_blocks
from plantool.reports.page import Heading
from plantool.reports.phrases import name_chapter
from plantool.reports.status_text import format_status
from plantool.site import addresses
from plantool.site.pages.ledes import LedeWriter
from plantool.site.pages.summaries import build_listing_table, yield_money_notes
from plantool.site.site_page import Choices, Lede, SearchForm, SitePage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.reports.page import Block
    from plantool.site.site_page import SiteBlock
    from plantool.site.site_source import SiteSource


def build_initiatives_page(source: SiteSource) -> SitePage:
    """Return the page on which initiatives are searched and filtered."""
    texts = source.texts
    title = texts("site.initiatives")
    listings = list(source.main_listings.values())
    about = texts("site.initiatives.about", count=len(listings))
    table = build_listing_table(source, listings, addresses.INITIATIVES)
    blocks: tuple[SiteBlock, ...] = (
        Heading(title),
        Lede(about),
        SearchForm(tuple(some for some in _yield_choices(source) if len(some.options) > 1)),
        table,
        *yield_money_notes(source, table),
    )
    return SitePage(addresses.INITIATIVES, title, about, blocks, has_script=True)


def _yield_choices(source: SiteSource) -> Iterator[Choices]:
    """Yield the filters, whose values stay as names and labels change."""
    plan, texts = source.plan, source.texts
    yield Choices("chapter", tuple((each.id, name_chapter(each)) for each in plan.chapters))
    names = [each.name for each in source.departments]
    yield Choices("department", tuple((name, name) for name in names))
    entries = source.find_entries(source.listings, (source.year,))
    statuses = count_statuses(entries, plan.scheme, with_relisted=True).statuses
    named = ((status.id, format_status(status, plan.scheme, texts)) for status in statuses)
    yield Choices("status", tuple(named))
    marks = dict.fromkeys(each.initiative.mark for each in source.listings)
    known = {mark.mark: mark.legend for mark in plan.marks}
    yield Choices("mark", tuple((m, f"{m} {known.get(m) or ''}".strip()) for m in marks if m))


def build_missed_page(source: SiteSource) -> SitePage:
    """Return the page of what was missed, is at risk, or was not reported, and why."""
    entries = source.find_entries(source.listings, (source.year,))
    tables = ExceptionTables(
        source.scope,
        entries,
        source.owed,
        source.judged,
        find_address=lambda listing: addresses.name_initiative_page(listing.initiative.id),
    )
    title = source.texts("site.missed")
    lede = LedeWriter(source, source.listings)
    blocks = _raise_headings(tables.yield_exception_blocks(splits_provisional=True))
    head = (Heading(title), lede.build_lede(has_money=False))
    return SitePage(addresses.MISSED, title, lede.say_counts(), (*head, *blocks))


def build_method_page(source: SiteSource) -> SitePage:
    """Return the page that says how results are judged."""
    title = source.texts("site.method")
    blocks = _raise_headings(yield_scheme_blocks(source.scope, source.entries))
    about = source.texts("site.method.about")
    return SitePage(addresses.METHOD, title, about, (Heading(title), Lede(about), *blocks))


def _raise_headings(blocks: Iterator[Block]) -> Iterator[Block]:
    """Yield what stands under the first heading of a part of a report, for a page of its own."""
    next(blocks)
    for block in blocks:
        yield block._replace(level=block.level - 1) if isinstance(block, Heading) else block
