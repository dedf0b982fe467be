"""Departments are those of plan.yaml, so that one department is never spelt two ways."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from plantool.diagnostics import Change, Code, Finding, Repair
from plantool.model.normal import nfkc

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from plantool.diagnostics import NodePath
    from plantool.model.plan import Plan

UNKNOWN = Code("PLT205", "unknown-department")
CODES = (UNKNOWN,)
_COMPARISONS = 10_000


def check(plan: Plan) -> Iterator[Finding]:
    """Find departments that plan.yaml does not list."""
    known = {department: department.name for department in plan.departments}
    nearest_to = _Nearest(known.values())
    for initiative in plan.initiatives if plan.has_settings else ():
        for at, department in enumerate(initiative.departments):
            if department in known:
                continue
            path, nearest = ("departments", at), nearest_to(department.name)
            repair = _repair(path, department.name, nearest) if nearest else None
            if several := _several(department.name, nearest_to.plain):
                names = [d.name for d in initiative.departments]
                listed = [*names[:at], *several, *names[at + 1 :]]
                repair, nearest = Repair((Change(path[:1], listed),), safe=True), ", ".join(several)
            words = (("department", department.name), ("nearest", nearest))
            yield Finding(UNKNOWN, initiative.file, path, words, repair=repair)


def _several(name: str, plain: Mapping[str, str]) -> list[str]:
    """Return the departments that a name is, with wide commas between them; none if it is one."""
    parts = [part for part in re.split("[，、,；;]", name) if part.strip()]
    found = [plain[_plain(part)] for part in parts if _plain(part) in plain]
    return found if len(found) == len(parts) > 1 else []


class _Nearest:
    """Finds the known name that was meant.

    Names that look alike are sought among so many only as a person could have mistaken: to hold
    thousands of names against thousands would take hours.
    """

    def __init__(self, known: Iterable[str]) -> None:
        self.known = tuple(known)
        self.left = _COMPARISONS

    @cached_property
    def plain(self) -> dict[str, str]:
        """The known names by what they are but for width and blanks."""
        return {_plain(name): name for name in reversed(self.known)}

    def __call__(self, name: str) -> str:
        from difflib import get_close_matches  # noqa: PLC0415 - only a faulty plan needs it

        if same := self.plain.get(_plain(name)):
            return same
        self.left -= len(self.known)
        return "".join(get_close_matches(name, self.known, 1)) if self.left >= 0 else ""


def _repair(path: NodePath, name: str, nearest: str) -> Repair:
    """Write the name as plan.yaml has it; only what differs in width or blanks is surely meant."""
    return Repair((Change(path, nearest),), safe=_plain(name) == _plain(nearest))


def _plain(name: str) -> str:
    return "".join(nfkc(name).split())
