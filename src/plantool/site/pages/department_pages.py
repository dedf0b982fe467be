"""The pages of departments: one that lists them, and one for each with its initiatives."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from plantool.reports.page import Heading, Note
from plantool.site import addresses
from plantool.site.pages.ledes import LedeWriter
from plantool.site.pages.summaries import (
    build_figures,
    build_listing_table,
    yield_year_comparison,
)
from plantool.site.site_page import Links, SitePage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.model.initiative import Department
    from plantool.site.site_page import SiteBlock
    from plantool.site.site_source import SiteSource


def list_departments(source: SiteSource) -> tuple[Department, ...]:
    """Return the departments in charge of initiatives, those of plan.yaml in its order first."""
    used = [d for listing in source.listings for d in listing.initiative.departments]
    in_charge = dict.fromkeys(used)
    known = [department for department in source.plan.departments if department in in_charge]
    return tuple(dict.fromkeys((*known, *in_charge)))


def build_departments_page(source: SiteSource) -> SitePage:
    """Return the page that lists the departments by bureau."""
    texts = source.texts
    title = texts("site.departments")
    page = SitePage(addresses.DEPARTMENTS, title, texts("site.departments.about"), ())
    return page._replace(blocks=tuple(_yield_department_list(source, page)))


def _yield_department_list(source: SiteSource, page: SitePage) -> Iterator[SiteBlock]:
    yield Heading(page.title)
    listings = source.main_listings.values()
    counts = Counter(each for listing in listings for each in listing.initiative.departments)
    by_bureau: dict[str, list[Department]] = {}
    for department in list_departments(source):
        by_bureau.setdefault(department.bureau, []).append(department)
    if not by_bureau:
        yield Note(source.texts("site.departments.none"))
    for bureau, departments in by_bureau.items():
        yield Heading(bureau, 2)
        links = []
        for department in departments:
            address = addresses.name_department_page(department)
            words = source.texts("site.initiatives.number", count=counts[department])
            links.append((page.link(address, department.division or department.bureau), words))
        yield Links(tuple(links))


def build_department_page(source: SiteSource, department: Department) -> SitePage:
    """Return the page of one department."""
    address, texts = addresses.name_department_page(department), source.texts
    listings = [
        listing
        for listing in source.main_listings.values()
        if department in listing.initiative.departments
    ]
    lede = LedeWriter(source, listings)
    page = SitePage(address, department.name, lede.say_counts(), ())
    trail = (page.link(addresses.DEPARTMENTS, texts("site.departments")),)
    blocks: list[SiteBlock] = [
        Heading(department.name),
        lede.build_lede(),
        build_figures(source, lede.entries, address, department=department.name),
        Heading(texts("show.initiatives"), 2),
        build_listing_table(source, listings, address, with_departments=False),
    ]
    if source.money:
        blocks.append(Note(texts("site.money.span", years=source.name_span())))
    if comparison := tuple(yield_year_comparison(source, listings)):
        blocks += [Heading(texts("site.years"), 2), *comparison]
    return page._replace(blocks=tuple(blocks), trail=trail)
