"""A chapter as its first printed page: goals, background, sections and what stands in them."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from plantool.reports.page import Block, Heading, Items, Page, Paragraph, Records
from plantool.reports.phrases import describe_plan, format_title

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from plantool.analysis.selection import Listing
    from plantool.messages import Catalogue
    from plantool.model.chapter import Chapter
    from plantool.model.plan import Plan
    from plantool.reports.page import Value

_RECORD_COLUMNS = ("chapter", "section", "section_title", "id", "title", "mark", "relisted")


def build_chapter_page(
    plan: Plan, chapter: Chapter, listings: Sequence[Listing], texts: Catalogue
) -> Page:
    """Lay out a chapter with its ``listings``, which are in printed order."""
    return Page(
        name="show",
        blocks=_yield_chapter_blocks(chapter, listings, texts),
        records=Records(_RECORD_COLUMNS, map(_build_chapter_record, listings)),
        metadata={
            "plan": describe_plan(plan),
            "id": chapter.id,
            "title": chapter.title,
            "goals": list(chapter.goals),
            "background": chapter.background,
        },
    )


def _yield_chapter_blocks(
    chapter: Chapter, listings: Sequence[Listing], texts: Catalogue
) -> Iterator[Block]:
    headings = chapter.headings
    yield Heading(" ".join(filter(None, (chapter.series, chapter.id, chapter.title))))
    if chapter.goals:
        yield Heading(headings.goals or texts("show.goals"), 2)
        yield Items(chapter.goals, numbered=True)
    if chapter.background:
        yield Heading(headings.background or texts("show.background"), 2)
        yield Paragraph(chapter.background)
    yield Heading(headings.initiatives or texts("show.initiatives"), 2)
    for section, listed in groupby(listings, key=lambda listing: listing.section):
        if section:
            yield Paragraph(f"{section.id} {section.title}")
        yield Items(tuple(_format_chapter_line(listing, texts) for listing in listed))


def _format_chapter_line(listing: Listing, texts: Catalogue) -> str:
    return f"{listing.initiative.id} {format_title(listing, texts)}"


def _build_chapter_record(listing: Listing) -> tuple[Value, ...]:
    initiative, section = listing.initiative, listing.section
    return (
        listing.chapter.id,
        section.id if section else None,
        section.title if section else None,
        initiative.id,
        initiative.title,
        initiative.mark,
        not listing.is_counted,
    )
