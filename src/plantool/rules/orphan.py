"""An initiative belongs to a chapter of the plan, or some chapter shows it again."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from plantool.diagnostics import Code, Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.model.plan import Plan

ORPHAN = Code("PLT210", "initiative-without-chapter")
CODES = (ORPHAN,)


def check(plan: Plan) -> Iterator[Finding]:
    """Find initiatives that no sum would ever count and no chapter shows."""
    stems = {PurePosixPath(file).stem for file in plan.left_out} - {"plan"}
    if any("-" not in stem for stem in stems):
        return  # a chapter that cannot be read may own or relist anything
    relisted = {entry.id for chapter in plan.chapters for entry in chapter.relisted}
    for initiative in plan.initiatives:
        owner = initiative.chapter
        if not (plan.chapter(owner) or initiative.id in relisted):
            words = (("id", initiative.id), ("chapter", owner))
            yield Finding(code=ORPHAN, file=initiative.file, path=("id",), arguments=words)
