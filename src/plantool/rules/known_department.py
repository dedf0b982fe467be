"""Departments are those of plan.yaml, so that one department is never spelt two ways."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from plantool.diagnostics import Code, Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.model.plan import Plan

UNKNOWN = Code("PLT205", "unknown-department")
CODES = (UNKNOWN,)


def check(plan: Plan) -> Iterator[Finding]:
    """Find departments that plan.yaml does not list."""
    known = {department: department.name for department in plan.departments}
    for initiative in plan.initiatives if plan.has_settings else ():
        for at, department in enumerate(initiative.departments):
            if department in known:
                continue
            nearest = get_close_matches(department.name, known.values(), 1)
            yield Finding(
                code=UNKNOWN,
                file=initiative.file,
                path=("departments", at),
                arguments=(("department", department.name), ("nearest", "".join(nearest))),
            )
