"""Revisions of a plan on its way (見直し): what it printed first, and what came of each."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, TypeAlias

from plantool.loading.field_paths import normalise_step
from plantool.model.cell import Cell
from plantool.model.money import Money, Presence
from plantool.model.normal import nfkc

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.analysis.facts import FactValue
    from plantool.diagnostics import NodePath
    from plantool.model.initiative import Initiative, Revision

Place: TypeAlias = tuple[str | int, ...]
"""A path in a file with years that are the same in every spelling."""


def normalise_path(path: NodePath) -> Place:
    """Return a path as a place."""
    return tuple(normalise_step(step) if isinstance(step, str) else step for step in path)


def sort_revisions(initiative: Initiative) -> list[Revision]:
    """Return the revisions by their days; as the file lists them where one has none."""
    revisions = list(initiative.revisions)
    if all(revision.date for revision in revisions):
        revisions.sort(key=lambda revision: revision.date or date.min)
    return revisions


def find_printed_cells(initiative: Initiative) -> dict[Place, Cell]:
    """Return what the plan printed at first of all that was revised, by its place."""
    if not initiative.revisions:
        return {}
    oldest_last = reversed(sort_revisions(initiative))
    return {normalise_path(entry.path): entry.was for entry in oldest_last if entry.path}


def yield_steps(initiative: Initiative) -> Iterator[tuple[Revision, Cell | None, Cell | None]]:
    """Yield each revision with what a later one says that it led to, and the value printed first.

    The former is None where the revised value still holds, the latter where the revision was the
    first of its field.
    """
    places: dict[Place, list[Revision]] = {}
    for revision in sort_revisions(initiative):
        places.setdefault(normalise_path(revision.path), []).append(revision)
    for of_place in places.values():
        for at, revision in enumerate(of_place):
            later = of_place[at + 1].was if at + 1 < len(of_place) else None
            yield revision, later, of_place[0].was if at else None


def is_same_figure(was: Cell, now: FactValue | None) -> bool:
    """Tell whether a value is what it was: the same words, or the same number and no words."""
    match now:
        case None:
            return was.is_none
        case Cell():
            return _is_same_cell(was, now)
        case Money(presence=Presence.NONE):
            return was.is_none
        case Money() | Decimal():
            number = now.amount if isinstance(now, Money) else now
            return was.value is not None and was.value == number
        case Enum():
            return was.text == str(now.value)
        case _:
            return was.text == now


def _is_same_cell(was: Cell, now: Cell) -> bool:
    if was.is_none or now.is_none:
        return was.is_none and now.is_none
    if was.lines and now.lines:
        return nfkc(was.text or "") == nfkc(now.text or "")
    return was.value is not None and was.value == now.value and now.comparison is None
