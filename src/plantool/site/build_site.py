"""Builds every file of a site, one after the other."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from plantool.site import frame
from plantool.site.pages.chapter_page import build_chapter_page
from plantool.site.pages.department_pages import (
    build_department_page,
    build_departments_page,
    list_departments,
)
from plantool.site.pages.initiative_page import build_initiative_page
from plantool.site.pages.list_pages import (
    build_about_page,
    build_initiatives_page,
    build_method_page,
    build_missed_page,
)
from plantool.site.pages.start_page import build_start_page
from plantool.site.search_index import build_search_index

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.site.frame import Frame
    from plantool.site.site_page import SitePage
    from plantool.site.site_source import SiteSource

_ASSETS = Path(__file__).with_name("assets")


def yield_site_files(source: SiteSource, of_all: Frame) -> Iterator[tuple[str, bytes]]:
    """Yield every file of the site with its address."""
    for page in yield_pages(source):
        yield page.address, of_all.render(page).encode()
    yield frame.INDEX, build_search_index(source).encode()
    for name in (frame.STYLE, frame.SCRIPT, frame.ICON):
        yield name, (_ASSETS / name).read_bytes()


def yield_pages(source: SiteSource) -> Iterator[SitePage]:
    """Yield every page, those about the whole plan first."""
    yield build_start_page(source)
    yield build_initiatives_page(source)
    yield build_departments_page(source)
    yield build_missed_page(source)
    yield build_method_page(source)
    yield build_about_page(source)
    for chapter in source.plan.chapters:
        yield build_chapter_page(source, chapter)
    for department in list_departments(source):
        yield build_department_page(source, department)
    for listing in source.main_listings.values():
        yield build_initiative_page(source, listing)
