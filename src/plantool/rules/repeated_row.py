"""A row stands once in its table: two branches that each add the same one merge cleanly."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.diagnostics import Code, Finding, Severity
from plantool.model.measure import Measure, walk_rows

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
        for _, row in walk_rows(initiative.rows):
            unit = row.unit if isinstance(row, Measure) else None  # 開催 回 and 開催 人 are two
            for key, value, kind in (("name", row.name, unit), ("number", row.number, None)):
                path = (*row.path, key)
                first = seen.setdefault((row.path[:-1], key, f"{value}\n{kind}"), path)
                if value and first != path:
                    also = (initiative.file, first)
                    yield Finding(
                        REPEATED, initiative.file, path, (("value", value),), related=also
                    )
                    break
