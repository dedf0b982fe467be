"""What an entry that sets parts of the plan anew (見直し) means: new values, and what they were."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plantool.analysis.final_figures import is_revisable_path
from plantool.diagnostics import MISSING, Change
from plantool.editing.change_writer import read_value
from plantool.errors import UsageError
from plantool.loading.field_paths import quote_step, resolve_field, split_steps
from plantool.model.normal import fold_identifier
from plantool.recording.entry_changes import read_file
from plantool.recording.item_changes import append_items
from plantool.recording.typed_values import parse_number, parse_reported_day

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from plantool.diagnostics import Missing, NodePath
    from plantool.loading.read_plan import Loaded
    from plantool.model.initiative import Initiative
    from plantool.model.plan import Plan
    from plantool.recording.record_entry import RecordEntry
    from plantool.syntax.document import Document
    from plantool.syntax.nodes import Plain

_OF_REVISION = {"reason", "reported"}


class _Field(NamedTuple):
    """A path in a file, and how people write it."""

    path: NodePath
    name: str


def parse_revised(text: str) -> tuple[str, str]:
    """Read ``target=120``; raises UsageError."""
    field, _, value = (part.strip() for part in text.partition("="))
    if not (field and value):
        raise UsageError("error.record-revise-form", value=text)
    return field, value


def build_revision(
    entry: RecordEntry, initiative: Initiative, loaded: Loaded, today: date
) -> list[Change]:
    """Return the changes that set parts of the plan anew, and record what they were before.

    Raises UsageError.
    """
    _refuse_other_entries(entry)
    document = read_file(initiative, loaded)
    changes: list[Change] = []
    records: list[Plain] = []
    for typed, value in entry.revised:
        field = _find_field(entry, typed, initiative, document, loaded.plan)
        was, new = read_value(document, field.path), parse_number(value)
        if new == was:
            raise UsageError("error.record-revise-same", field=field.name, value=value)
        changes.append(Change(initiative.file, field.path, was, new))
        head: dict[str, Plain] = {"at": field.name, "was": _to_words(was)}
        records.append(head | dict(_yield_remarks(entry, today)))
    return [*changes, append_items(document, ("revisions",), records, initiative.file)]


def _yield_remarks(entry: RecordEntry, today: date) -> Iterator[tuple[str, Plain]]:
    """Yield what an entry says about all its revisions: why, when and by whom."""
    reason, day = entry.report["reason"], entry.report["reported"]
    if reason:
        yield "reason", reason
    yield "date", parse_reported_day(day) if day else today.isoformat()
    if entry.by:
        yield "by", entry.by


def _refuse_other_entries(entry: RecordEntry) -> None:
    """Refuse what is said of results and money beside a revision; raises UsageError."""
    said = {key for key, text in {**entry.report, **entry.money}.items() if text is not None}
    if others := sorted(said - _OF_REVISION):
        options = ", ".join(f"--{key.replace('_', '-')}" for key in others)
        raise UsageError("error.record-revise-alone", option=options)


def _find_field(
    entry: RecordEntry, typed: str, initiative: Initiative, document: Document, plan: Plan
) -> _Field:
    """Return the path that is meant, of the measure that was named or the only one there is."""
    for name in [head + typed for head in _list_heads(entry, initiative)]:
        steps = _spell_steps(name, plan)
        path = _resolve(document, steps)
        if path and is_revisable_path(path):
            return _Field(path, ".".join(map(quote_step, steps)))
    raise UsageError("error.record-revise-field", id=initiative.id, field=typed)


def _list_heads(entry: RecordEntry, initiative: Initiative) -> list[str]:
    """Return what may stand before a field as it was typed."""
    measures = [measure.id for measure in initiative.measures()]
    if entry.measure is not None:
        return [f"measures.{fold_identifier(entry.measure)}.", ""]
    return ["", "measures.", *(f"measures.{one}." for one in measures if len(measures) == 1)]


def _spell_steps(name: str, plan: Plan) -> list[str]:
    """Return the steps of a field; a year at its end as the plan spells it."""
    *steps, last = split_steps(name)
    try:
        return [*steps, plan.year(last).key]
    except ValueError:
        return [*steps, last]


def _resolve(document: Document, steps: list[str]) -> NodePath | None:
    """Return the path of a field, which may be new in the mapping that holds it."""
    data = document.root.to_plain() if document.root else None
    whole, held = (".".join(map(quote_step, some)) for some in (steps, steps[:-1]))
    if path := resolve_field(data, whole):
        return path
    parent = resolve_field(data, held)
    if parent and isinstance(read_value(document, parent), dict):
        return (*parent, steps[-1])
    return None


def _to_words(was: Plain | Missing) -> Plain:
    """Return a value as the record of a revision keeps it: a number, words or null."""
    match was:
        case list():
            return "\n".join(map(str, was))
        case {"text": str(text)}:
            return text
        case dict() | bool():
            return str(was)
        case _:
            return None if was is MISSING else was
