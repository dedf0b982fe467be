"""Departments are those of plan.yaml, so that one department is never spelt two ways."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from plantool.diagnostics import Code, Finding, Repair, propose_change
from plantool.model.normal import nfkc

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from plantool.diagnostics import NodePath, Plain
    from plantool.model.plan import Plan

UNKNOWN = Code("PLT205", "unknown-department")
CODES = (UNKNOWN,)
_MAX_COMPARISONS = 10_000


def check(plan: Plan) -> Iterator[Finding]:
    """Find departments that plan.yaml does not list."""
    known = {department: department.name for department in plan.departments}
    find_nearest = _NearestName(known.values())
    for initiative in plan.initiatives if plan.has_settings else ():
        for at, department in enumerate(initiative.departments):
            if department in known:
                continue
            path, nearest = ("departments", at), find_nearest(department.name)
            repair = _build_name_repair(path, department.name, nearest) if nearest else None
            if several := _split_departments(department.name, find_nearest.by_folded_name):
                names = [d.name for d in initiative.departments]
                listed: Plain = [*names[:at], *several, *names[at + 1 :]]
                repair, nearest = (
                    Repair((propose_change(path[:1], listed),), safe=True),
                    ", ".join(several),
                )
            arguments = (("department", department.name), ("nearest", nearest))
            yield Finding(UNKNOWN, initiative.file, path, arguments, repair=repair)


def _split_departments(name: str, names_by_folded: Mapping[str, str]) -> list[str]:
    """Return the departments that a name is, with wide commas between them; none if it is one."""
    parts = [part for part in re.split("[，、,；;]", name) if part.strip()]
    found = [
        names_by_folded[_fold_name(part)] for part in parts if _fold_name(part) in names_by_folded
    ]
    return found if len(found) == len(parts) > 1 else []


class _NearestName:
    """Finds the known name that was meant.

    Names that look alike are sought among so many only as a person could have mistaken: to hold
    thousands of names against thousands would take hours.
    """

    def __init__(self, known: Iterable[str]) -> None:
        self.known = tuple(known)
        self.comparisons_left = _MAX_COMPARISONS

    @cached_property
    def by_folded_name(self) -> dict[str, str]:
        """The known names by what they are but for width and blanks."""
        return {_fold_name(name): name for name in reversed(self.known)}

    def __call__(self, name: str) -> str:
        from difflib import get_close_matches  # noqa: PLC0415 - only a faulty plan needs it

        if same := self.by_folded_name.get(_fold_name(name)):
            return same
        self.comparisons_left -= len(self.known)
        return "".join(get_close_matches(name, self.known, 1)) if self.comparisons_left >= 0 else ""


def _build_name_repair(path: NodePath, name: str, nearest: str) -> Repair:
    """Write the name as plan.yaml has it; only what differs in width or blanks is surely meant."""
    return Repair((propose_change(path, nearest),), safe=_fold_name(name) == _fold_name(nearest))


def _fold_name(name: str) -> str:
    return "".join(nfkc(name).split())
