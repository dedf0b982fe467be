"""Conflicts of a merge in the plan's own words: row, field, year, and the values of all sides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.diagnostics import Missing, Written
from plantool.editing.change_writer import read_value
from plantool.editing.compose import Composer
from plantool.editing.three_way import MergeSubject
from plantool.loading.folder import find_file_kind
from plantool.loading.key_order import build_key_order
from plantool.loading.schema import load_schema
from plantool.loading.schema_fields import SchemaFields
from plantool.messages import shorten_text
from plantool.model.fiscal_year import find_spelling

if TYPE_CHECKING:
    from plantool.editing.change_set import Conflict
    from plantool.editing.three_way import MergeConflict, SideValue
    from plantool.messages import Catalogue
    from plantool.syntax.document import Document

_LONGEST_VALUE = 59  # characters of a value


def describe_conflict(conflict: MergeConflict, file: str, texts: Catalogue) -> dict[str, str]:
    """Return the words of the message ``merge.conflict`` about a conflict in ``file``."""
    kind = find_file_kind(file.rpartition("/")[2])
    composer = Composer(build_key_order(kind))
    base, ours, theirs = (
        _format_conflict_value(value, texts, composer) for value in conflict.sides
    )
    subject = _name_conflict_subject(conflict.subject, kind, texts)
    return {"file": file, "subject": subject, "base": base, "ours": ours, "theirs": theirs}


def describe_change_conflict(
    conflict: Conflict, document: Document, texts: Catalogue
) -> dict[str, str]:
    """Return where a change was not made, what it saw there (``base``) and what is there now."""
    subject = MergeSubject()
    for step in conflict.change.path:
        subject = subject.step_into(step, read_value(document, (*subject.path, step)))
    kind = find_file_kind(conflict.change.file.rpartition("/")[2])
    composer = Composer(build_key_order(kind))
    seen, now = (
        _format_conflict_value(value, texts, composer)
        for value in (conflict.change.base, conflict.now)
        if not isinstance(value, Written)
    )
    return {"subject": _name_conflict_subject(subject, kind, texts), "base": seen, "now": now}


def _name_conflict_subject(subject: MergeSubject, kind: str, texts: Catalogue) -> str:
    """Name the row and field of a conflict; of a row that one side took away, the row alone."""
    row = texts("plain.row", name=subject.row_name) if subject.row_name else ""
    if row and isinstance(subject.path[-1], int):
        return row
    return texts("plain.of").join(filter(None, [row, _name_conflict_field(subject, kind, texts)]))


def _name_conflict_field(subject: MergeSubject, kind: str, texts: Catalogue) -> str:
    """Name the last field on the way that has a name of its own, and the year as it is written."""
    title = SchemaFields(load_schema(kind)).find_name(subject.path).words(texts)
    years = [
        step for step in subject.path if isinstance(step, str) and find_spelling(step, (step,))
    ]
    return texts("plain.year", field=title, year=years[-1]) if years else title


def _format_conflict_value(value: SideValue, texts: Catalogue, composer: Composer) -> str:
    """Write a value on one line that is not too long."""
    if isinstance(value, Missing):
        return texts("merge.nothing")
    written = value if isinstance(value, str) else composer.compose_line(value, (), flow=True)
    return shorten_text(" ".join(written.split()), _LONGEST_VALUE)
