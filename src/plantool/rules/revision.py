"""A revision (見直し) says what the plan was before, and is of what the plan itself says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.diagnostics import Code, Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.analysis.facts import Facts
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
    from plantool.analysis.field_lookup import is_meant  # noqa: PLC0415
    from plantool.analysis.final_figures import is_revisable  # noqa: PLC0415
    from plantool.analysis.plan_facts import build_initiative_facts  # noqa: PLC0415
    from plantool.analysis.revisions import is_same_figure, yield_steps  # noqa: PLC0415

    facts = build_initiative_facts(initiative)
    for revision, later, _ in yield_steps(initiative):
        meant: Facts = {fact: facts[fact] for fact in facts if is_meant(fact, revision.at)}
        path = ("revisions", initiative.revisions.index(revision))
        if meant and not any(map(is_revisable, meant)):
            words = (("value", revision.at),)
            yield Finding(NOT_OF_PLAN, initiative.file, (*path, "at"), words)
        elif len(meant) == 1 and is_same_figure(revision.was, later or next(iter(meant.values()))):
            said = revision.was.text or revision.was.value
            yield Finding(UNCHANGED, initiative.file, (*path, "was"), (("value", said),))
