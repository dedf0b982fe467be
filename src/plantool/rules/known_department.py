"""Departments are those of plan.yaml, so that one department is never spelt two ways."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from plantool.diagnostics import Code, Finding, Repair, propose_change
from plantool.model.normal import fold_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from plantool.diagnostics import Plain
    from plantool.model.plan import Plan

UNKNOWN = Code("PLT205", "unknown-department")
CODES = (UNKNOWN,)
_MAX_COMPARISONS = 10_000


def check(plan: Plan) -> Iterator[Finding]:
    """Find departments that plan.yaml does not list."""
    known = {department: department.name for department in plan.departments}
    find_nearest = _NearestName(known.values())
    for initiative in plan.initiatives if plan.has_settings else ():
        names = [department.name for department in initiative.departments]
        for at, department in enumerate(initiative.departments):
            if department not in known:
                nearest, repair = _build_name_repair(names, at, find_nearest)
                arguments = (("department", department.name), ("nearest", nearest))
                path = ("departments", at)
                yield Finding(UNKNOWN, initiative.file, path, arguments, repair=repair)


def _build_name_repair(
    names: Sequence[str], at: int, find_nearest: _NearestName
) -> tuple[str, Repair | None]:
    """Return what the name ``at`` an index of ``names`` was meant to be, and the repair.

    The repair is safe where the names differ in width or blanks alone.
    """
    name = names[at]
    if several := _split_departments(name, find_nearest.by_folded_name):
        listed: Plain = [*names[:at], *several, *names[at + 1 :]]
        return ", ".join(several), Repair((propose_change(("departments",), listed),), safe=True)
    nearest = find_nearest(name)
    if not nearest:
        return "", None
    is_same = fold_name(name) == fold_name(nearest)
    return nearest, Repair((propose_change(("departments", at), nearest),), safe=is_same)


def _split_departments(name: str, names_by_folded: Mapping[str, str]) -> list[str]:
    """Return the departments that a name is, with wide commas between them; none if it is one."""
    parts = [fold_name(part) for part in re.split("[，、,；;]", name) if part.strip()]
    found = [names_by_folded[part] for part in parts if part in names_by_folded]
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
        """The known names by their folded forms; of two with one form, the first."""
        return {fold_name(name): name for name in reversed(self.known)}

    def __call__(self, name: str) -> str:
        from difflib import get_close_matches  # noqa: PLC0415 - only a faulty plan needs it

        if same := self.by_folded_name.get(fold_name(name)):
            return same
        self.comparisons_left -= len(self.known)
        return "".join(get_close_matches(name, self.known, 1)) if self.comparisons_left >= 0 else ""
