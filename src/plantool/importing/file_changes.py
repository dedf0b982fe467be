"""The changes that a table asks for in a file of the plan: what is missing there, what differs.

A value that is missing in the file is added. One that the file has already is left. Where the file
says something else, people wrote that, or an older table: it is a conflict, unless the older table
is at hand as the base, or the cell is accepted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from plantool.diagnostics import MISSING, Change, Written
from plantool.editing.plain_data import is_same_data
from plantool.importing.headings import fold_place
from plantool.importing.initiative_data import InitiativeData, find_measures
from plantool.syntax.paths import resolve_key
from plantool.syntax.plain_data import read_plain_data

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.diagnostics import Missing, NodePath, Plain
    from plantool.importing.gathered import Entry, GatheredInitiative
    from plantool.loading.folder import PlanFiles


class KnownFile(NamedTuple):
    """A file of the plan, what the table says of it, and what an older table said."""

    identifier: str
    initiative: GatheredInitiative
    before: GatheredInitiative | None = None

    @property
    def name(self) -> str:
        return f"{self.identifier}.yaml"


class CellChange(NamedTuple):
    """A change, the entry that asks for it, and its ``field`` as people write it."""

    change: Change
    entry: Entry
    identifier: str
    field: str


class FileChanges:
    """Lists the changes of one file; ``same`` counts the values that it has already."""

    def __init__(self, file: KnownFile, plan_files: PlanFiles, accepted: frozenset[str]) -> None:
        self.file = file
        self.accepted = accepted
        self.data = read_file_data(plan_files, file.name)
        self.measures = find_measures(self.data)
        self.same = 0

    def list_changes(self) -> list[CellChange]:
        return [*self._yield_changes(), *self._yield_new_measures()]

    def _yield_changes(self) -> Iterator[CellChange]:
        for path, entry in self.file.initiative.entries.items():
            at = self.resolve(path)
            if at is None:
                continue
            if is_same_data(_follow(self.data, at), entry.value):
                self.same += 1
            else:
                base, field = self._find_base(path, entry), ".".join(map(str, path))
                change = Change(self.file.name, at, base, entry.value)
                yield CellChange(change, entry, self.file.identifier, field)

    def resolve(self, path: NodePath) -> NodePath | None:
        """Return the path in the file; None for a measure that it does not have."""
        if path[0] != "measures":
            return path
        found = self.measures.get(str(path[1]))
        return None if found is None else (*found, *path[2:])

    def _find_base(self, path: NodePath, entry: Entry) -> Plain | Missing | Written:
        if {fold_place(str(entry.place)), entry.place.address} & self.accepted:
            return Written.AS_READ
        older = self.file.before.entries.get(path) if self.file.before else None
        return older.value if older else MISSING

    def _yield_new_measures(self) -> Iterator[CellChange]:
        """Yield the measures that the file does not have, each as a whole, behind the others."""
        built = InitiativeData(self.file.initiative)
        count = len(self.data.get("measures", ()))
        for step, index in built.steps.items():
            if step in self.measures:
                continue
            row = built.data["measures"][index]
            if step.is_name:
                row["id"] = self._choose_id()
            entries = self.file.initiative.entries.items()
            first = next(entry for path, entry in entries if path[:2] == ("measures", step))
            change = Change(self.file.name, ("measures", count), MISSING, row)
            yield CellChange(change, first, self.file.identifier, f"measures.{step}")
            self.measures[str(row["id"])] = ("measures", count)
            count += 1

    def _choose_id(self) -> str:
        number = 1
        while f"m{number}" in self.measures:
            number += 1
        return f"m{number}"


def read_file_data(plan_files: PlanFiles, name: str) -> dict[str, Any]:
    """Return what a file says; nothing where it has faults, which whoever writes it will meet."""
    data = read_plain_data(plan_files.read_bytes(name), name)
    return data if isinstance(data, dict) else {}


def _follow(data: Plain, path: NodePath) -> Plain | Missing:
    """Return what data says at a path; a year is found in any spelling."""
    for step in path:
        if isinstance(data, dict):
            key = resolve_key(str(step), data)
            if key not in data:
                return MISSING
            data = data[key]
        elif isinstance(data, list) and isinstance(step, int) and step < len(data):
            data = data[step]
        else:
            return MISSING
    return data
