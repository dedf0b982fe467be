"""The page about the plan: who publishes it, under which terms, and what is unverified."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from plantool.exporting.license_terms import read_license
from plantool.reports.fact_text import FactFormatter
from plantool.reports.page import Column, Heading, Link, Note, Row, Table
from plantool.site import addresses
from plantool.site.pages.history_blocks import link_place
from plantool.site.site_page import Lede, SitePage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.analysis.selection import Listing
    from plantool.reports.page import Value
    from plantool.site.site_page import SiteBlock
    from plantool.site.site_source import SiteSource


def build_about_page(source: SiteSource) -> SitePage:
    """Return the page about the plan."""
    texts = source.texts
    page = SitePage(addresses.ABOUT, texts("site.about"), texts("site.about.about"), ())
    return page._replace(blocks=tuple(_yield_blocks(source, page)))


def _yield_blocks(source: SiteSource, page: SitePage) -> Iterator[SiteBlock]:
    texts = source.texts
    yield Heading(page.title)
    yield Lede(page.summary)
    columns = (Column(texts("site.about.what")), Column(texts("site.about.said"), wide=True))
    yield Table(columns, tuple(Row(row) for row in _yield_facts(source)))
    yield Heading(texts("site.unverified"), 2)
    rows = [
        row for each in source.main_listings.values() for row in _yield_unverified(source, each)
    ]
    if not rows:
        yield Note(texts("site.unverified.none"))
        return
    keys = ("status.initiative", "site.places.what", "report.reason", "site.places.line")
    heads = tuple(Column(texts(key), wide=True) for key in keys)
    yield Table(heads, tuple(rows))


def _yield_facts(source: SiteSource) -> Iterator[tuple[str, Value]]:
    plan, texts = source.plan, source.texts
    yield texts("site.about.publisher"), plan.publisher.name
    if plan.license:
        words, _, address = read_license(plan.license)
        yield texts("site.about.license"), Link.to(address, words) if address else words
    if contact := plan.contact:
        yield texts("site.about.contact"), contact.name
        if contact.mail:
            address = f"mailto:{quote(contact.mail, safe='@')}"  # and no more than an address
            yield texts("site.about.mail"), Link.to(address, contact.mail)
        if contact.url:
            yield texts("site.about.url"), _link_web(contact.url)
    yield texts("site.about.day"), source.scope.as_of.isoformat()
    yield texts("site.about.years"), source.name_span()


def _link_web(url: str) -> Value:
    return Link.to(url, url) if url.startswith(("https://", "http://")) else url


def _yield_unverified(source: SiteSource, listing: Listing) -> Iterator[Row]:
    initiative = listing.initiative
    formatter = FactFormatter(source.plan, source.texts)
    names = {each.id: initiative.name_with_groups(each) for each in initiative.measures()}
    unverified = initiative.source.unverified if initiative.source else ()
    places = source.history.locate(initiative.file, [each.path for each in unverified])
    for each, place in zip(unverified, places, strict=True):
        line = link_place(source, place) if place else None
        name = formatter.name_figure(each.at, names)
        yield Row((source.link_listing(listing, addresses.ABOUT), name, each.reason, line))
