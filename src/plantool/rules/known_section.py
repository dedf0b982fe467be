"""An initiative stands in a section of its chapter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.diagnostics import Code, Finding, Repair, propose_change
from plantool.syntax.wide_signs import to_half_width

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.model.chapter import Chapter
    from plantool.model.plan import Plan

UNKNOWN = Code("PLT203", "unknown-section")
MISSING = Code("PLT204", "missing-section")
CODES = (UNKNOWN, MISSING)


def check(plan: Plan) -> Iterator[Finding]:
    """Find sections that the chapter does not have, for its own initiatives and relisted ones."""
    findings_by_section = {
        (chapter.id, section): finding
        for chapter in plan.chapters
        for section, finding in _yield_wide_ids(chapter)
    }
    used_sections = dict.fromkeys((one.chapter, one.section or "") for one in plan.initiatives)
    yield from (
        findings_by_section[section] for section in used_sections if section in findings_by_section
    )
    for initiative in plan.initiatives:
        chapter = plan.chapter(initiative.chapter)
        if chapter is None or (chapter.id, initiative.section) in findings_by_section:
            continue
        if initiative.section is None:
            known = (("known", _join_section_ids(chapter)),)
            yield Finding(code=MISSING, file=initiative.file, arguments=known)
        elif not chapter.find_section(initiative.section):
            yield _build_unknown_section(initiative.file, ("section",), initiative.section, chapter)
    for chapter in plan.chapters:
        for at, relisting in enumerate(chapter.relisted):
            if relisting.section and not chapter.find_section(relisting.section):
                path = ("relisted", at, "section")
                yield _build_unknown_section(chapter.file, path, relisting.section, chapter)


def _yield_wide_ids(chapter: Chapter) -> Iterator[tuple[str, Finding]]:
    """Yield what is found of ids in wide characters, with the sections that they should be."""
    for at, section in enumerate(chapter.sections):
        half = to_half_width(section.id)
        if half != section.id and not chapter.find_section(half):
            arguments = (
                ("section", half),
                ("chapter", chapter.id),
                ("known", _join_section_ids(chapter)),
            )
            path = ("sections", at, "id")
            found = Finding(UNKNOWN, chapter.file, path, (*arguments, ("nearest", half)))
            yield half, _attach_repair(found, half)


def _attach_repair(found: Finding, half: str) -> Finding:
    value = int(half) if half.isdecimal() else half
    return found._replace(repair=Repair((propose_change(found.path, value),), safe=True))


def _build_unknown_section(
    file: str, path: tuple[str | int, ...], section: str, chapter: Chapter
) -> Finding:
    half = to_half_width(section)
    nearest = half if chapter.find_section(half) else ""
    arguments = (
        ("section", section),
        ("chapter", chapter.id),
        ("known", _join_section_ids(chapter)),
    )
    found = Finding(UNKNOWN, file, path, (*arguments, ("nearest", nearest)))
    return _attach_repair(found, half) if nearest else found


def _join_section_ids(chapter: Chapter) -> str:
    return ", ".join(section.id for section in chapter.sections)
