"""An initiative belongs to a chapter of the plan, or some chapter shows it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.diagnostics import Code, Finding
from plantool.model.plan import parse_file_id

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.model.plan import Plan

ORPHAN = Code("PLT210", "initiative-without-chapter")
CODES = (ORPHAN,)


def check(plan: Plan) -> Iterator[Finding]:
    """Find initiatives that no sum counts and no chapter shows."""
    unread_ids = {parse_file_id(file) for file in plan.left_out} - {"plan"}
    if any("-" not in unread_id for unread_id in unread_ids):
        return  # a chapter that cannot be read may own or relist any initiative
    relisted = {entry.id for chapter in plan.chapters for entry in chapter.relisted}
    if any(not plan.initiative(entry) and not plan.is_left_out(entry) for entry in relisted):
        return  # it may mean the initiative, and is found elsewhere
    missing: set[str] = set()
    for initiative in plan.initiatives:
        known = plan.chapter(initiative.chapter) or initiative.chapter in missing
        if not known and initiative.id not in relisted:
            missing.add(initiative.chapter)  # one finding says it for all of a chapter
            arguments = (("id", initiative.id), ("chapter", initiative.chapter))
            yield Finding(code=ORPHAN, file=initiative.file, path=("id",), arguments=arguments)
