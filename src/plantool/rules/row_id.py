"""Ids of measures and groups are unique within their initiative."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.diagnostics import Code, Finding
from plantool.model.measure import walk_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.diagnostics import NodePath
    from plantool.model.plan import Plan

DUPLICATE = Code("PLT211", "duplicate-measure-id")
CODES = (DUPLICATE,)


def check(plan: Plan) -> Iterator[Finding]:
    """Find ids that an earlier row of the same initiative has."""
    for initiative in plan.initiatives:
        seen: dict[str, NodePath] = {}
        for _, row in walk_rows(initiative.rows):
            path = (*row.path, "id")
            if row.id is not None and seen.setdefault(row.id, path) != path:
                yield Finding(
                    code=DUPLICATE,
                    file=initiative.file,
                    path=path,
                    arguments=(("id", row.id),),
                    related=(initiative.file, seen[row.id]),
                )
