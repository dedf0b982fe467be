"""Every listed department and section is used: an unused one is often a misspelt reference."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from plantool.diagnostics import Code, Finding, Severity
from plantool.model.department_paths import yield_department_paths

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.model.initiative import Department
    from plantool.model.plan import Plan

DEPARTMENT = Code("PLT214", "unused-department", Severity.WARNING)
SECTION = Code("PLT215", "unused-section", Severity.WARNING)
CODES = (DEPARTMENT, SECTION)


def check(plan: Plan) -> Iterator[Finding]:
    """Find departments and sections that no initiative names; silent unless all could be read.

    Where a reference is misspelt, the name that it means seems unused: that is one fault, found
    by another law.
    """
    if plan.has_settings and not plan.left_out:
        yield from _find_unused_departments(plan)
        yield from _find_unused_sections(plan)


def _find_unused_departments(plan: Plan) -> Iterator[Finding]:
    used: set[Department] = set()
    for initiative in plan.initiatives:
        used.update(initiative.departments)
    if not used <= set(plan.departments):
        return
    # a bureau with divisions needs no initiative of its own
    with_divisions = (each for each in plan.departments if each.division)
    needed_bureaus = {department.bureau for department in (*used, *with_divisions)}
    for department, path in yield_department_paths(plan):
        is_bureau = department.division is None
        if not (department.bureau in needed_bureaus if is_bureau else department in used):
            arguments = (("department", department.name),)
            yield Finding(DEPARTMENT, plan.file, path, arguments, on_key=is_bureau)


def _find_unused_sections(plan: Plan) -> Iterator[Finding]:
    sections: defaultdict[str, set[str | None]] = defaultdict(set)
    for initiative in plan.initiatives:
        sections[initiative.chapter].update((initiative.section, *initiative.other_sections))
    for chapter in plan.chapters:
        used = set(sections[chapter.id])
        used.update(relisting.section for relisting in chapter.relisted if relisting.section)
        if not used <= {section.id for section in chapter.sections}:
            continue
        for at, section in enumerate(chapter.sections):
            if section.id not in used:
                arguments = (("section", section.id), ("title", section.title))
                yield Finding(SECTION, chapter.file, ("sections", at, "id"), arguments)
