"""Departments are those of plan.yaml, so that one department is never spelt two ways."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from plantool.diagnostics import Change, Code, Finding, Repair

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from plantool.diagnostics import NodePath
    from plantool.model.plan import Plan

UNKNOWN = Code("PLT205", "unknown-department")
CODES = (UNKNOWN,)


def check(plan: Plan) -> Iterator[Finding]:
    """Find departments that plan.yaml does not list."""
    known = {department: department.name for department in plan.departments}
    for initiative in plan.initiatives if plan.has_settings else ():
        for at, department in enumerate(initiative.departments):
            if department in known:
                continue
            path, nearest = ("departments", at), _nearest(department.name, known.values())
            found = Finding(UNKNOWN, initiative.file, path, (("department", department.name),))
            repair = _repair(path, department.name, nearest) if nearest else None
            if several := _several(department.name, known.values()):
                names = [d.name for d in initiative.departments]
                listed = [*names[:at], *several, *names[at + 1 :]]
                repair = Repair((Change(path[:1], listed),), safe=True)
                nearest = ", ".join(several)
            words = (*found.arguments, ("nearest", nearest))
            yield found._replace(arguments=words, repair=repair)


def _several(name: str, known: Collection[str]) -> list[str]:
    """Return the departments that a name is, with wide commas between them; none if it is one."""
    parts = [part for part in re.split("[，、,；;]", name) if part.strip()]
    plain = {_plain(other): other for other in known}
    found = [plain[_plain(part)] for part in parts if _plain(part) in plain]
    return found if len(found) == len(parts) > 1 else []


def _nearest(name: str, known: Collection[str]) -> str:
    from difflib import get_close_matches  # noqa: PLC0415 - only a faulty plan needs it

    same = (other for other in known if _plain(other) == _plain(name))
    return next(same, None) or "".join(get_close_matches(name, known, 1))


def _repair(path: NodePath, name: str, nearest: str) -> Repair:
    """Write the name as plan.yaml has it; only what differs in width or blanks is surely meant."""
    return Repair((Change(path, nearest),), safe=_plain(name) == _plain(nearest))


def _plain(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).split())
