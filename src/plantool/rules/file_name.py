"""A file's name is its id, so that a reviewer finds the one by the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.diagnostics import Code, Finding, Repair, propose_change
from plantool.model.plan import parse_file_id
from plantool.patterns import compile_late

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.model.chapter import Chapter
    from plantool.model.initiative import Initiative
    from plantool.model.plan import Plan

DIFFERS = Code("PLT201", "file-name-is-not-id")
TAKEN = Code("PLT202", "duplicate-id")
UNFIT = Code("PLT213", "file-name-cannot-be-id")
CODES = (DIFFERS, TAKEN, UNFIT)
_FIT_STEM = compile_late("[0-9A-Za-z]+(-[0-9A-Za-z]+)*")


def check(plan: Plan) -> Iterator[Finding]:
    """Find files named other than their id, also where the id is another file's."""
    parts: tuple[Chapter | Initiative, ...] = (*plan.chapters, *plan.initiatives)
    owners = {part.id: part.file for part in parts if parse_file_id(part.file) == part.id}
    for part in parts:
        if (stem := parse_file_id(part.file)) == part.id:
            continue
        owner = owners.get(part.id)
        is_fit = _FIT_STEM.fullmatch(stem) is not None
        yield Finding(
            code=UNFIT if not is_fit else TAKEN if owner else DIFFERS,
            file=part.file,
            path=("id",),
            arguments=(("id", part.id), ("stem", stem), ("file", owner or "")),
            related=(owner, ("id",)) if owner else None,
            repair=Repair((propose_change(("id",), stem),)) if is_fit and not owner else None,
        )
