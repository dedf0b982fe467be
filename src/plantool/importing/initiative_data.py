"""From what a table says of an initiative to the data of a file, and the paths there."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from plantool.importing.gathered import Entry, MeasureStep
from plantool.loading.field_paths import FieldPaths, quote_step
from plantool.model.fiscal_year import FiscalYear

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from plantool.diagnostics import NodePath, Plain
    from plantool.importing.gathered import GatheredInitiative

_HOLD_YEARS = ("measures", "budget")
Data = dict[str, Any]


class TableOrigin(NamedTuple):
    """The table as ``source`` names it, and what of its mapping is ``unverified``.

    ``converted`` tells why amounts are unverified, "" where they stay as they are.
    """

    document: str
    sheet: str
    unverified: tuple[tuple[str, str], ...]
    converted: str = ""

    def list_reasons(self) -> list[tuple[str, str]]:
        """Return the fields that are unverified in all initiatives that have them, and why."""
        converted = [("budget", self.converted)] if self.converted else []
        return [*self.unverified, *converted]


class InitiativeData:
    """The data of an initiative, built of entries; measures have indexes in ``steps``."""

    def __init__(self, initiative: GatheredInitiative) -> None:
        self.data: Data = {}
        self.steps: dict[MeasureStep, int] = {}
        entries = sorted(initiative.entries.items(), key=lambda item: _find_year(item[0]))
        steps = (path[1] for path, _ in entries if path[0] == "measures")
        for step in dict.fromkeys(step for step in steps if isinstance(step, MeasureStep)):
            self.add_measure(step)
        for path, entry in entries:
            self.set_value(self.resolve(path), entry.value)

    def add_measure(self, step: MeasureStep) -> None:
        """Give a measure its index, and its id where the table has none: m1, m2 and so on."""
        rows = self.data.setdefault("measures", [])
        self.steps[step] = len(rows)
        rows.append({"id": f"m{len(rows) + 1}" if step.is_name else str(step)})

    def resolve(self, path: NodePath) -> NodePath:
        """Return the path in the file of an entry's path."""
        step = path[1] if path[0] == "measures" else None
        if isinstance(step, MeasureStep):
            return ("measures", self.steps[step], *path[2:])
        return path

    def set_value(self, path: NodePath, value: Plain) -> None:
        holder: Any = self.data
        for step in path[:-1]:
            holder = holder[step] if isinstance(step, int) else holder.setdefault(step, {})
        holder[path[-1]] = value


@cache
def _parse_start(key: str) -> int:
    try:
        return FiscalYear.parse(key).start
    except ValueError:
        return 0


def _find_year(path: NodePath) -> int:
    """Return the year at the end of a path, 0 where there is none: years are written in order."""
    if path[0] not in _HOLD_YEARS:
        return 0
    return max(_parse_start(str(step)) for step in path[-2:])


def list_reasons(
    data: Data,
    entries: Iterable[tuple[NodePath, Entry]],
    source: TableOrigin,
    say: Callable[[str], str],
) -> dict[str, str]:
    """Return why fields of a file are unverified, by the fields, for entries at their paths there.

    It is what the mapping names, as far as the entries say it, and what was derived from cells.
    """
    fields = FieldPaths(data)
    found = ((at, reason, fields.resolve(at)) for at, reason in source.list_reasons())
    named = [(at, reason, path) for at, reason, path in found if path is not None]
    reasons: dict[str, str] = {}
    for path, entry in entries:
        for at, reason, named_path in named:
            if is_related(named_path, path):
                reasons.setdefault(at, reason)
        if entry.derived:
            reasons.setdefault(name_field(data, path), say(entry.derived))
    return reasons


def name_field(data: Data, path: NodePath) -> str:
    """Return a path as people write it: keys joined by dots, a measure by its id."""
    holder: Any = data
    steps = []
    for step in path:
        holder = holder[step]
        is_row = isinstance(step, int) and isinstance(holder, dict) and "id" in holder
        steps.append(quote_step(str(holder["id"] if is_row else step)))
    return ".".join(steps)


def find_measures(data: Mapping[str, Any]) -> dict[str, NodePath]:
    """Return the paths of all measures of a file, by their ids and by their names.

    A name that several measures have leads to none.
    """
    by_id: dict[str, NodePath] = {}
    by_name: dict[str, NodePath | None] = {}
    for path, row in _walk_rows(data.get("measures", ()), ("measures",)):
        by_id[str(row.get("id"))] = path
        name = str(row.get("name"))
        by_name[name] = None if name in by_name else path
    return {name: path for name, path in by_name.items() if path} | by_id


def _walk_rows(rows: Iterable[Any], path: NodePath) -> Iterator[tuple[NodePath, Data]]:
    for at, row in enumerate(rows):
        if isinstance(row, dict):
            if "measures" in row:
                yield from _walk_rows(row["measures"], (*path, at, "measures"))
            else:
                yield (*path, at), row


def is_related(one: NodePath, other: NodePath) -> bool:
    """Tell whether two paths are one, or one leads on from the other."""
    return all(a == b for a, b in zip(one, other, strict=False))


def blame_rows(initiative: GatheredInitiative, data: InitiativeData, path: NodePath) -> set[int]:
    """Return the rows that say what stands at a path; all rows where none does.

    Parts of a year's money are to blame together: they do not come to the whole.
    """
    is_of_parts = path[:2] == ("budget", "breakdown")
    found = set()
    for row, entries in initiative.rows.items():
        for entry_path in entries:
            at = data.resolve(entry_path)
            is_part = is_of_parts and at[:3] == path[:3] and at[-1] == path[-1]
            if is_part or is_related(at, path):
                found.add(row)
                break
    return found or set(initiative.rows)


def find_entry(
    initiative: GatheredInitiative, data: InitiativeData, path: NodePath
) -> Entry | None:
    """Return the entry that stands at a path or nearest to it."""
    entries = ((data.resolve(at), entry) for at, entry in initiative.entries.items())
    return next((entry for at, entry in entries if is_related(at, path)), None)
