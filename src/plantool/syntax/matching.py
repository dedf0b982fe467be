"""Which items of several lists are one: those with the same ``id``, or the same day and stage."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from plantool.syntax.nodes import Plain

Key: TypeAlias = tuple[str, ...]
Keyed: TypeAlias = "dict[Key, Plain]"
"""The items of one list by what tells them apart, in the order of the list."""

_FINAL = "final"  # the stage of a report that names none


def matched(*lists: list[Plain]) -> list[Keyed] | None:
    """Key the items of lists by ``id``, or reports by day and stage.

    None where an item has no such key, or two of one list share it: such lists have no items that
    could be followed from one to another.
    """
    return _all_keyed(lists, partial(_by_id, groups={})) or _all_keyed(lists, _by_report)


def matched_reports(*lists: list[Plain]) -> list[Keyed] | None:
    """Key the reports of one year, of which one may have no day yet.

    Where another list has that report with its day, it goes by the key of the one without.
    """
    keyed = _all_keyed(lists, _by_stage)
    if keyed is None:
        return None
    undated: Keyed = {}
    for reports in keyed:
        undated = {**{key: report for key, report in reports.items() if not key[0]}, **undated}
    return [_renamed(reports, undated) for reports in keyed]


def united_order(base: list[Key], ours: list[Key], theirs: list[Key]) -> list[Key] | None:
    """Return all keys in the order of the side that moved some, else ours, new ones in their place.

    None where both moved some.
    """
    common = {*base} & {*ours} & {*theirs}
    old, mine, other = ([key for key in side if key in common] for side in (base, ours, theirs))
    if other not in (old, mine) and mine != old:
        return None
    first, second = (ours, theirs) if other in (old, mine) else (theirs, ours)
    order = list(first)
    for at, key in enumerate(second):
        if key not in order:
            place = order.index(second[at - 1]) + 1 if at else 0
            while place < len(order) and order[place] not in second:
                place += 1
            order.insert(place, key)
    return order


def _all_keyed(
    lists: Iterable[list[Plain]], key_of: Callable[[Plain], Key | None]
) -> list[Keyed] | None:
    keyed = [_keyed(items, key_of) for items in lists]
    return None if None in keyed else [items for items in keyed if items is not None]


def _keyed(items: list[Plain], key_of: Callable[[Plain], Key | None]) -> Keyed | None:
    keyed = {key: item for item in items if (key := key_of(item)) is not None}
    return keyed if len(keyed) == len(items) else None


def _by_id(item: Plain, groups: dict[str, Key]) -> Key | None:
    """Return the id; a group that has none goes by those of its rows, whichever it shares."""
    match item:
        case {"id": str() | int() as identifier}:
            return (str(identifier),)
        case {"measures": list(rows)} if ids := list(_ids(rows)):
            key = next((groups[one] for one in ids if one in groups), ("", ids[0]))
            groups.update(dict.fromkeys(ids, key))
            return key
        case _:
            return None


def _ids(rows: list[Plain]) -> Iterator[str]:
    for row in rows:
        match row:
            case {"id": str(identifier)}:
                yield identifier
            case {"measures": list(inner)}:
                yield from _ids(inner)
            case _:
                pass


def _by_report(item: Plain) -> Key | None:
    key = _by_stage(item)
    return key if key and key[0] else None


def _by_stage(item: Plain) -> Key | None:
    match item:
        case dict():
            return str(item.get("reported") or ""), str(item.get("stage") or _FINAL)
        case _:
            return None


def _renamed(reports: Keyed, undated: Keyed) -> Keyed:
    names = {
        twin: key
        for key, report in undated.items()
        if key not in reports and (twin := _twin(report, reports))
    }
    return {names.get(key, key): report for key, report in reports.items()}


def _twin(report: Plain, reports: Keyed) -> Key | None:
    """Return the key of the first report that says all that ``report`` does, and its day."""
    for key, other in reports.items():
        if isinstance(report, dict) and isinstance(other, dict) and report.items() <= other.items():
            return key
    return None
