"""Pages that were numbered anew: at their old addresses a page leads to the new one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.loading.folder import find_file_kind
from plantool.patterns import compile_late
from plantool.reports.page import Heading, Paragraph
from plantool.site import addresses
from plantool.site.site_page import Links, SitePage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from plantool.site.site_source import SiteSource

_ID = compile_late("[0-9A-Za-z]+(?:-[0-9A-Za-z]+)*")


def yield_moved_pages(source: SiteSource) -> Iterator[SitePage]:
    """Yield a page for each number that an initiative or a chapter had once, and none has now."""
    history = source.history.plan_history
    names = history.map_former_names() if history else {}
    chapters = {chapter.id for chapter in source.plan.chapters}
    for former, now in sorted(names.items()):
        old, new = former.removesuffix(".yaml"), now.removesuffix(".yaml")
        kind = find_file_kind(now)
        if kind != find_file_kind(former) or not _ID.fullmatch(old):
            continue
        if kind == "initiative" and new in source.main_listings and old not in source.main_listings:
            yield _build_page(source, addresses.name_initiative_page, old, new)
        elif kind == "chapter" and new in chapters and old not in chapters:
            yield _build_page(source, addresses.name_chapter_page, old, new)


def _build_page(
    source: SiteSource, name_page: Callable[[str], str], old: str, new: str
) -> SitePage:
    texts = source.texts
    title = texts("site.moved", old=old, new=new)
    page = SitePage(name_page(old), title, texts("site.moved.about", new=new), ())
    link = page.link(name_page(new), texts("site.moved.link", new=new))
    blocks = (Heading(title), Paragraph(page.summary), Links(((link, ""),)))
    return page._replace(blocks=blocks, leads_to=link.address)
