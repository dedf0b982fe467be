"""An initiative stands in a section of its chapter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.diagnostics import Code, Finding, Repair, propose_change
from plantool.syntax.wide_signs import to_half_width

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.diagnostics import NodePath
    from plantool.model.chapter import Chapter
    from plantool.model.initiative import Initiative
    from plantool.model.plan import Plan

UNKNOWN = Code("PLT203", "unknown-section")
MISSING = Code("PLT204", "missing-section")
CODES = (UNKNOWN, MISSING)


def check(plan: Plan) -> Iterator[Finding]:
    """Find sections that the chapter does not have, for its own initiatives and relisted ones."""
    misspelt: dict[tuple[str, str | None], Finding] = {}
    for chapter in plan.chapters:
        for section, finding in _yield_wide_ids(chapter):
            misspelt[chapter.id, section] = finding
    # the chapter has the slip: one finding there, instead of one for each of its initiatives
    for section_key in dict.fromkeys((one.chapter, one.section) for one in plan.initiatives):
        if section_key in misspelt:
            yield misspelt[section_key]
    for initiative in plan.initiatives:
        own_chapter = plan.chapter(initiative.chapter)
        if own_chapter and (own_chapter.id, initiative.section) not in misspelt:
            yield from _check_own_section(initiative, own_chapter)
    for chapter in plan.chapters:
        for at, relisting in enumerate(chapter.relisted):
            if relisting.section and not chapter.find_section(relisting.section):
                path = ("relisted", at, "section")
                yield _build_unknown_section(chapter.file, path, relisting.section, chapter)


def _check_own_section(initiative: Initiative, chapter: Chapter) -> Iterator[Finding]:
    if initiative.section is None:
        if chapter.sections:
            known = (("known", _join_section_ids(chapter)),)
            yield Finding(code=MISSING, file=initiative.file, arguments=known)
        return
    for path, section in initiative.yield_sections():
        if not chapter.find_section(section):
            yield _build_unknown_section(initiative.file, path, section, chapter)


def _yield_wide_ids(chapter: Chapter) -> Iterator[tuple[str, Finding]]:
    """Yield ids in half-width characters that the chapter has in wide ones, with findings."""
    for at, section in enumerate(chapter.sections):
        half = to_half_width(section.id)
        if half != section.id and not chapter.find_section(half):
            yield (
                half,
                _build_section_finding(chapter.file, ("sections", at, "id"), half, chapter, half),
            )


def _build_unknown_section(file: str, path: NodePath, section: str, chapter: Chapter) -> Finding:
    half = to_half_width(section)
    nearest = half if chapter.find_section(half) else ""
    return _build_section_finding(file, path, section, chapter, nearest)


def _build_section_finding(
    file: str, path: NodePath, section: str, chapter: Chapter, nearest: str
) -> Finding:
    """Return the finding of an unknown section; the repair writes ``nearest``, if that is known."""
    arguments = (
        ("section", section),
        ("chapter", chapter.id),
        ("known", _join_section_ids(chapter)),
        ("nearest", nearest),
    )
    value = int(nearest) if nearest.isdecimal() else nearest
    repair = Repair((propose_change(path, value),), safe=True) if nearest else None
    return Finding(UNKNOWN, file, path, arguments, repair=repair)


def _join_section_ids(chapter: Chapter) -> str:
    return ", ".join(section.id for section in chapter.sections)
