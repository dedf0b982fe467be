"""A chapter as its first printed page: goals, background, sections and their initiatives."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from plantool.reports.page import Block, Heading, Items, Page, Paragraph, Records
from plantool.reports.phrases import describe_plan, name_chapter, name_listing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from plantool.analysis.selection import Listing
    from plantool.model.chapter import Chapter
    from plantool.reports.page import Record
    from plantool.reports.scope import Scope

_RECORD_COLUMNS = ("chapter", "section", "section_title", "id", "title", "mark", "relisted")


class ChapterReport:
    """Lays out a chapter with its ``listings``, which are in printed order."""

    def __init__(self, scope: Scope, chapter: Chapter, listings: Sequence[Listing]) -> None:
        self.plan = scope.plan
        self.texts = scope.texts
        self.chapter = chapter
        self.listings = listings

    def build_page(self) -> Page:
        chapter = self.chapter
        return Page(
            name="show",
            blocks=self._yield_blocks(),
            records=Records(_RECORD_COLUMNS, map(_describe_chapter_listing, self.listings)),
            metadata={
                "plan": describe_plan(self.plan),
                "id": chapter.id,
                "title": chapter.title,
                "goals": list(chapter.goals),
                "background": chapter.background,
            },
        )

    def _yield_blocks(self) -> Iterator[Block]:
        chapter, texts, headings = self.chapter, self.texts, self.chapter.headings
        yield Heading(name_chapter(chapter))
        if chapter.goals:
            yield Heading(headings.goals or texts("show.goals"), 2)
            yield Items(chapter.goals, numbered=True)
        if chapter.background:
            yield Heading(headings.background or texts("show.background"), 2)
            yield Paragraph(chapter.background)
        yield Heading(headings.initiatives or texts("show.initiatives"), 2)
        for section, listed in groupby(self.listings, key=lambda listing: listing.section):
            if section:
                yield Paragraph(f"{section.id} {section.title}")
            yield Items(tuple(name_listing(listing, texts) for listing in listed))


def _describe_chapter_listing(listing: Listing) -> Record:
    initiative, section = listing.initiative, listing.section
    return {
        "chapter": listing.chapter.id,
        "section": section.id if section else None,
        "section_title": section.title if section else None,
        "id": initiative.id,
        "title": initiative.title,
        "mark": initiative.mark,
        "relisted": not listing.is_counted,
    }
