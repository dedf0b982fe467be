"""A file is copied to begin a new one, and what it says is still that of the old one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.diagnostics import Code, Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.model.initiative import Initiative
    from plantool.model.plan import Plan

COPIED = Code("PLT220", "copied-file", Severity.WARNING)
CODES = (COPIED,)


def check(plan: Plan) -> Iterator[Finding]:
    """Find initiatives with the title, the rows and the money of one of the same chapter."""
    seen: dict[tuple[str, str], list[Initiative]] = {}
    for initiative in plan.initiatives:
        others = seen.setdefault((initiative.chapter, initiative.title), [])
        if first := next((other for other in others if _same(other, initiative)), None):
            yield Finding(
                code=COPIED,
                file=initiative.file,
                path=("title",),
                arguments=(("first", first.id), ("id", initiative.id)),
                also=(first.file, ("title",)),
            )
        else:
            others.append(initiative)


def _same(one: Initiative, other: Initiative) -> bool:
    return one.rows == other.rows and one.budget == other.budget
