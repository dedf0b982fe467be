"""A row stands once in its table: two branches that each add the same one merge cleanly."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.diagnostics import Code, Finding, Severity
from plantool.model.measure import walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.diagnostics import NodePath
    from plantool.model.plan import Plan

REPEATED = Code("PLT218", "repeated-row", Severity.WARNING)
CODES = (REPEATED,)


def check(plan: Plan) -> Iterator[Finding]:
    """Find rows that have the name or the printed number of one beside them."""
    for initiative in plan.initiatives:
        seen: dict[tuple[NodePath, str, str], NodePath] = {}
        for _, row in walk(initiative.rows):
            for key, words in (("name", row.name), ("number", row.number)):
                path = (*row.path, key)
                first = seen.setdefault((row.path[:-1], key, words or ""), path)
                if words and first != path:
                    also = (initiative.file, first)
                    yield Finding(REPEATED, initiative.file, path, (("value", words),), also=also)
                    break
