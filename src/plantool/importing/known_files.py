"""What a table brings to initiatives that a plan has already: what is new, and what differs.

A value that is missing in the file is added. One that the file has already is left. Where the file
says something else, people wrote that, or an older table: it is a conflict, unless the older table
is at hand as the base, or the cell is accepted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from plantool.diagnostics import MISSING, Change, Written
from plantool.editing.plain_data import is_same_data
from plantool.importing.gathered import Remark, RemarkKind
from plantool.importing.initiative_data import InitiativeData, find_measures, list_reasons
from plantool.loading.folder import EditedFolder
from plantool.recording.apply_changes import apply_changes
from plantool.syntax.paths import resolve_key
from plantool.syntax.plain_data import read_plain_data

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from plantool.diagnostics import Missing, NodePath, Plain
    from plantool.importing.gathered import Entry, GatheredInitiative
    from plantool.importing.initiative_data import TableSource
    from plantool.loading.folder import PlanFiles

_MOST_SHOWN = 60  # characters of a value that a sentence repeats


class KnownFile(NamedTuple):
    """A file of the plan, what the table says of it, and what an older table said."""

    identifier: str
    initiative: GatheredInitiative
    before: GatheredInitiative | None = None

    @property
    def name(self) -> str:
        return f"{self.identifier}.yaml"


class KnownOutcome(NamedTuple):
    """The texts to write, how many values came, how many were there, and remarks.

    ``cells`` are those that say something else than the files did.
    """

    texts: Mapping[str, bytes]
    applied: int
    same: int
    remarks: list[Remark]
    cells: frozenset[str]


class _CellChange(NamedTuple):
    """A change, the entry that asks for it, and its ``field`` as people write it."""

    change: Change
    entry: Entry
    identifier: str
    field: str


def bring_changes(
    files: Iterable[KnownFile],
    plan_files: PlanFiles,
    accepted: frozenset[str],
    source: TableSource,
    say: Callable[[str], str],
) -> KnownOutcome:
    """Make what is new in files of a plan, in memory; ``say`` gives reasons their words."""
    same, changes = 0, []
    for file in files:
        listed = _FileChanges(file, plan_files, accepted)
        changes += listed.list_changes()
        same += listed.same
    if not changes:
        return KnownOutcome({}, 0, same, [], frozenset())
    places = {(each.change.file, each.change.path): each for each in changes}
    attempt = apply_changes(plan_files, [each.change for each in changes])
    outcome = attempt.outcome
    applied = [places[each.file, each.path] for each in outcome.applied]
    return KnownOutcome(
        _add_reasons(plan_files, outcome.texts, applied, source, say),
        len(applied),
        same + len(outcome.already_so),
        [
            *_yield_conflicts(outcome.conflicts, places),
            *_yield_refusals(outcome.refused, places),
            *_yield_unverified(applied),
        ],
        frozenset(str(each.entry.place) for each in changes),
    )


def _add_reasons(
    plan_files: PlanFiles,
    texts: Mapping[str, bytes],
    applied: Iterable[_CellChange],
    source: TableSource,
    say: Callable[[str], str],
) -> Mapping[str, bytes]:
    """Return the texts with ``source.unverified`` of what came, where a file has a source."""
    edited = EditedFolder(plan_files, texts)
    reasons: list[Change] = []
    for name, own in _group_by_file(applied).items():
        data = read_file_data(edited, name)
        if "source" not in data:
            continue
        known = [item["at"] for item in data["source"].get("unverified", ())]
        entries = [(each.change.path, each.entry) for each in own]
        found = list_reasons(data, entries, source, say)
        new = [(at, reason) for at, reason in found.items() if at not in known]
        for number, (at, reason) in enumerate(new, len(known)):
            entry: Plain = {"at": at, "reason": reason}
            reasons.append(Change(name, ("source", "unverified", number), MISSING, entry))
    return {**texts, **apply_changes(edited, reasons).outcome.texts} if reasons else texts


def _group_by_file(changes: Iterable[_CellChange]) -> dict[str, list[_CellChange]]:
    groups: dict[str, list[_CellChange]] = {}
    for each in changes:
        groups.setdefault(each.change.file, []).append(each)
    return groups


class _FileChanges:
    """Lists the changes of one file; ``same`` counts the values that it has already."""

    def __init__(self, file: KnownFile, plan_files: PlanFiles, accepted: frozenset[str]) -> None:
        self.file = file
        self.accepted = accepted
        self.data = read_file_data(plan_files, file.name)
        self.measures = find_measures(self.data)
        self.same = 0

    def list_changes(self) -> list[_CellChange]:
        return [*self._yield_changes(), *self._yield_new_measures()]

    def _yield_changes(self) -> Iterator[_CellChange]:
        for path, entry in self.file.initiative.entries.items():
            at = self.resolve(path)
            if at is None:
                continue
            if is_same_data(_follow(self.data, at), entry.value):
                self.same += 1
            else:
                base, field = self._find_base(path, entry), ".".join(map(str, path))
                change = Change(self.file.name, at, base, entry.value)
                yield _CellChange(change, entry, self.file.identifier, field)

    def resolve(self, path: NodePath) -> NodePath | None:
        """Return the path in the file; None for a measure that it does not have."""
        if path[0] != "measures":
            return path
        found = self.measures.get(str(path[1]))
        return None if found is None else (*found, *path[2:])

    def _find_base(self, path: NodePath, entry: Entry) -> Plain | Missing | Written:
        if {str(entry.place), entry.place.address} & self.accepted:
            return Written.AS_READ
        older = self.file.before.entries.get(path) if self.file.before else None
        return older.value if older else MISSING

    def _yield_new_measures(self) -> Iterator[_CellChange]:
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
            yield _CellChange(change, first, self.file.identifier, f"measures.{step}")
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


def _yield_conflicts(
    conflicts: Iterable[Any], places: Mapping[Any, _CellChange]
) -> Iterator[Remark]:
    for conflict in conflicts:
        change = conflict.change
        where = places[change.file, change.path]
        shown = (("now", _show(conflict.now)), ("new", _show(change.new)))
        words = (("at", where.field), *shown)
        place, identifier = where.entry.place, where.identifier
        yield Remark(RemarkKind.CONFLICT, place, "import.conflict", words, identifier)


def _yield_refusals(refused: Iterable[Any], places: Mapping[Any, _CellChange]) -> Iterator[Remark]:
    for refusal in refused:
        where = places[refusal.change.file, refusal.change.path]
        found = refusal.diagnostics[0] if refusal.diagnostics else None
        key = "import.finding" if found else refusal.reason.key
        yield Remark(RemarkKind.REFUSED, where.entry.place, key, (), where.identifier, found)


def _yield_unverified(applied: Iterable[_CellChange]) -> Iterator[Remark]:
    for each in applied:
        if derived := each.entry.derived:
            yield Remark(RemarkKind.UNVERIFIED, each.entry.place, derived, (), each.identifier)


def _show(value: object) -> str:
    return ("―" if value is None or value is MISSING else str(value))[:_MOST_SHOWN]
