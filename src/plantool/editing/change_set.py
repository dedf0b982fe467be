"""The change set: changes decided by what a file says now, and written into its text.

A change knows what its maker saw (``base``). Where the file says that still, the change is made;
where it says what the change wants, there is nothing to do; where somebody wrote something else
meanwhile, it is a conflict, which a person settles.
"""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from plantool.diagnostics import MISSING, Change, Diagnostic, Missing, Written
from plantool.editing.change_writer import read_value, write_change
from plantool.editing.plain_data import is_same_data
from plantool.model.fiscal_year import FiscalYear
from plantool.syntax.paths import resolve_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from plantool.editing.key_positions import KeyOrder
    from plantool.syntax.document import Document
    from plantool.syntax.nodes import Plain

Statement: TypeAlias = tuple[Change, ...]
"""Changes that are made together or not at all: a value and its state, a status and its reason."""

STATEMENT_KEYS = (("value", "state"), ("value", "text"), ("status", "reason"))
"""Keys of one mapping that are one statement: halves of two would say what neither side wrote."""


class Conflict(NamedTuple):
    """A change that was not made: the file says ``now`` what its maker did not see."""

    change: Change
    now: Plain | Missing


class Refusal(NamedTuple):
    """A change that was not made for the errors it would bring.

    There are none where no edit of the text is certain to make it: it is to be made by hand.
    """

    change: Change
    diagnostics: tuple[Diagnostic, ...] = ()


class Outcome(NamedTuple):
    """What became of each change, and the new ``texts`` of files that change, by their names."""

    applied: tuple[Change, ...]
    already_so: tuple[Change, ...]
    conflicts: tuple[Conflict, ...]
    refused: tuple[Refusal, ...]
    texts: Mapping[str, bytes]

    @property
    def is_whole(self) -> bool:
        """Tell whether all that was asked for is done, or was so already."""
        return not (self.conflicts or self.refused)


class ChangeResult(Enum):
    """What becomes of the changes of a statement."""

    APPLIED = "applied"
    ALREADY_SO = "already so"
    CONFLICT = "conflict"
    REFUSED = "refused"


def group_statements(
    changes: Iterable[Change], names: Mapping[str, str] | None = None
) -> list[Statement]:
    """Group changes into statements, in the order to make them; raises TypeError for a float.

    ``names`` tells which names are those of one file, by any of them.

    Items are taken out of lists last, and from their ends, so that all others keep their indexes.
    """
    groups: dict[object, list[Change]] = {}
    taken: Counter[object] = Counter()  # a second change of one path is another statement
    removals: list[Change] = []
    for number, change in enumerate(changes):
        for value in (change.base, change.new):
            if not isinstance(value, (Missing, Written)):  # which stand for a whole value alone
                _require_plain_data(value)
        if change.new is MISSING and change.path and isinstance(change.path[-1], int):
            removals.append(change)
        else:
            key = _find_statement_key(change, names or {})
            if key is None:
                groups[number] = [change]
            else:
                taken[key, change.path[-1]] += 1
                groups.setdefault((key, taken[key, change.path[-1]]), []).append(change)
    removals.sort(key=lambda change: [f"{step:>9}" for step in change.path], reverse=True)
    return [*map(tuple, groups.values()), *((change,) for change in removals)]


def _find_statement_key(change: Change, names: Mapping[str, str]) -> object:
    """Return what changes of one statement have in common, None where a change is one alone."""
    last = change.path[-1] if change.path else None
    name = next((group[0] for group in STATEMENT_KEYS if last in group), None)
    if name is None:
        return None
    holder = tuple(_spell_step(step) for step in change.path[:-1])
    return names.get(change.file, change.file), holder, name


def _spell_step(step: str | int) -> str | int:
    """Return a year in one spelling, which is that of no other key."""
    try:
        return step if isinstance(step, int) else f"FY{FiscalYear.parse(step).start}"
    except ValueError:
        return step


def _require_plain_data(value: object) -> None:
    """Refuse all but plain data, such as a float, which is not the number that people wrote."""
    match value:
        case dict():
            for key, inner in value.items():
                _require_plain_data(inner)
                if not isinstance(key, str):
                    raise TypeError(f"{key!r}: keys are text")
        case list():
            for inner in value:
                _require_plain_data(inner)
        case Decimal() if not value.is_finite():
            raise TypeError(f"{value}: no number")
        case str() | int() | Decimal() | None:
            pass
        case _:
            kind = type(value).__name__
            raise TypeError(f"{value!r}: numbers are int or Decimal, days are text, no {kind}")


def apply_statement(
    document: Document, statement: Statement, order: KeyOrder
) -> tuple[Document, ChangeResult]:
    """Return a file with a statement made in it, or as it is, and what became of the statement."""
    if document.root is None or document.diagnostics:
        return document, ChangeResult.REFUSED
    nows = [read_now(document, change) for change in statement]
    pairs = list(zip(statement, nows, strict=True))
    if all(is_same_data(now, change.new) for change, now in pairs):
        return document, ChangeResult.ALREADY_SO
    if not all(
        change.base is Written.AS_READ or is_same_data(now, change.base) for change, now in pairs
    ):
        return document, ChangeResult.CONFLICT
    changed: Document | None = document
    for change in statement:
        changed = write_change(changed, change, order) if changed else None
    return (changed, ChangeResult.APPLIED) if changed else (document, ChangeResult.REFUSED)


def read_now(document: Document, change: Change) -> Plain | Missing:
    """Return what a file says where a change is to be made: a value, or how a key is written."""
    if not change.on_key:
        return read_value(document, change.path)
    *holder, key = change.path
    keys = read_value(document, tuple(holder))
    known = keys if isinstance(keys, dict) else {}
    return next((k for k in (resolve_key(str(key), known), str(change.new)) if k in known), MISSING)
