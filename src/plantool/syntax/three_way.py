"""What becomes of data that two sides changed: a three-way merge of plain data, key by key.

Fiscal years are one key in any spelling. Items of lists are followed where ``matching`` can tell
them apart. All else is taken from the side that changed it; where both did, each in its own way,
that is a conflict.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from plantool.syntax.amend import is_same
from plantool.syntax.matching import matched, matched_reports, united_order
from plantool.syntax.slots import spelled

if TYPE_CHECKING:
    from plantool.diagnostics import NodePath
    from plantool.syntax.matching import Keyed
    from plantool.syntax.nodes import Plain


class Missing(Enum):
    """Says that a side has nothing at a place, which is not the same as ``null``."""

    MISSING = "missing"


MISSING: Final = Missing.MISSING
Value: TypeAlias = "Plain | Missing"

# lists that people only ever add to: what both sides added stays, ours first
_GROWING = {("footnotes",), ("corrections",), ("source", "unverified")}
# keys that are one statement: halves of two would say what nobody wrote
_TOGETHER = (("value", "state"), ("value", "text"), ("status", "reason"))


class Sides(NamedTuple):
    """What the three texts say at one place."""

    base: Value
    ours: Value
    theirs: Value


class Place(NamedTuple):
    """A place by its path, with the name of the row that it is in.

    Items of lists count as on our side, those that only the other has as there.
    """

    path: NodePath = ()
    row: str = ""

    def inner(self, step: str | int, item: Value = MISSING) -> Place:
        """Return the place one step further, which may be the row ``item``."""
        return Place((*self.path, step), _name(item) or self.row)

    @property
    def is_year_of_results(self) -> bool:
        """Tell whether a report stands here, or a list of them."""
        return self.path[-2:-1] == ("results",)


def _name(item: Value) -> str:
    """Return what people call an item of a list; reports have no name."""
    known = item if isinstance(item, dict) else {}
    return next((str(known[key]) for key in ("name", "title", "id") if known.get(key)), "")


class Conflict(NamedTuple):
    """A place that both sides changed, each in its own way."""

    place: Place
    sides: Sides


class Decision(NamedTuple):
    """The merged data, which is whole only where there are no conflicts."""

    data: Plain
    conflicts: tuple[Conflict, ...] = ()


def decide(base: Plain, ours: Plain, theirs: Plain) -> Decision:
    """Merge what two sides made of ``base``.

    Which side is ours makes no difference but for the order of what both added to one list.
    """
    merger = _Merger()
    data = merger.value(Sides(base, ours, theirs), Place())
    return Decision(ours if data is MISSING else data, tuple(merger.conflicts.values()))


class _Merger:
    """Merges values and collects conflicts, in whose place it goes on with ours."""

    def __init__(self) -> None:
        self.conflicts: dict[NodePath, Conflict] = {}

    def value(self, sides: Sides, place: Place) -> Value:
        base, ours, theirs = sides
        if _same(ours, theirs) or _same(base, theirs):
            return ours
        if _same(base, ours):
            return theirs
        if place.is_year_of_results and (lists := _as_reports(sides)):
            return self.reports(sides, lists, place)
        match _base_for(sides), ours, theirs:
            case dict() as old, dict() as mine, dict() as other:
                return self.mapping(old, mine, other, place)
            case list() as old, list() as mine, list() as other:
                return self.items(old, mine, other, place)
            case _:
                return self.conflict(sides, place)

    def conflict(self, sides: Sides, place: Place) -> Value:
        self.conflicts.setdefault(place.path, Conflict(place, sides))
        return sides.ours

    def mapping(
        self,
        base: dict[str, Plain],
        ours: dict[str, Plain],
        theirs: dict[str, Plain],
        place: Place,
    ) -> Value:
        torn = _torn(base, ours, theirs)
        merged: dict[str, Plain] = {}
        for key in [*ours, *(key for key in theirs if spelled(key, ours) not in ours)]:
            found = (side.get(spelled(key, side), MISSING) for side in (base, ours, theirs))
            sides, inner = Sides(*found), place.inner(key)
            value = self.conflict(sides, inner) if key in torn else self.value(sides, inner)
            if value is not MISSING:
                merged[_spelling(key, base, ours, theirs)] = value
        # each side took away what the other left: nobody wanted nothing
        return merged or self.conflict(Sides(base, ours, theirs), place)

    def items(
        self, base: list[Plain], ours: list[Plain], theirs: list[Plain], place: Place
    ) -> Value:
        sides = Sides(base, ours, theirs)
        if keyed := matched(base, ours, theirs):
            return self.keyed(sides, keyed, place)
        grown = _grown(base, ours, theirs) if place.path in _GROWING else None
        return self.conflict(sides, place) if grown is None else grown

    def keyed(self, sides: Sides, keyed: list[Keyed], place: Place) -> Value:
        base, ours, theirs = keyed
        order = united_order(list(base), list(ours), list(theirs))
        if order is None:
            return self.conflict(sides, place)
        at = {key: at for side in (base, theirs, ours) for at, key in enumerate(side)}
        merged: list[Plain] = []
        for key in order:
            found = Sides(*(side.get(key, MISSING) for side in keyed))
            item = found.theirs if found.ours is MISSING else found.ours
            value = self.value(found, place.inner(at[key], item))
            if value is not MISSING:
                merged.append(value)
        return merged or self.conflict(sides, place)

    def reports(self, sides: Sides, lists: list[list[Plain]], place: Place) -> Value:
        """Merge reports, a single one as a list of one; the list goes by date if both did."""
        keyed = matched_reports(*lists)
        merged = self.keyed(sides, keyed, place) if keyed else None
        if not isinstance(merged, list) or not _are_told_apart(merged):
            return self.conflict(sides, place)
        by_date = all(side == sorted(side, key=_day) for side in (lists[1], lists[2]))
        return sorted(merged, key=_day) if by_date else merged


def _same(one: Value, other: Value) -> bool:
    if isinstance(one, Missing) or isinstance(other, Missing):
        return one is other
    return is_same(one, other)


def _base_for(sides: Sides) -> Value:
    """Return the base, an empty collection where it has nothing and a side has one."""
    if sides.base is not MISSING and sides.base is not None:
        return sides.base
    return [] if isinstance(sides.ours, list) else {}


def _torn(
    base: dict[str, Plain], ours: dict[str, Plain], theirs: dict[str, Plain]
) -> frozenset[str]:
    """Name the keys of statements that both sides changed, each in its own way."""
    torn: set[str] = set()
    for group in _TOGETHER:
        old, mine, other = (
            {key: side[key] for key in group if key in side} for side in (base, ours, theirs)
        )
        if not (is_same(mine, other) or is_same(old, mine) or is_same(old, other)):
            torn.update(k for k in group if not _same(mine.get(k, MISSING), other.get(k, MISSING)))
    return frozenset(torn)


def _spelling(
    key: str, base: dict[str, Plain], ours: dict[str, Plain], theirs: dict[str, Plain]
) -> str:
    """Return how a year is written: as the side has it that writes it anew, or first."""
    mine, other = spelled(key, ours), spelled(key, theirs)
    return other if other in theirs and (mine in base or mine not in ours) else mine


def _grown(base: list[Plain], ours: list[Plain], theirs: list[Plain]) -> list[Plain] | None:
    """Add what both sides added at the end; None where they did something else.

    One mark that both gave to a footnote of their own cannot stand for two.
    """
    end = len(base)
    if not (is_same(ours[:end], base) and is_same(theirs[:end], base)):
        return None
    new = [item for item in theirs[end:] if not any(is_same(item, own) for own in ours[end:])]
    marks = [item["mark"] for item in ours + new if isinstance(item, dict) and "mark" in item]
    return None if any(marks.count(mark) > 1 for mark in marks) else [*ours, *new]


def _as_reports(sides: Sides) -> list[list[Plain]] | None:
    """Return reports as lists where one side has a list, or both have a new one, of two stages."""
    lists: list[list[Plain]] = []
    for side in (_base_for(sides) or [], sides.ours, sides.theirs):
        if not isinstance(side, dict | list):
            return None
        lists.append(side if isinstance(side, list) else [side])
    if any(isinstance(side, list) and side for side in sides):
        return lists
    keyed = matched_reports(*lists)
    if lists[0] or keyed is None or {key[1] for key in keyed[1]} & {key[1] for key in keyed[2]}:
        return None
    return lists


def _are_told_apart(reports: list[Plain]) -> bool:
    """Tell whether reports say their day, without which one must be alone."""
    return len(reports) == 1 or all(map(_day, reports))


def _day(report: Plain) -> str:
    return str(report.get("reported") or "") if isinstance(report, dict) else ""
