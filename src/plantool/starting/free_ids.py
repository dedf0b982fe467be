"""The id of a new initiative: the number after the last one of its chapter."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from plantool.model.normal import nfkc
from plantool.patterns import compile_late

if TYPE_CHECKING:
    from collections.abc import Iterable

    from plantool.model.plan import Plan

_PRINTED_NUMBER = compile_late(r"[(（]([0-9０-９]+)[)）]")


def find_free_id(chapter: str, names: Iterable[str]) -> str:
    """Return an id that none of ``names`` (ids, or names of files) begins with: 18-9 after 18-8.

    Numbers that were given up, 18-4 between 18-3 and 18-5, are not used again: they may stand in
    printed documents.
    """
    own = re.compile(rf"{re.escape(chapter)}-0*([0-9]+)", re.IGNORECASE)
    taken = [int(found[1]) for name in names if (found := own.match(name))]
    return f"{chapter}-{max(taken, default=0) + 1}"


def find_next_number(plan: Plan, chapter: str, section: str | None) -> str | None:
    """Return the printed number after the last one of a section, (5) after (4).

    None where its initiatives have no such numbers.
    """
    own = [i.number for i in plan.initiatives if (i.chapter, i.section) == (chapter, section)]
    known = plan.chapter(chapter)
    shown = [r.number for r in known.relisted if r.section == section] if known else []
    found = [_PRINTED_NUMBER.fullmatch(number) for number in (*own, *shown) if number]
    if section is None or not found or not all(found):
        return None
    return f"({max(int(nfkc(number[1])) for number in found if number) + 1})"
