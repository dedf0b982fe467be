"""Enters results and money into a plan, in memory: what would be written, and whether it may be.

Nothing is written here. What the rules would find wrong with the file as it would be is told; an
error that was not there before is a refusal.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from plantool.loading.folder import Edited
from plantool.loading.key_order import key_order
from plantool.rules.checking import load_and_check
from plantool.syntax.edit import apply
from plantool.syntax.insert import append, put
from plantool.syntax.parse import parse
from plantool.syntax.source import BOM

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from plantool.diagnostics import Diagnostic, NodePath
    from plantool.loading.folder import PlanFiles
    from plantool.loading.load import Loaded
    from plantool.syntax.nodes import Plain


class Step(NamedTuple):
    """One value for a place in a file; ``adds`` puts it behind what is in a list there."""

    path: NodePath
    value: Plain
    adds: bool = False


class Recorded(NamedTuple):
    """A file before and after, and what is found in it anew."""

    before: bytes
    after: bytes
    found: tuple[Diagnostic, ...]

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
    return Recorded(before, after, tuple(_new(loaded.diagnostics, again.diagnostics)))


def _edited(data: bytes, steps: Iterable[Step], file: str) -> bytes | None:
    document, order = parse(data, file), key_order("initiative")
    for step in steps:
        edits = (append if step.adds else put)(document, step.path, step.value, order)
        if edits is None or document.source is None:
            return None
        document = parse(apply(document.source.text, edits).encode(), file)
    mark = BOM if data.startswith(BOM) else b""
    return mark + document.source.text.encode() if document.source else None


def _new(before: Iterable[Diagnostic], after: Iterable[Diagnostic]) -> Iterable[Diagnostic]:
    """Yield what was not found before; lines may have moved since."""
    known = Counter((found.file, found.code, found.path) for found in before)
    for found in after:
        key = (found.file, found.code, found.path)
        if known[key]:
            known[key] -= 1
        else:
            yield found
