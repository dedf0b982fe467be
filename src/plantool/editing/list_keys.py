"""Which items of several lists are one: by ``id``, by day and stage, by number or day."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from plantool.syntax.nodes import Plain

ItemKey: TypeAlias = tuple[str, ...]
KeyedItems: TypeAlias = "dict[ItemKey, Plain]"
"""The items of one list by what tells them apart, in the order of the list."""

_FINAL_STAGE = "final"  # the stage of a report that names none
_STAGE_OF_PERIODS = "interim"  # and of one that names a part of the year


def key_lists(*lists: list[Plain]) -> list[KeyedItems] | None:
    """Key the items of lists by ``id``, or reports by day and stage, or budgets by number or day.

    None where an item has no key, or two of one list share it: the items of these lists cannot be
    followed from one to another.
    """
    return (
        _key_all_lists(lists, partial(_find_id_key, groups={}))
        or _key_all_lists(lists, _find_report_key)
        or _key_all_lists(lists, _find_supplement_key)
    )


def key_revisions(*lists: list[Plain]) -> list[KeyedItems] | None:
    """Key revisions by place and day; None where two of one list share both."""
    return _key_all_lists(lists, _find_revision_key)


def key_reports(*lists: list[Plain]) -> list[KeyedItems] | None:
    """Key the reports of one year, of which one may have no day yet.

    Where another list has that report with its day, it goes by the key of the one without.
    """
    keyed = _key_all_lists(lists, _find_stage_key)
    if keyed is None:
        return None
    undated: KeyedItems = {}
    for reports in keyed:
        for key, report in reports.items():
            if not key[0]:
                undated.setdefault(key, report)
    return [_rename_undated(reports, undated) for reports in keyed]


def unite_key_order(
    base: list[ItemKey], ours: list[ItemKey], theirs: list[ItemKey]
) -> list[ItemKey] | None:
    """Return all keys in the order of the side that moved some, else ours; new ones keep theirs.

    None where both moved some.
    """
    # what all three have tells who moved some: the side whose order is not that of the base
    common = {*base} & {*ours} & {*theirs}
    old, mine, other = ([key for key in side if key in common] for side in (base, ours, theirs))
    if other not in (old, mine) and mine != old:
        return None
    first, second = (ours, theirs) if other in (old, mine) else (theirs, ours)
    # a key of the second side alone goes behind its predecessor there, and the first side's news
    order = list(first)
    for at, key in enumerate(second):
        if key not in order:
            position = order.index(second[at - 1]) + 1 if at else 0
            while position < len(order) and order[position] not in second:
                position += 1
            order.insert(position, key)
    return order


def _key_all_lists(
    lists: Iterable[list[Plain]], key_of: Callable[[Plain], ItemKey | None]
) -> list[KeyedItems] | None:
    all_keyed: list[KeyedItems] = []
    for items in lists:
        keyed = {key: item for item in items if (key := key_of(item)) is not None}
        if len(keyed) < len(items):
            return None
        all_keyed.append(keyed)
    return all_keyed


def _find_id_key(item: Plain, groups: dict[str, ItemKey]) -> ItemKey | None:
    """Return the id; a group that has none goes by those of its rows, whichever it shares."""
    match item:
        case {"id": str() | int() as identifier}:
            return (str(identifier),)
        case {"measures": list(rows)} if ids := list(_yield_row_ids(rows)):
            key = next((groups[one] for one in ids if one in groups), ("", ids[0]))
            groups.update(dict.fromkeys(ids, key))
            return key
        case _:
            return None


def _yield_row_ids(rows: list[Plain]) -> Iterator[str]:
    for row in rows:
        match row:
            case {"id": str(identifier)}:
                yield identifier
            case {"measures": list(inner)}:
                yield from _yield_row_ids(inner)
            case _:
                pass


def _find_revision_key(item: Plain) -> ItemKey | None:
    match item:
        case {"at": str(place), "date": str(day)}:
            return place, day
        case {"at": str(place)}:
            return place, ""
        case _:
            return None


def _find_report_key(item: Plain) -> ItemKey | None:
    key = _find_stage_key(item)
    return key if key and says_when(item) else None


def _find_supplement_key(item: Plain) -> ItemKey | None:
    """Return the number (第n次) of a supplementary budget, or else its day."""
    match item:
        case {"amount": _, "number": number}:
            return "number", str(number)
        case {"amount": _, "date": day}:
            return "date", str(day)
        case _:
            return None


def _find_stage_key(item: Plain) -> ItemKey | None:
    match item:
        case dict():
            period = item.get("period")  # a part of the year: with its own stage it names a report
            usual = _STAGE_OF_PERIODS if period else _FINAL_STAGE
            stage = " ".join(str(part) for part in (item.get("stage") or usual, period) if part)
            return str(item.get("reported") or ""), stage
        case _:
            return None


def says_when(report: Plain) -> bool:
    """Tell whether a report names its day, or the part of the year that it is of."""
    return isinstance(report, dict) and bool(report.get("reported") or report.get("period"))


def _rename_undated(reports: KeyedItems, undated: KeyedItems) -> KeyedItems:
    dated_keys: dict[ItemKey, ItemKey] = {}
    for key, report in undated.items():
        if key not in reports and (twin := _find_dated_twin(report, reports)):
            dated_keys[twin] = key
    return {dated_keys.get(key, key): report for key, report in reports.items()}


def _find_dated_twin(report: Plain, reports: KeyedItems) -> ItemKey | None:
    """Return the key of the first report that says all that ``report`` does, and its day."""
    for key, other in reports.items():
        if isinstance(report, dict) and isinstance(other, dict) and report.items() <= other.items():
            return key
    return None
