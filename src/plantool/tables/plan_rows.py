"""The rows of the fact tables about a plan as a whole, its chapters, and what was found in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.model.plan import parse_file_id
from plantool.model.presets import PRESETS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.model.evaluation import Scheme
    from plantool.tables.columns import Row
    from plantool.tables.table_source import TableSource


def yield_plan_rows(source: TableSource) -> Iterator[Row]:
    """Yield the row of ``plans``."""
    plan, contact = source.plan, source.plan.contact
    yield (
        *source.key,
        plan.title,
        plan.publisher.name,
        plan.language,
        plan.license,
        *((contact.name, contact.mail, contact.url) if contact else (None, None, None)),
        min(plan.planned_years).start,
        max(plan.planned_years).start,
        plan.unit or None,
        source.currency_unit.currency if source.currency_unit else None,
        _name_scheme(plan.scheme),
        plan.timezone,
        source.as_of,
        source.is_complete,
        len(plan.left_out),
        None if source.places.commit.changed else source.places.commit.commit,
    )


def _name_scheme(scheme: Scheme) -> str:
    """Return the name of a scheme that other plans may use, too; ``own`` for a changed one."""
    return scheme.preset if scheme == PRESETS[scheme.preset] else "own"


def yield_chapter_rows(source: TableSource) -> Iterator[Row]:
    """Yield the rows of ``chapters``."""
    for position, chapter in enumerate(source.plan.chapters, start=1):
        place = source.places.locate(chapter.file, ())
        yield (
            *source.key,
            chapter.id,
            position,
            chapter.title,
            chapter.series,
            chapter.background,
            *place,
        )


def yield_section_rows(source: TableSource) -> Iterator[Row]:
    """Yield the rows of ``sections``."""
    for chapter in source.plan.chapters:
        for position, section in enumerate(chapter.sections, start=1):
            yield *source.key, chapter.id, section.id, position, section.title


def yield_listing_rows(source: TableSource) -> Iterator[Row]:
    """Yield the rows of ``listings``."""
    for position, listing in enumerate(source.listings, start=1):
        initiative, relisting = listing.initiative, listing.relisting
        yield (
            *source.key,
            listing.chapter.id,
            listing.section.id if listing.section else None,
            position,
            initiative.id,
            not listing.is_counted,
            relisting.number if relisting else initiative.number,
        )


def yield_finding_rows(source: TableSource) -> Iterator[Row]:
    """Yield the rows of ``findings``."""
    for found in source.find_diagnostics():
        identifier = parse_file_id(found.file)
        yield (
            *source.key,
            found.code.code,
            found.code.name,
            found.code.severity.value,
            source.texts.message(found),
            source.places.name_file(found.file),
            found.span.line,
            found.span.column,
            identifier if source.plan.initiative(identifier) else None,
        )
