"""A printed number stands once in its section: two branches that each add an (4) merge cleanly."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from plantool.diagnostics import Code, Finding
from plantool.model.normal import nfkc

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from plantool.diagnostics import NodePath
    from plantool.model.chapter import Chapter
    from plantool.model.initiative import Initiative
    from plantool.model.plan import Plan

TWICE = Code("PLT217", "duplicate-number")
CODES = (TWICE,)


def check(plan: Plan) -> Iterator[Finding]:
    """Find numbers that two initiatives of one section carry, relisted ones included."""
    owned: defaultdict[str, list[Initiative]] = defaultdict(list)
    for initiative in plan.initiatives:
        owned[initiative.chapter].append(initiative)
    for chapter in plan.chapters:
        seen: dict[tuple[str, str], tuple[str, NodePath]] = {}
        for section, number, file, path in _yield_numbers(chapter, owned[chapter.id]):
            key = (section, nfkc(number))
            first = seen.setdefault(key, (file, path))
            if first != (file, path):
                arguments = (("number", number), ("section", section))
                yield Finding(TWICE, file, path, arguments, related=first)


def _yield_numbers(
    chapter: Chapter, owned: Iterable[Initiative]
) -> Iterator[tuple[str, str, str, NodePath]]:
    for initiative in owned:
        if initiative.section and initiative.number:
            yield initiative.section, initiative.number, initiative.file, ("number",)
    for at, entry in enumerate(chapter.relisted):
        if entry.section and entry.number:
            yield entry.section, entry.number, chapter.file, ("relisted", at, "number")
