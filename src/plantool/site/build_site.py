"""Every file of a site: what it follows from, and how it is made."""

from __future__ import annotations

from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from xml.sax.saxutils import escape

from plantool.site import addresses, frame
from plantool.site.feed import build_feed
from plantool.site.moved_pages import yield_moved_pages
from plantool.site.pages.about_page import build_about_page
from plantool.site.pages.changes_page import build_changes_page, tell_changes
from plantool.site.pages.chapter_page import build_chapter_page
from plantool.site.pages.data_page import build_data_page
from plantool.site.pages.department_pages import (
    build_department_page,
    build_departments_page,
)
from plantool.site.pages.initiative_page import build_initiative_page
from plantool.site.pages.list_pages import (
    build_initiatives_page,
    build_method_page,
    build_missed_page,
)
from plantool.site.pages.start_page import build_start_page
from plantool.site.search_index import build_search_index
from plantool.site.site_data import FOLDER
from plantool.site.site_page import SitePage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from plantool.analysis.selection import Listing
    from plantool.site.frame import Frame
    from plantool.site.pages.changes_page import ToldCommit
    from plantool.site.site_data import SiteData
    from plantool.site.site_source import SiteSource

_ASSETS = Path(__file__).with_name("assets")


class SiteFile(NamedTuple):
    """A file at an ``address``, which follows from plan.yaml, other ``files`` and a ``question``.

    ``make`` returns its bytes, or the place of a file that has them. Where ``sha256`` is known, it
    need not be asked.
    """

    address: str
    question: tuple[str, ...]
    files: tuple[str, ...]
    make: Callable[[], bytes | Path]
    sha256: str | None = None


class SiteBuilder:
    """Lists the files of the site of one plan, and makes those that are asked for."""

    def __init__(self, source: SiteSource, of_all: Frame, data: SiteData) -> None:
        self.source = source
        self.of_all = of_all
        self.data = data
        history, scope = source.history, source.scope
        self.all_files = tuple(dict.fromkeys(history.places.names))
        self.common = (
            *scope.describe_question(),
            *of_all.describe(),
            history.links.template,
            f"{source.plan.has_departments} {history.is_shallow}",
        )

    def yield_files(self) -> Iterator[SiteFile]:
        """Yield every file of the site."""
        pages = list(self._yield_pages())
        yield from pages
        index = partial(lambda: build_search_index(self.source).encode())
        yield SiteFile(frame.INDEX, self.common, self.all_files, index)
        for name in (frame.STYLE, frame.SCRIPT, frame.ICON):
            yield SiteFile(name, (), (), (_ASSETS / name).read_bytes)
        if self.source.history.has_past:
            feed = lambda: build_feed(self.source, self._told, self.of_all.base_url)  # noqa: E731
            yield SiteFile(addresses.FEED, self._past, self.all_files, feed)
        for file in self.data.files:
            find = partial(self.data.find_file, file.path)
            yield SiteFile(f"{FOLDER}/{file.path}", (), (), find, file.sha256)
        for page in yield_moved_pages(self.source):
            yield self._file(page.address, partial(SitePage._replace, page), (), page.title)
        if self.of_all.base_url:
            named = [page.address for page in pages]
            yield SiteFile(
                "sitemap.xml", (), (), lambda: build_sitemap(self.of_all.base_url, named)
            )

    def recall_data(self) -> None:
        """Write the data of the site, or take over what is known of it."""
        commit = self.source.history.places.commit
        question = ("data", *self.common, f"{commit.commit}", *sorted(commit.changed))
        derived = self.source.scope.derived
        self.data.take(derived.recall(question, self.all_files, self.data.describe))

    @cached_property
    def _told(self) -> list[ToldCommit]:
        return tell_changes(self.source)

    @cached_property
    def _past(self) -> tuple[str, ...]:
        history = self.source.history.plan_history
        commits = history.commits[:1] if history else ()
        return (*self.common, *(each.version.commit for each in commits))

    def _yield_pages(self) -> Iterator[SiteFile]:
        source, every = self.source, self.all_files
        of_plan = {
            addresses.START: build_start_page,
            addresses.INITIATIVES: build_initiatives_page,
            addresses.DEPARTMENTS: build_departments_page,
            addresses.MISSED: build_missed_page,
            addresses.METHOD: build_method_page,
        }
        for address, build in of_plan.items():
            yield self._file(address, partial(build, source), every)
        about = partial(build_about_page, source)
        yield self._file(addresses.ABOUT, about, every, *self._stamp(every))
        data = repr([(file.path, file.size) for file in self.data.files])
        build_data = partial(build_data_page, source, self.data.files)
        yield self._file(addresses.DATA, build_data, (), data)
        if source.history.has_past:
            changes = partial(lambda: build_changes_page(source, self._told))
            yield self._file(addresses.CHANGES, changes, every, *self._past)
        yield from self._yield_parts()

    def _yield_parts(self) -> Iterator[SiteFile]:
        source = self.source
        for chapter in source.plan.chapters:
            build = partial(build_chapter_page, source, chapter)
            listed = [each for each in source.listings if each.chapter is chapter]
            address = addresses.name_chapter_page(chapter.id)
            yield self._file(address, build, (chapter.file, *_list_files(listed)))
        for department, department_page in source.departments.items():
            build_its = partial(build_department_page, source, department)
            own = [
                each
                for each in source.main_listings.values()
                if department in each.initiative.departments
            ]
            yield self._file(department_page, build_its, _list_files(own))
        for listing in source.main_listings.values():
            build_one = partial(build_initiative_page, source, listing)
            address = addresses.name_initiative_page(listing.initiative.id)
            stamp = self.source.history.stamp_file(listing.initiative.file)
            places = _list_files([listing, *source.listings_by_id[listing.initiative.id]])
            yield self._file(address, build_one, places, *stamp)

    def _stamp(self, files: Iterable[str]) -> Iterator[str]:
        for file in files:
            yield from self.source.history.stamp_file(file)

    def _file(
        self, address: str, build: Callable[[], SitePage], files: Iterable[str], *question: str
    ) -> SiteFile:
        def make() -> bytes:
            return self.of_all.render(build()).encode()

        return SiteFile(address, (*self.common, *question), tuple(files), make)


def _list_files(listings: Iterable[Listing]) -> tuple[str, ...]:
    """Return the files from which the lines of initiatives follow: their own, their chapters'."""
    named = (file for each in listings for file in (each.initiative.file, each.chapter.file))
    return tuple(dict.fromkeys(named))


def build_sitemap(base_url: str, named: Iterable[str]) -> bytes:
    """Return the list of pages for search engines (sitemaps.org)."""
    urls = (base_url + addresses.lead_to(each, "") for each in named)
    lines = "".join(f"<url><loc>{escape(url)}</loc></url>\n" for url in urls)
    namespace = "http://www.sitemaps.org/schemas/sitemap/0.9"
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    return f'{head}<urlset xmlns="{namespace}">\n{lines}</urlset>\n'.encode()
