"""An initiative stands in a section of its chapter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.diagnostics import Change, Code, Finding, Repair
from plantool.syntax.signs import half_width

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.model.chapter import Chapter
    from plantool.model.plan import Plan

UNKNOWN = Code("PLT203", "unknown-section")
MISSING = Code("PLT204", "missing-section")
CODES = (UNKNOWN, MISSING)


def check(plan: Plan) -> Iterator[Finding]:
    """Find sections that the chapter does not have, for its own initiatives and relisted ones."""
    wide = {
        (chapter.id, section): finding
        for chapter in plan.chapters
        for section, finding in _wide_ids(chapter)
    }
    named = dict.fromkeys((one.chapter, one.section or "") for one in plan.initiatives)
    yield from (wide[section] for section in named if section in wide)
    for initiative in plan.initiatives:
        chapter = plan.chapter(initiative.chapter)
        if chapter is None or (chapter.id, initiative.section) in wide:
            continue
        if initiative.section is None:
            known = (("known", _known(chapter)),)
            yield Finding(code=MISSING, file=initiative.file, arguments=known)
        elif not chapter.section(initiative.section):
            yield _unknown(initiative.file, ("section",), initiative.section, chapter)
    for chapter in plan.chapters:
        for at, relisting in enumerate(chapter.relisted):
            if relisting.section and not chapter.section(relisting.section):
                path = ("relisted", at, "section")
                yield _unknown(chapter.file, path, relisting.section, chapter)


def _wide_ids(chapter: Chapter) -> Iterator[tuple[str, Finding]]:
    """Yield what is found of ids in wide characters, with the sections that they should be."""
    for at, section in enumerate(chapter.sections):
        half = half_width(section.id)
        if half != section.id and not chapter.section(half):
            words = (("section", half), ("chapter", chapter.id), ("known", _known(chapter)))
            path = ("sections", at, "id")
            found = Finding(UNKNOWN, chapter.file, path, (*words, ("nearest", half)))
            yield half, _mended(found, half)


def _mended(found: Finding, half: str) -> Finding:
    value = int(half) if half.isdecimal() else half
    return found._replace(repair=Repair((Change(found.path, value),), safe=True))


def _unknown(file: str, path: tuple[str | int, ...], section: str, chapter: Chapter) -> Finding:
    half = half_width(section)
    nearest = half if chapter.section(half) else ""
    words = (("section", section), ("chapter", chapter.id), ("known", _known(chapter)))
    found = Finding(UNKNOWN, file, path, (*words, ("nearest", nearest)))
    return _mended(found, half) if nearest else found


def _known(chapter: Chapter) -> str:
    return ", ".join(section.id for section in chapter.sections)
