"""Enters results and money into a plan, in memory: what would be written, and whether it may be.

Nothing is written here. What the rules would find wrong with the file as it would be is told; an
error that was not there before is a refusal.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from plantool.checking.check_plan import load_and_check
from plantool.diagnostics import Change, Missing
from plantool.editing.change_writer import read_value, write_change
from plantool.loading.folder import EditedFolder
from plantool.loading.key_order import build_key_order
from plantool.syntax.parse import parse_document
from plantool.syntax.source import BOM

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from plantool.diagnostics import Diagnostic, NodePath
    from plantool.loading.folder import PlanFiles
    from plantool.loading.read_plan import Loaded
    from plantool.syntax.nodes import Plain


class RecordStep(NamedTuple):
    """One value for a place in a file; ``adds`` puts it behind what is in a list there.

    MISSING takes an entry away with its key.
    """

    path: NodePath
    value: Any
    adds: bool = False


class RecordedFile(NamedTuple):
    """A file before and after, what is found in it anew, and the plan as it would be."""

    before: bytes
    after: bytes
    new_diagnostics: tuple[Diagnostic, ...]
    loaded: Loaded

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """What forbids to write the file."""
        return tuple(diagnostic for diagnostic in self.new_diagnostics if diagnostic.is_error)


def record_values(
    plan_files: PlanFiles, name: str, steps: Iterable[RecordStep], as_of: date, loaded: Loaded
) -> RecordedFile | None:
    """Take ``steps`` in the initiative file ``name`` of the plan that is ``loaded``.

    None where the text does not let itself be edited with certainty. Raises OSError.
    """
    before = plan_files.read_bytes(name)
    after = _apply_steps(before, steps, plan_files.format_name(name))
    if after is None:
        return None
    checked = load_and_check(EditedFolder(plan_files, {name: after}), as_of)
    return RecordedFile(
        before,
        after,
        tuple(_yield_new_diagnostics(loaded.diagnostics, checked.diagnostics)),
        checked,
    )


def _apply_steps(data: bytes, steps: Iterable[RecordStep], name: str) -> bytes | None:
    document, order = parse_document(data, name), build_key_order("initiative")
    for step in steps:
        now = read_value(document, step.path)
        new = [*_list_items(now), step.value] if step.adds else step.value
        changed = write_change(document, Change(name, step.path, now, new), order)
        if changed is None:
            return None
        document = changed
    bom = BOM if data.startswith(BOM) else b""
    return bom + document.source.text.encode() if document.source else None


def _list_items(now: Plain | Missing) -> list[Plain]:
    """Return what is in a list; a single report is one of one."""
    if isinstance(now, list):
        return now
    return [] if isinstance(now, Missing) or now is None else [now]


def _yield_new_diagnostics(
    before: Iterable[Diagnostic], after: Iterable[Diagnostic]
) -> Iterable[Diagnostic]:
    """Yield what was not found before; lines may have moved since."""
    known = Counter((found.file, found.code, found.path) for found in before)
    for found in after:
        key = (found.file, found.code, found.path)
        if known[key]:
            known[key] -= 1
        else:
            yield found
