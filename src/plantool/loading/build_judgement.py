"""From the ``judgement`` of an initiative's file to the judgements of the whole initiative."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.loading.build_attributes import build_attributes
from plantool.model.initiative import TERM, JudgementsOfInitiative
from plantool.model.result import Judgement, Reports, Result, Stage

if TYPE_CHECKING:
    from plantool.diagnostics import NodePath
    from plantool.loading.field_values import Data, ValueReader

_NONE = JudgementsOfInitiative()


def build_judgements(reader: ValueReader, data: Data) -> JudgementsOfInitiative:
    """Build the judgements by year, and that of the term."""
    if not data:
        return _NONE

    def read_entries(entries: Data, path: NodePath) -> Reports:
        return _build_entries(reader, entries, path)

    years = {key: entries for key, entries in data.items() if key != TERM}
    term = data.get(TERM)
    return JudgementsOfInitiative(
        by_year=reader.read_by_year(years, ("judgement",), read_entries),
        term=read_entries(term, ("judgement", TERM)) if term else None,
    )


def _build_entries(reader: ValueReader, data: Data, path: NodePath) -> Reports:
    if not isinstance(data, list):
        return Reports((_build_entry(reader, data, path),))
    items = [_build_entry(reader, entry, (*path, index)) for index, entry in enumerate(data)]
    return Reports(tuple(items), is_listed=True)


def _build_entry(reader: ValueReader, data: Data, path: NodePath) -> Result:
    return Result(
        stage=Stage(data.get("stage", "final")),
        reported=reader.read_day(data["reported"], (*path, "reported"))
        if "reported" in data
        else None,
        judgement=Judgement(
            data["status"],
            data.get("reason", ""),
            data.get("by"),
            build_attributes(data.get("attributes", {})),
        ),
    )
