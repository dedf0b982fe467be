"""Pages about the whole plan: all initiatives to search, what was missed, how it is judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.reports.annual.exceptions import ExceptionTables
from plantool.reports.annual.method import yield_method_blocks
from plantool.reports.page import Heading, Items, Note, Paragraph
from plantool.reports.phrases import name_chapter
from plantool.reports.status_text import name_status
from plantool.site import addresses
from plantool.site.pages.department_pages import list_departments
from plantool.site.pages.summaries import build_listing_table, say_counts
from plantool.site.site_page import SearchForm, SitePage

if TYPE_CHECKING:
    from plantool.site.site_page import SiteBlock
    from plantool.site.site_source import SiteSource


def build_initiatives_page(source: SiteSource) -> SitePage:
    """Return the page on which initiatives are searched and filtered."""
    texts, plan = source.texts, source.plan
    title = texts("site.initiatives")
    statuses = {entry.status for entry in source.find_entries(source.listings, (source.year,))}
    names = [name_status(s, plan.scheme, texts) for s in sorted(statuses, key=lambda s: s.id)]
    choices = (
        ("chapter", tuple(map(name_chapter, plan.chapters))),
        ("department", tuple(each.name for each in list_departments(source))),
        ("status", tuple(dict.fromkeys(names))),
        ("mark", tuple(mark.mark for mark in plan.marks)),
    )
    listings = list(source.main_listings.values())
    blocks: tuple[SiteBlock, ...] = (
        Heading(title),
        SearchForm(tuple((name, some) for name, some in choices if len(some) > 1)),
        build_listing_table(source, listings, addresses.INITIATIVES),
    )
    about = texts("site.initiatives.about", count=len(listings))
    return SitePage(addresses.INITIATIVES, title, about, blocks, has_script=True)


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
    summary = say_counts(source, entries, source.year)
    _, *blocks = tables.yield_exception_blocks()
    head = (Heading(title), Paragraph(summary))
    return SitePage(addresses.MISSED, title, summary, (*head, *blocks))


def build_method_page(source: SiteSource) -> SitePage:
    """Return the page that says how results are judged."""
    title = source.texts("site.method")
    _, *blocks = yield_method_blocks(source.scope, ())
    about = source.texts("site.method.about")
    return SitePage(addresses.METHOD, title, about, (Heading(title), Paragraph(about), *blocks[:3]))


def build_about_page(source: SiteSource) -> SitePage:
    """Return the page about the plan: who publishes it, under which terms, what is unverified."""
    plan, texts = source.plan, source.texts
    title = texts("site.about")
    lines = [texts("site.by", publisher=plan.publisher.name)]
    if plan.license:
        lines.append(texts("report.license", license=plan.license))
    if plan.contact:
        contact = plan.contact
        lines.append(" ".join(filter(None, (contact.name, contact.mail, contact.url))))
    lines.append(texts("site.as-of", date=source.scope.as_of.isoformat()))
    blocks: list[SiteBlock] = [Heading(title), Items(tuple(lines))]
    blocks.append(Heading(texts("site.unverified"), 2))
    unverified = []
    for listing in source.main_listings.values():
        if its := listing.initiative.source:
            unverified += [f"{listing.initiative.id}: {u.at} {u.reason}" for u in its.unverified]
    if unverified:
        blocks.append(Items(tuple(unverified)))
    else:
        blocks.append(Note(texts("site.unverified.none")))
    return SitePage(addresses.ABOUT, title, texts("site.about.about"), tuple(blocks))
