"""What becomes of data that two sides changed: a three-way merge of plain data, key by key.

Fiscal years are one key in any spelling. Items of lists are followed where ``list_keys`` can tell
them apart. All else is taken from the side that changed it; where both did, each in its own way,
that is a conflict.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from plantool.diagnostics import MISSING, Missing
from plantool.editing.change_set import STATEMENT_KEYS
from plantool.editing.list_keys import (
    key_lists,
    key_reports,
    key_revisions,
    says_when,
    unite_key_order,
)
from plantool.editing.plain_data import is_same_data
from plantool.syntax.paths import resolve_key

if TYPE_CHECKING:
    from plantool.diagnostics import NodePath
    from plantool.editing.list_keys import ItemKey, KeyedItems
    from plantool.syntax.nodes import Plain


SideValue: TypeAlias = "Plain | Missing"

# lists that people only ever add to: what both sides added stays, ours first
_REVISIONS = ("revisions",)
_GROWING_LISTS = {("footnotes",), _REVISIONS, ("corrections",), ("source", "unverified")}


class Sides(NamedTuple):
    """What the three texts say at one path."""

    base: SideValue
    ours: SideValue
    theirs: SideValue


class MergeSubject(NamedTuple):
    """A path, with the name of the row that it leads into.

    Items of lists count as on our side, those that only the other has as there.
    """

    path: NodePath = ()
    row_name: str = ""

    def step_into(self, step: str | int, item: SideValue = MISSING) -> MergeSubject:
        """Return the path one step further, which may lead to the row ``item``."""
        return MergeSubject((*self.path, step), _name_item(item) or self.row_name)

    @property
    def is_year_of_results(self) -> bool:
        """Tell whether a report stands here, or a list: of a measure or a whole initiative."""
        return self.path[-2:-1] == ("results",) or self.path[:-1] == ("judgement",)


def _name_item(item: SideValue) -> str:
    """Return what people call an item of a list; reports have no name."""
    known = item if isinstance(item, dict) else {}
    return next((str(known[key]) for key in ("name", "title", "id") if known.get(key)), "")


class MergeConflict(NamedTuple):
    """A path at which both sides changed the value, each in its own way."""

    subject: MergeSubject
    sides: Sides


class Decision(NamedTuple):
    """The merged data, which is whole only where there are no conflicts."""

    data: Plain
    conflicts: tuple[MergeConflict, ...] = ()


def decide_merge(base: Plain, ours: Plain, theirs: Plain) -> Decision:
    """Merge what two sides made of ``base``.

    Which side is ours makes no difference but for the order of what both added to one list.
    """
    merger = _DataMerger()
    data = merger.merge_value(Sides(base, ours, theirs), MergeSubject())
    return Decision(ours if data is MISSING else data, tuple(merger.conflicts.values()))


class _DataMerger:
    """Merges values and collects conflicts, where it goes on with ours."""

    def __init__(self) -> None:
        self.conflicts: dict[NodePath, MergeConflict] = {}

    def merge_value(self, sides: Sides, subject: MergeSubject) -> SideValue:
        base, ours, theirs = sides
        if is_same_data(ours, theirs) or is_same_data(base, theirs):
            return ours
        if is_same_data(base, ours):
            return theirs
        if subject.is_year_of_results and (lists := _to_report_lists(sides)):
            return self.merge_reports(sides, lists, subject)
        match _find_base(sides), ours, theirs:
            case dict() as old, dict() as mine, dict() as other:
                return self.merge_mapping(old, mine, other, subject)
            case list() as old, list() as mine, list() as other:
                return self.merge_items(old, mine, other, subject)
            case _:
                return self.add_conflict(sides, subject)

    def add_conflict(self, sides: Sides, subject: MergeSubject) -> SideValue:
        self.conflicts.setdefault(subject.path, MergeConflict(subject, sides))
        return sides.ours

    def merge_mapping(
        self,
        base: dict[str, Plain],
        ours: dict[str, Plain],
        theirs: dict[str, Plain],
        subject: MergeSubject,
    ) -> SideValue:
        # halves of two statements may each merge well, and say together what neither side said
        torn = _find_torn_keys(base, ours, theirs)
        merged: dict[str, Plain] = {}
        for key in [*ours, *(key for key in theirs if resolve_key(key, ours) not in ours)]:
            sides = Sides(*(_get_value(side, key) for side in (base, ours, theirs)))
            merge = self.add_conflict if key in torn else self.merge_value
            value = merge(sides, subject.step_into(key))
            if value is not MISSING:
                merged[_choose_spelling(key, base, ours, theirs)] = value
        # each side took away what the other left: neither side wanted nothing
        return merged or self.add_conflict(Sides(base, ours, theirs), subject)

    def merge_items(
        self, base: list[Plain], ours: list[Plain], theirs: list[Plain], subject: MergeSubject
    ) -> SideValue:
        sides = Sides(base, ours, theirs)
        key_items = key_revisions if subject.path == _REVISIONS else key_lists
        if keyed := key_items(base, ours, theirs):
            return self.merge_keyed(sides, keyed, subject)
        grown = _grow_list(base, ours, theirs) if subject.path in _GROWING_LISTS else None
        return self.add_conflict(sides, subject) if grown is None else grown

    def merge_keyed(
        self, sides: Sides, keyed: list[KeyedItems], subject: MergeSubject
    ) -> SideValue:
        base, ours, theirs = keyed
        order = unite_key_order(list(base), list(ours), list(theirs))
        if order is None:
            return self.add_conflict(sides, subject)
        # a conflict is told by the item's index on our side, or on the last that has it
        positions: dict[ItemKey, int] = {}
        for side in (base, theirs, ours):
            positions.update((key, at) for at, key in enumerate(side))
        merged: list[Plain] = []
        for key in order:
            values = Sides(*(side.get(key, MISSING) for side in keyed))
            item = values.theirs if values.ours is MISSING else values.ours
            value = self.merge_value(values, subject.step_into(positions[key], item))
            if value is not MISSING:
                merged.append(value)
        return merged or self.add_conflict(sides, subject)

    def merge_reports(
        self, sides: Sides, lists: list[list[Plain]], subject: MergeSubject
    ) -> SideValue:
        """Merge reports, a single one as a list of one; the list goes by date if both did."""
        keyed = key_reports(*lists)
        merged = self.merge_keyed(sides, keyed, subject) if keyed else None
        if not isinstance(merged, list) or not _are_told_apart(merged):
            return self.add_conflict(sides, subject)
        by_date = all(side == sorted(side, key=_find_report_day) for side in (lists[1], lists[2]))
        return sorted(merged, key=_find_report_day) if by_date else merged


def _find_base(sides: Sides) -> SideValue:
    """Return the base, an empty collection where it has nothing and a side has one."""
    if sides.base is not MISSING and sides.base is not None:
        return sides.base
    return [] if isinstance(sides.ours, list) else {}


def _find_torn_keys(
    base: dict[str, Plain], ours: dict[str, Plain], theirs: dict[str, Plain]
) -> frozenset[str]:
    """Name the keys of statements that both sides changed, each in its own way."""
    torn: set[str] = set()
    for group in STATEMENT_KEYS:
        old, mine, other = (
            [side.get(key, MISSING) for key in group] for side in (base, ours, theirs)
        )
        if is_same_data(mine, other) or is_same_data(old, mine) or is_same_data(old, other):
            continue
        for key, one, another in zip(group, mine, other, strict=True):
            if not is_same_data(one, another):
                torn.add(key)
    return frozenset(torn)


def _get_value(side: dict[str, Plain], key: str) -> SideValue:
    """Return the value of a key; a year has it in any spelling."""
    return side.get(resolve_key(key, side), MISSING)


def _choose_spelling(
    key: str, base: dict[str, Plain], ours: dict[str, Plain], theirs: dict[str, Plain]
) -> str:
    """Return how a year is written: as the side has it that writes it anew, or first."""
    mine, other = resolve_key(key, ours), resolve_key(key, theirs)
    return other if other in theirs and (mine in base or mine not in ours) else mine


def _grow_list(base: list[Plain], ours: list[Plain], theirs: list[Plain]) -> list[Plain] | None:
    """Add what both sides added at the end; None where they did something else.

    One mark that both gave to a footnote of their own cannot stand for two.
    """
    end = len(base)
    if not (is_same_data(ours[:end], base) and is_same_data(theirs[:end], base)):
        return None
    new = [item for item in theirs[end:] if not any(is_same_data(item, own) for own in ours[end:])]
    marks = [item["mark"] for item in ours + new if isinstance(item, dict) and "mark" in item]
    return None if any(marks.count(mark) > 1 for mark in marks) else [*ours, *new]


def _to_report_lists(sides: Sides) -> list[list[Plain]] | None:
    """Return reports as lists where one side has a list, or both have a new one, of two stages."""
    lists: list[list[Plain]] = []
    for side in (_find_base(sides) or [], sides.ours, sides.theirs):
        if not isinstance(side, dict | list):
            return None
        lists.append(side if isinstance(side, list) else [side])
    if any(isinstance(side, list) and side for side in sides):
        return lists
    keyed = key_reports(*lists)
    if lists[0] or keyed is None or {key[1] for key in keyed[1]} & {key[1] for key in keyed[2]}:
        return None
    return lists


def _are_told_apart(reports: list[Plain]) -> bool:
    """Tell whether reports say their day or period, without which one must be alone."""
    return len(reports) == 1 or all(map(says_when, reports))


def _find_report_day(report: Plain) -> str:
    return str(report.get("reported") or "") if isinstance(report, dict) else ""
