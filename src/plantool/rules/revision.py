"""A revision (見直し) says what the plan was before, and is of what the plan itself says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.diagnostics import Code, Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.model.initiative import Initiative
    from plantool.model.plan import Plan

UNCHANGED = Code("PLT806", "unchanged-revision", Severity.WARNING)
NOT_OF_PLAN = Code("PLT807", "revision-of-result", Severity.WARNING)
CODES = (UNCHANGED, NOT_OF_PLAN)


def check(plan: Plan) -> Iterator[Finding]:
    """Find revisions that changed nothing, and such of results, which corrections are for."""
    for initiative in plan.initiatives:
        if initiative.revisions:
            yield from _check_revisions(initiative)


def _check_revisions(initiative: Initiative) -> Iterator[Finding]:
    # few plans have revisions, and what tells facts apart takes long to import
    from plantool.analysis.field_lookup import FieldLookup  # noqa: PLC0415
    from plantool.analysis.final_figures import is_revisable  # noqa: PLC0415
    from plantool.analysis.revisions import is_same_figure, yield_steps  # noqa: PLC0415

    lookup = FieldLookup(initiative)
    places = {id(revision): at for at, revision in enumerate(initiative.revisions)}
    revisable: dict[str, bool] = {}
    for revision, later, _ in yield_steps(initiative):
        meant = lookup.find_facts(revision.at)
        path = ("revisions", places[id(revision)])
        if revision.at not in revisable:
            revisable[revision.at] = not meant or any(map(is_revisable, meant))
        if not revisable[revision.at]:
            words = (("value", revision.at),)
            yield Finding(NOT_OF_PLAN, initiative.file, (*path, "at"), words)
        elif len(meant) == 1 and is_same_figure(revision.was, later or lookup.facts[meant[0]]):
            said = revision.was.text or revision.was.value
            yield Finding(UNCHANGED, initiative.file, (*path, "was"), (("value", said),))
