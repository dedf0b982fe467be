"""Ids differ in more than capitals and leading zeros; merging two branches can bring such twins.

On many file systems 18-9a.yaml and 18-9A.yaml are one file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.diagnostics import Code, Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.model.initiative import Initiative
    from plantool.model.plan import Plan

COLLIDING = Code("PLT216", "colliding-id")
CODES = (COLLIDING,)


def check(plan: Plan) -> Iterator[Finding]:
    """Find initiatives whose ids look like that of another one."""
    seen: dict[tuple[str, ...], Initiative] = {}
    for initiative in sorted(plan.initiatives, key=lambda initiative: initiative.file):
        first = seen.setdefault(_fold_id(initiative.id), initiative)
        if first.id != initiative.id:
            yield Finding(
                code=COLLIDING,
                file=initiative.file,
                path=("id",),
                arguments=(("id", initiative.id), ("first", first.id)),
                related=(first.file, ("id",)),
            )


def _fold_id(identifier: str) -> tuple[str, ...]:
    return tuple(part.lstrip("0") for part in identifier.casefold().split("-"))
