"""Revisions of the plan (見直し), as a printed plan notes them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from plantool.analysis.revisions import yield_steps
from plantool.model.cell import Cell
from plantool.reports.correction_notes import build_figure_namer
from plantool.reports.phrases import format_cell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.analysis.field_lookup import FieldLookup
    from plantool.messages import Catalogue
    from plantool.model.initiative import Initiative, Revision
    from plantool.model.plan import Plan


def yield_revision_notes(initiative: Initiative, plan: Plan, texts: Catalogue) -> Iterator[str]:
    """Yield a sentence for each revision: when and by whom, of what, from what to what, and why."""
    if initiative.revisions:
        yield from _RevisionNotes(initiative, plan, texts).yield_notes()


class _RevisionNotes:
    """Writes the notes of one initiative, which has revisions."""

    def __init__(self, initiative: Initiative, plan: Plan, texts: Catalogue) -> None:
        self.initiative = initiative
        self.plan = plan
        self.texts = texts
        self.units = {measure.path: measure.unit for measure in initiative.measures()}

    def yield_notes(self) -> Iterator[str]:
        name_figure = build_figure_namer(self.initiative, self.plan, self.texts)
        for revision, became, first in yield_steps(self.initiative):
            unit = self._find_unit(revision)
            now = format_cell(became, unit, self.texts) if became else self._format_now(revision)
            yield self.texts(
                "show.revision",
                made=self._say_if("made", self._describe_making(revision)),
                at=name_figure(revision.at),
                was=format_cell(revision.was, unit, self.texts),
                now=now or self.texts("none"),
                first=self._say_if("first", format_cell(first, unit, self.texts)),
                reason=self._say_if("reason", revision.reason),
            )

    @cached_property
    def lookup(self) -> FieldLookup:
        from plantool.analysis.field_lookup import FieldLookup  # noqa: PLC0415 - few have any

        return FieldLookup(self.initiative)

    def _say_if(self, key: str, words: str | None) -> str:
        return self.texts(f"show.revision.{key}", words=words) if words else ""

    def _describe_making(self, revision: Revision) -> str:
        day = revision.date.isoformat() if revision.date else None
        return self.texts("list.and").join(filter(None, (day, revision.by)))

    def _find_unit(self, revision: Revision) -> str | None:
        """Return the unit of the measure whose figure was revised."""
        wholes = (revision.path[:end] for end in range(len(revision.path)))
        return next((self.units[path] for path in wholes if path in self.units), None)

    def _format_now(self, revision: Revision) -> str | None:
        """Return the value that holds now."""
        from plantool.reports.fact_text import FactFormatter  # noqa: PLC0415 - few have any

        found = self.lookup.find_fact(revision.at)
        value = found[1] if found else None
        if isinstance(value, Cell):
            return format_cell(value, self._find_unit(revision), self.texts)
        return FactFormatter(self.plan, self.texts).format_value(value)
