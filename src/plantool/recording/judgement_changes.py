"""What an entry about a whole initiative means for its file: how people judged it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.diagnostics import Change
from plantool.editing.change_writer import read_value
from plantool.errors import UsageError
from plantool.model.initiative import TERM
from plantool.recording.item_changes import append_items
from plantool.recording.typed_values import parse_reported_day, parse_status

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from plantool.model.plan import Plan
    from plantool.recording.record_entry import RecordEntry, RecordTarget
    from plantool.syntax.document import Document
    from plantool.syntax.nodes import Plain


def yield_judgement_changes(
    entry: RecordEntry, target: RecordTarget, plan: Plan, document: Document, today: date
) -> Iterator[Change]:
    """Yield the changes that enter a judgement of the whole initiative; raises UsageError."""
    judgements, file = target.initiative.judgements, target.initiative.file
    path = ("judgement", TERM if target.of_term else target.year.key)
    said = _build_judgement(entry, target, plan)
    known = judgements.term if target.of_term else judgements.by_year.get(target.year)
    dated = {**said, "reported": said.get("reported", today.isoformat())}
    if known is None:
        yield Change(file, path, read_value(document, path), dated)
    elif entry.replaces:
        last_path, _ = known.list_with_paths(path)[-1]
        for key, value in said.items():
            yield Change(file, (*last_path, key), read_value(document, (*last_path, key)), value)
    elif all(report.reported for report in known.items):
        yield append_items(document, path, [dated], file)
    else:
        raise UsageError("error.record-undated", year=path[1], measure=target.initiative.id)


def _build_judgement(entry: RecordEntry, target: RecordTarget, plan: Plan) -> dict[str, Plain]:
    """Return what was said, in the order of the schema."""
    report = entry.report
    bands = plan.scheme.find_judgement_bands(of_term=target.of_term)
    status = report["judgement"]
    values: dict[str, Plain] = {
        "status": parse_status(status, bands) if status else None,
        "reason": report["judgement_reason"],
        "by": entry.by,
        "stage": report["stage"],
        "reported": parse_reported_day(report["reported"]) if report["reported"] else None,
    }
    return {key: value for key, value in values.items() if value is not None}
