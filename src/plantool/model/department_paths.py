"""The paths at which plan.yaml lists departments."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.diagnostics import NodePath
    from plantool.model.initiative import Department
    from plantool.model.plan import Plan


def yield_department_paths(plan: Plan) -> Iterator[tuple[Department, NodePath]]:
    """Yield every department with its path in plan.yaml: divisions, after them their bureau."""
    divisions: Counter[str] = Counter()
    for department in plan.departments:
        path: NodePath = ("departments", department.bureau)
        if department.division is not None:
            path = (*path, divisions[department.bureau])
            divisions[department.bureau] += 1
        yield department, path
