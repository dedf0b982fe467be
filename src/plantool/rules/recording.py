"""Enters results and money into a plan, in memory: what would be written, and whether it may be.

Nothing is written here. What the rules would find wrong with the file as it would be is told; an
error that was not there before is a refusal.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from plantool.diagnostics import DELETE, Change, Repair
from plantool.loading.folder import Edited
from plantool.loading.key_order import key_order
from plantool.rules.checking import load_and_check
from plantool.syntax.edit import apply, fix
from plantool.syntax.insert import append, put
from plantool.syntax.parse import parse
from plantool.syntax.source import BOM

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from plantool.diagnostics import Diagnostic, Edit, NodePath
    from plantool.loading.folder import PlanFiles
    from plantool.loading.load import Loaded
    from plantool.syntax.layout import KeyOrder
    from plantool.syntax.parse import Document


class Step(NamedTuple):
    """One value for a place in a file; ``adds`` puts it behind what is in a list there.

    DELETE takes an entry away with its key.
    """

    path: NodePath
    value: Any
    adds: bool = False


class Recorded(NamedTuple):
    """A file before and after, what is found in it anew, and the plan as it would be."""

    before: bytes
    after: bytes
    found: tuple[Diagnostic, ...]
    loaded: Loaded

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """What forbids to write the file."""
        return tuple(diagnostic for diagnostic in self.found if diagnostic.is_error)


def record(
    folder: PlanFiles, name: str, steps: Iterable[Step], as_of: date, loaded: Loaded
) -> Recorded | None:
    """Take ``steps`` in the initiative file ``name`` of the plan that is ``loaded``.

    None where the text does not let itself be edited with certainty. Raises OSError.
    """
    before = folder.read(name)
    after = _edited(before, steps, folder.show(name))
    if after is None:
        return None
    again = load_and_check(Edited(folder, {name: after}), as_of)
    return Recorded(before, after, tuple(_new(loaded.diagnostics, again.diagnostics)), again)


def _edited(data: bytes, steps: Iterable[Step], file: str) -> bytes | None:
    document, order = parse(data, file), key_order("initiative")
    for step in steps:
        edits = _edits(document, step, order)
        if edits is None or document.source is None:
            return None
        document = parse(apply(document.source.text, edits).encode(), file)
    mark = BOM if data.startswith(BOM) else b""
    return mark + document.source.text.encode() if document.source else None


def _edits(document: Document, step: Step, order: KeyOrder) -> tuple[Edit, ...] | None:
    if step.value is DELETE:
        gone = fix(Repair((Change(step.path, DELETE),)), document)
        return gone.edits if gone else None
    return (append if step.adds else put)(document, step.path, step.value, order)


def _new(before: Iterable[Diagnostic], after: Iterable[Diagnostic]) -> Iterable[Diagnostic]:
    """Yield what was not found before; lines may have moved since."""
    known = Counter((found.file, found.code, found.path) for found in before)
    for found in after:
        key = (found.file, found.code, found.path)
        if known[key]:
            known[key] -= 1
        else:
            yield found
