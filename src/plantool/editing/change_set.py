"""The change set: changes decided by what a file says now, and written into its text.

A change knows what its maker saw (``base``). Where the file says that still, the change is made;
where it says what the change wants, there is nothing to do; where somebody wrote something else
meanwhile, it is a conflict, which a person settles.
"""

from __future__ import annotations

from collections import Counter
from enum import Enum
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from plantool.diagnostics import MISSING, Change, Diagnostic, Missing, Written
from plantool.editing.change_edits import is_item_new
from plantool.editing.change_writer import read_value, write_statements
from plantool.editing.joint_edits import make_by_halves
from plantool.editing.plain_change import require_plain_change
from plantool.editing.plain_data import is_same_data
from plantool.editing.refusal_reason import RefusalReason
from plantool.editing.value_edits import widen_deletion
from plantool.model.fiscal_year import FiscalYear
from plantool.syntax.paths import follow_path, resolve_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from plantool.diagnostics import NodePath
    from plantool.editing.key_positions import KeyOrder
    from plantool.syntax.document import Document
    from plantool.syntax.nodes import Node, Plain

Statement: TypeAlias = tuple[Change, ...]
"""Changes that are made together or not at all: a value and its state, a status and its reason."""

STATEMENT_KEYS = (("value", "state"), ("value", "text"), ("status", "reason"))
"""Keys of one mapping that are one statement: halves of two would say what neither side wrote."""


class Conflict(NamedTuple):
    """A change that was not made: the file says ``now`` what its maker did not see."""

    change: Change
    now: Plain | Missing


class Refusal(NamedTuple):
    """A change that was not made, and why; ``diagnostics`` are the errors it would bring."""

    change: Change
    reason: RefusalReason
    diagnostics: tuple[Diagnostic, ...] = ()


