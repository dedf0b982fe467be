"""Brings what a table says to initiatives that a plan has already, through the change set."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plantool.diagnostics import MISSING, Change, Severity
from plantool.importing.file_changes import CellChange, FileChanges, read_file_data
from plantool.importing.gathered import Remark, RemarkKind
from plantool.importing.headings import fold_place
from plantool.importing.initiative_data import is_related, list_reasons
from plantool.loading.folder import EditedFolder
from plantool.recording.apply_changes import apply_changes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from plantool.diagnostics import NodePath, Plain
    from plantool.editing.change_set import Conflict, Refusal
    from plantool.importing.file_changes import KnownFile
    from plantool.importing.initiative_data import TableOrigin
    from plantool.loading.folder import PlanFiles
    from plantool.recording.change_run import Attempt

_MOST_SHOWN = 60  # characters of a value that a sentence repeats


class KnownOutcome(NamedTuple):
    """The texts to write, how many values came, how many were there, and remarks.

    ``cells`` are those that say something else than the files did.
    """

    texts: Mapping[str, bytes]
    applied: int
    same: int
    remarks: list[Remark]
    cells: frozenset[str]


def bring_changes(
    files: Iterable[KnownFile],
    plan_files: PlanFiles,
    accepted: frozenset[str],
    source: TableOrigin,
    say: Callable[[str], str],
) -> KnownOutcome:
    """Make what is new in files of a plan, in memory; ``say`` gives reasons their words."""
    same, changes = 0, []
    for file in files:
        listed = FileChanges(file, plan_files, accepted)
        changes += listed.list_changes()
        same += listed.same
    if not changes:
        return KnownOutcome({}, 0, same, [], frozenset())
    places = {(each.change.file, each.change.path): each for each in changes}
    first, attempt = _apply_rows(plan_files, changes, places)
    outcome = attempt.outcome
    applied = [places[each.file, each.path] for each in outcome.applied]
    return KnownOutcome(
        _add_reasons(plan_files, outcome.texts, applied, source, say),
        len(applied),
        same + len(outcome.already_so),
        [
            *_yield_conflicts(first.outcome.conflicts, places),
            *_yield_refusals(first.outcome.refused, places),
            *_yield_refusals(outcome.refused if attempt is not first else (), places),
            *_yield_warnings(attempt, applied, plan_files),
            *_yield_unverified(applied),
        ],
        frozenset(fold_place(str(each.entry.place)) for each in changes),
    )


def _apply_rows(
    plan_files: PlanFiles,
    changes: Iterable[CellChange],
    places: Mapping[tuple[str, NodePath], CellChange],
) -> tuple[Attempt, Attempt]:
    """Make changes, but none of a row that brings an error to a file.

    Returns the attempt that tells so, and the one without these rows.
    """
    changes = list(changes)
    attempt = apply_changes(plan_files, [each.change for each in changes])
    faulty = [
        places[r.change.file, r.change.path] for r in attempt.outcome.refused if r.diagnostics
    ]
    rows = {(each.change.file, each.entry.place.row) for each in faulty}
    kept = [each for each in changes if (each.change.file, each.entry.place.row) not in rows]
    if len(kept) == len(changes):
        return attempt, attempt
    return attempt, apply_changes(plan_files, [each.change for each in kept])


def _add_reasons(
    plan_files: PlanFiles,
    texts: Mapping[str, bytes],
    applied: Iterable[CellChange],
    source: TableOrigin,
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


def _group_by_file(changes: Iterable[CellChange]) -> dict[str, list[CellChange]]:
    groups: dict[str, list[CellChange]] = {}
    for each in changes:
        groups.setdefault(each.change.file, []).append(each)
    return groups


def _yield_conflicts(
    conflicts: Iterable[Conflict], places: Mapping[tuple[str, NodePath], CellChange]
) -> Iterator[Remark]:
    for conflict in conflicts:
        change = conflict.change
        where = places[change.file, change.path]
        shown = (("now", _show(conflict.now)), ("new", _show(change.new)))
        words = (("at", where.field), *shown)
        place, identifier = where.entry.place, where.identifier
        yield Remark(RemarkKind.CONFLICT, place, "import.conflict", words, identifier)


def _yield_refusals(
    refused: Iterable[Refusal], places: Mapping[tuple[str, NodePath], CellChange]
) -> Iterator[Remark]:
    for refusal in refused:
        where = places[refusal.change.file, refusal.change.path]
        found = refusal.diagnostics[0] if refusal.diagnostics else None
        key = "import.finding" if found else refusal.reason.key
        yield Remark(RemarkKind.REFUSED, where.entry.place, key, (), where.identifier, found)


def _yield_warnings(
    attempt: Attempt, applied: Iterable[CellChange], plan_files: PlanFiles
) -> Iterator[Remark]:
    """Yield what people have to look at since the changes, by the cell that is nearest to it."""
    groups = _group_by_file(applied)
    own = {plan_files.format_name(name): changes for name, changes in groups.items()}
    for found in attempt.new_diagnostics:
        if found.code.severity is not Severity.WARNING or found.file not in own:
            continue
        changes = own[found.file]
        near = (each for each in changes if is_related(each.change.path, found.path))
        first = next(near, changes[0])
        place, identifier = first.entry.place, first.identifier
        yield Remark(RemarkKind.WARNING, place, "import.finding", (), identifier, found)


def _yield_unverified(applied: Iterable[CellChange]) -> Iterator[Remark]:
    for each in applied:
        if derived := each.entry.derived:
            yield Remark(RemarkKind.UNVERIFIED, each.entry.place, derived, (), each.identifier)


def _show(value: object) -> str:
    return ("―" if value is None or value is MISSING else str(value))[:_MOST_SHOWN]
