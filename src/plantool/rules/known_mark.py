"""Marks (★ ☆) are those of plan.yaml."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.diagnostics import Code, Finding
from plantool.model.measure import walk_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.diagnostics import NodePath
    from plantool.model.initiative import Initiative
    from plantool.model.plan import Plan

UNKNOWN = Code("PLT206", "unknown-mark")
CODES = (UNKNOWN,)


def check(plan: Plan) -> Iterator[Finding]:
    """Find marks that plan.yaml does not list, on initiatives and on rows."""
    known = {mark.mark for mark in plan.marks}
    for initiative in plan.initiatives if plan.has_settings else ():
        for path, mark in _yield_marks(initiative):
            if mark not in known:
                arguments = (("mark", mark), ("known", " ".join(sorted(known))))
                yield Finding(code=UNKNOWN, file=initiative.file, path=path, arguments=arguments)


def _yield_marks(initiative: Initiative) -> Iterator[tuple[NodePath, str]]:
    if initiative.mark:
        yield ("mark",), initiative.mark
    for _, row in walk_rows(initiative.rows):
        if row.mark:
            yield (*row.path, "mark"), row.mark
