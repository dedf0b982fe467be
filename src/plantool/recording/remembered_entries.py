"""The last entries that this user made in a plan, kept to be taken back: outside of the plan.

An entry is remembered as the changes it made, each under the field as people write it: rows are
found by their ids, wherever they stand by then. A file that is damaged remembers nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plantool.diagnostics import MISSING, Change, Missing, Written
from plantool.editing.plain_change import require_plain_change
from plantool.loading.cached_json import decode_plain, encode_plain
from plantool.loading.field_paths import locate_field, name_path
from plantool.loading.private_files import open_private_file, write_private_file
from plantool.loading.user_folders import find_state_dir, name_plan_dir
from plantool.syntax.parse import parse_document

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from pathlib import Path

    from plantool.recording.change_run import Attempt
    from plantool.syntax.document import Document
    from plantool.syntax.nodes import Plain

MOST_ENTRIES = 20  # of one plan
_FORMAT = 1
_DAMAGES = (OSError, ValueError, TypeError, ArithmeticError, RecursionError)


class FieldChange(NamedTuple):
    """What an entry wrote in a field (``new``), and what was there before (``base``)."""

    field: str
    base: Plain | Missing
    new: Plain | Missing


class RememberedEntry(NamedTuple):
    """An entry made on a ``day`` in the file of this name."""

    file: str
    day: str
    changes: tuple[FieldChange, ...]

    def build_reversal(self, document: Document) -> list[Change]:
        """Return the changes that take the entry back in the file as it is now."""
        data = document.root.to_plain() if document.root else None
        return [
            Change(self.file, locate_field(data, change.field), change.new, change.base)
            for change in reversed(self.changes)
        ]

    @property
    def corrects(self) -> bool:
        """Tell whether it recorded a correction of a closed year."""
        return any(change.field == "corrections" for change in self.changes)


def describe_entry(attempt: Attempt, day: date) -> RememberedEntry:
    """Return the entry that an attempt made in its one file."""
    ((name, text),) = attempt.outcome.texts.items()
    root = parse_document(text, name).root
    data = root.to_plain() if root else None
    changes = [
        FieldChange(name_path(data, change.path), change.base, change.new)
        for change in attempt.outcome.applied
        if not isinstance(change.base, Written) and not isinstance(change.new, Written)
    ]
    return RememberedEntry(name, day.isoformat(), tuple(changes))


class EntryMemory:
    """The last entries in the plan in a folder, the latest one last."""

    def __init__(self, plan_dir: Path) -> None:
        state_dir = find_state_dir()
        self._path = state_dir and state_dir / f"{name_plan_dir(plan_dir)}.entries.json"

    def list_entries(self) -> list[RememberedEntry]:
        """Return what is remembered, which is nothing where the file is damaged."""
        if self._path is None:
            return []
        try:
            with open_private_file(self._path) as file:
                return _decode_entries(file.read().decode())
        except _DAMAGES:
            return []

    def add(self, entry: RememberedEntry) -> None:
        """Remember one more entry, and forget the oldest of too many; raises OSError."""
        self._write([*self.list_entries(), entry][-MOST_ENTRIES:])

    def forget_last(self) -> None:
        """Forget the last entry, which was taken back; raises OSError."""
        self._write(self.list_entries()[:-1])

    def _write(self, entries: Iterable[RememberedEntry]) -> None:
        if self._path is not None:
            data: Plain = {"format": _FORMAT, "entries": [*map(_to_plain, entries)]}
            write_private_file(self._path, [encode_plain(data).encode()])


def _to_plain(entry: RememberedEntry) -> Plain:
    changes: list[Plain] = []
    for field, base, new in entry.changes:
        values = {"base": base, "new": new}
        said = {key: value for key, value in values.items() if not isinstance(value, Missing)}
        changes.append({"field": field, **said})
    return {"file": entry.file, "day": entry.day, "changes": changes}


def _decode_entries(text: str) -> list[RememberedEntry]:
    """Read what was written; raises ValueError, TypeError and others for anything else."""
    match decode_plain(text):
        case {"format": 1, "entries": list(entries)}:
            return [*map(_from_plain, entries)]
        case _:
            raise ValueError(text[:20])


def _from_plain(data: Plain) -> RememberedEntry:
    match data:
        case {"file": str(file), "day": str(day), "changes": list(changes)}:
            return RememberedEntry(file, day, tuple(map(_change_from_plain, changes)))
        case _:
            raise ValueError(type(data).__name__)


def _change_from_plain(data: Plain) -> FieldChange:
    field = data.get("field") if isinstance(data, dict) else None
    if not (isinstance(data, dict) and isinstance(field, str)):
        raise TypeError(type(data).__name__)
    change = FieldChange(field, data.get("base", MISSING), data.get("new", MISSING))
    require_plain_change(Change("", (field,), change.base, change.new))
    return change