class Outcome(NamedTuple):
    """What became of each change, and the new ``texts`` of files that change, by their names.

    ``withheld`` changes could have been made, but all or nothing was asked for. Errors that are
    ``uncovered`` may have stood there before, in files that no rule could be asked about.
    """

    applied: tuple[Change, ...]
    already_so: tuple[Change, ...]
    conflicts: tuple[Conflict, ...]
    refused: tuple[Refusal, ...]
    texts: Mapping[str, bytes]
    withheld: tuple[Change, ...] = ()
    uncovered: tuple[Diagnostic, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Tell whether all that was asked for can be done, or was so already."""
        return not (self.conflicts or self.refused)


class ChangeResult(Enum):
    """What becomes of the changes of a statement."""

    APPLIED = "applied"
    ALREADY_SO = "already so"
    CONFLICT = "conflict"
    REFUSED = "refused"


class Verdict(NamedTuple):
    """What became of a statement: why it was refused, or what the file says now, by its changes."""

    result: ChangeResult
    reason: RefusalReason = RefusalReason.UNSURE
    nows: tuple[Plain | Missing, ...] = ()


def group_statements(
    changes: Iterable[Change], names: Mapping[str, str] | None = None
) -> list[Statement]:
    """Group changes into statements, in the order to make them; raises TypeError for misuse.

    ``names`` tells which names are those of one file, by any of them.

    Items are taken out of lists last, and from their ends, so that all others keep their indexes.
    """
    groups: dict[object, list[Change]] = {}
    taken: Counter[object] = Counter()  # a second change of one path is another statement
    removals: list[Change] = []
    for number, change in enumerate(changes):
        require_plain_change(change)
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


def apply_statement(
    document: Document, statement: Statement, order: KeyOrder
) -> tuple[Document, Verdict]:
    """Return a file with a statement made in it, or as it is, and what became of the statement."""
    document, (verdict,) = apply_statements(document, [statement], order)
    return document, verdict


def apply_statements(
    document: Document, statements: Sequence[Statement], order: KeyOrder
) -> tuple[Document, list[Verdict]]:
    """Make statements in one file as if one after the other, and return what became of each.

    Those that touch no earlier one are made together, the others after them.
    """
    verdicts: dict[int, Verdict] = {}
    waiting = [*range(len(statements))]
    while waiting:
        if document.root is None or document.diagnostics:
            unreadable = Verdict(ChangeResult.REFUSED, RefusalReason.UNREADABLE)
            verdicts |= dict.fromkeys(waiting, unreadable)
            break
        together, waiting = _split_off_touching(document.root, statements, waiting)
        verdicts |= {n: decide_statement(document, statements[n]) for n in together}
        to_make = [n for n in together if verdicts[n].result is ChangeResult.APPLIED]
        making = [statements[n] for n in to_make]
        document, reasons = make_by_halves(document, making, partial(_write_together, order=order))
        for n, reason in zip(to_make, reasons, strict=True):
            if reason:
                verdicts[n] = Verdict(ChangeResult.REFUSED, reason)
    return document, [verdicts[n] for n in range(len(statements))]


def _split_off_touching(
    root: Node, statements: Sequence[Statement], numbers: Iterable[int]
) -> tuple[list[int], list[int]]:
    """Return the statements that touch no earlier one, and those that do."""
    taken: set[NodePath] = set()
    ways: set[NodePath] = set()  # to all that is taken, with that itself
    apart: list[int] = []
    touching: list[int] = []
    for n in numbers:
        scopes = [_find_scope(root, change) for change in statements[n]]
        if len(scopes) > 1:  # which may add keys to what holds them, in their own order
            scopes.append(scopes[0][:-1])
        if _deletes_beside_others(statements[n]):
            scopes = [()]
        above = {scope[:end] for scope in scopes for end in range(len(scope) + 1)}
        is_touching = not (ways.isdisjoint(scopes) and taken.isdisjoint(above))
        (touching if is_touching else apart).append(n)
        taken.update(scopes)
        ways |= above
    return apart, touching


def _deletes_beside_others(statement: Statement) -> bool:
    """Tell whether what a deletion takes along depends on the changes before it."""
    return len(statement) > 1 and any(change.new is MISSING for change in statement)


def _find_scope(root: Node, change: Change) -> NodePath:
    """Return the path below which a change is alone: that of the collection that loses entries."""
    change = widen_deletion(root, change)
    _, missing = follow_path(root, change.path)
    scope = change.path
    if missing and isinstance(missing[0], int):
        scope = scope[: -len(missing)]
    elif not missing and (change.new is MISSING or change.on_key or is_item_new(change)):
        scope = scope[:-1]
    return tuple(_spell_step(str(step)) for step in scope)


def _write_together(
    document: Document, statements: Sequence[Statement], order: KeyOrder
) -> Document:
    steps: list[Sequence[Statement]] = [statements]
    if any(map(_deletes_beside_others, statements)):  # which is alone
        # deletions come last: what holds them is not left empty if something is written there
        changes = sorted(statements[0], key=lambda change: change.new is MISSING)
        steps = [[(change,)] for change in changes]
    for step in steps:
        document = write_statements(document, step, order)
    return document


def decide_statement(document: Document, statement: Statement) -> Verdict:
    """Decide by what the file says now; what is to be made is not certain to be possible yet."""
    nows = tuple(read_now(document, change) for change in statement)
    pairs = list(zip(statement, nows, strict=True))
    if all(is_same_data(now, change.new) for change, now in pairs):
        return Verdict(ChangeResult.ALREADY_SO)
    if all(_is_seen(change.base, now) for change, now in pairs):
        return Verdict(ChangeResult.APPLIED)
    return Verdict(ChangeResult.CONFLICT, nows=nows)


def _is_seen(base: Plain | Missing | Written, now: Plain | Missing) -> bool:
    """Tell whether a file says what the maker of a change saw, its years in any spelling."""
    if base is Written.AS_READ or is_same_data(now, base):
        return True
    return is_same_data(_spell_years(now), _spell_years(base))


def _spell_years(data: object) -> object:
    """Return data with each year among its keys in one spelling, unless two are the same."""
    match data:
        case dict():
            keys = {key: _spell_step(key) for key in data}
            is_clear = len({*keys.values()}) == len(keys)
            return {keys[k] if is_clear else k: _spell_years(value) for k, value in data.items()}
        case list():
            return [_spell_years(item) for item in data]
        case _:
            return data


def read_now(document: Document, change: Change) -> Plain | Missing:
    """Return what a file says where a change is to be made: a value, or how a key is written."""
    if not change.on_key:
        return read_value(document, change.path)
    *holder, key = change.path
    keys = read_value(document, tuple(holder))
    known = keys if isinstance(keys, dict) else {}
    return next((k for k in (resolve_key(str(key), known), str(change.new)) if k in known), MISSING)
