"""Section ids are unique within their chapter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.diagnostics import Code, Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.diagnostics import NodePath
    from plantool.model.plan import Plan

DUPLICATE = Code("PLT212", "duplicate-section-id")
CODES = (DUPLICATE,)


def check(plan: Plan) -> Iterator[Finding]:
    """Find section ids that an earlier section of the chapter has."""
    for chapter in plan.chapters:
        seen: dict[str, NodePath] = {}
        for at, section in enumerate(chapter.sections):
            path = ("sections", at, "id")
            if seen.setdefault(section.id, path) != path:
                yield Finding(
                    code=DUPLICATE,
                    file=chapter.file,
                    path=path,
                    arguments=(("id", section.id),),
                    related=(chapter.file, seen[section.id]),
                )
