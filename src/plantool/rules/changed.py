"""Which findings concern a change of some files.

A wrong sum shows where the total stands, not where a year was changed, so whole files count. What
plan.yaml and the chapters hold is what references of other files are held against.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.diagnostics import Family

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from plantool.diagnostics import Diagnostic
    from plantool.model.plan import Plan

_HELD_AGAINST_OTHERS = frozenset({Family.IDENTITY, Family.YEARS})


def touched(
    diagnostics: Iterable[Diagnostic], plan: Plan, changed: Collection[str]
) -> tuple[Diagnostic, ...]:
    """Return the findings in ``changed`` files, related to them, or held against them."""
    settings = {plan.file, *(chapter.file for chapter in plan.chapters)}
    references = not settings.isdisjoint(changed)

    def concerns(diagnostic: Diagnostic) -> bool:
        related = diagnostic.related.file if diagnostic.related else ""
        held = references and diagnostic.code.family in _HELD_AGAINST_OTHERS
        return held or diagnostic.file in changed or related in changed

    return tuple(filter(concerns, diagnostics))
