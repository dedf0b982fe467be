"""The pages of departments: one that lists them, and one for each with its initiatives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.reports.page import Heading, Note, Role, Table, build_spanning_row
from plantool.site import addresses
from plantool.site.pages.ledes import LedeWriter
from plantool.site.pages.summaries import (
    CountsTable,
    build_figures,
    build_listing_table,
    yield_money_notes,
    yield_year_comparison,
)
from plantool.site.site_page import Lede, SitePage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.analysis.selection import Listing
    from plantool.model.initiative import Department
    from plantool.reports.page import Row
    from plantool.site.site_page import SiteBlock
    from plantool.site.site_source import SiteSource


def build_departments_page(source: SiteSource) -> SitePage:
    """Return the page that lists the departments by bureau."""
    texts = source.texts
    title = texts("site.departments")
    about = texts("site.departments.about", year=source.scope.name_year(source.year))
    page = SitePage(addresses.DEPARTMENTS, title, about, ())
    return page._replace(blocks=tuple(_yield_department_list(source, page)))


def _yield_department_list(source: SiteSource, page: SitePage) -> Iterator[SiteBlock]:
    yield Heading(page.title)
    yield Lede(page.summary)
    if not source.departments:
        yield Note(source.texts("site.departments.none"))
        return
    counts = CountsTable(source)
    columns = counts.build_columns(page.title)
    yield Table(columns, tuple(_yield_department_rows(source, page, counts, len(columns))))
    listings = source.main_listings.values()
    if any(len(listing.initiative.departments) > 1 for listing in listings):
        yield Note(source.texts("site.departments.joint"))


def _yield_department_rows(
    source: SiteSource, page: SitePage, counts: CountsTable, columns: int
) -> Iterator[Row]:
    """Yield the departments under their bureaus; a bureau without divisions stands by itself."""
    for bureau, departments in _group_by_bureau(source).items():
        is_single = not any(department.division for department in departments)
        if not is_single:
            yield build_spanning_row(bureau, columns, Role.HEADING)
        for department in departments:
            name = page.link(source.departments[department], department.division or bureau)
            row = counts.build_row(name, _list_own(source, department))
            yield row._replace(indent=0 if is_single else 1)


def _group_by_bureau(source: SiteSource) -> dict[str, list[Department]]:
    by_bureau: dict[str, list[Department]] = {}
    for department in source.departments:
        by_bureau.setdefault(department.bureau, []).append(department)
    return by_bureau


def _list_own(source: SiteSource, department: Department) -> list[Listing]:
    """Return where the initiatives of a department are counted."""
    listings = source.main_listings.values()
    return [listing for listing in listings if department in listing.initiative.departments]


def build_department_page(source: SiteSource, department: Department) -> SitePage:
    """Return the page of one department."""
    address, texts = source.departments[department], source.texts
    listings = _list_own(source, department)
    lede = LedeWriter(source, listings)
    page = SitePage(address, department.name, lede.say_counts(), ())
    trail = (page.link(addresses.DEPARTMENTS, texts("site.departments")),)
    table = build_listing_table(source, listings, address, with_departments=False)
    blocks: list[SiteBlock] = [
        Heading(department.name),
        lede.build_lede(),
        build_figures(source, lede.entries, address, department=department.name),
        Heading(texts("show.initiatives"), 2),
        table,
        *yield_money_notes(source, table),
    ]
    if comparison := tuple(yield_year_comparison(source, listings)):
        blocks += [Heading(texts("site.years"), 2), *comparison]
    return page._replace(blocks=tuple(blocks), trail=trail)
