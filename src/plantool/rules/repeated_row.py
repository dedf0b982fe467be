"""A row stands once in its table: two branches that each add the same one merge cleanly."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.diagnostics import Code, Finding, Severity
from plantool.model.measure import Measure, walk

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
            unit = row.unit if isinstance(row, Measure) else None  # 開催 回 and 開催 人 are two
            for key, words, kind in (("name", row.name, unit), ("number", row.number, None)):
                path = (*row.path, key)
                first = seen.setdefault((row.path[:-1], key, f"{words}\n{kind}"), path)
                if words and first != path:
                    also = (initiative.file, first)
                    yield Finding(REPEATED, initiative.file, path, (("value", words),), also=also)
                    break
