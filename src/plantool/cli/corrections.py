"""Corrections (訂正): what is changed of a closed year says why, as the same entry is written."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from plantool.analysis.change_notices import Notice
from plantool.analysis.facts import MeasureFact, name_field
from plantool.analysis.final_figures import FinalFigures
from plantool.analysis.plan_changes import compare_initiatives
from plantool.cli.doubts import DoubtError
from plantool.errors import UsageError
from plantool.messages import catalogue
from plantool.model.money import Money, Presence
from plantool.model.result import Reports
from plantool.recording.recorded_file import RecordStep
from plantool.reports.phrases import format_staged_result

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from plantool.analysis.plan_changes import FactChange
    from plantool.cli.record_entry import RecordEntry
    from plantool.model.initiative import Initiative
    from plantool.model.plan import Plan
    from plantool.syntax.nodes import Plain


def yield_corrections(
    before: Plan, after: Plan, identifier: str, reason: str | None, today: date
) -> Iterator[RecordStep]:
    """Yield the corrections that a change of an initiative needs, each with its ``reason``.

    Raises DoubtError without one, and UsageError where there is one and nothing to correct.
    """
    old, new = before.initiative(identifier), after.initiative(identifier)
    changes = _list_closed_changes(before, old, new) if old and new else []
    if changes and not reason:
        years = dict.fromkeys(change.fact.year.key for change in changes if change.fact.year)
        raise DoubtError("closed", _mark_correction, asks_why=True, year=", ".join(years))
    if reason and old != new and not changes:
        raise UsageError("error.record-not-closed")
    for change in changes:
        previous = _find_previous_value(change, before, old)
        correction = {
            "at": name_field(change.fact),
            "was": previous,
            "reason": reason,
            "date": today.isoformat(),
        }
        entry: Plain = {key: value for key, value in correction.items() if value is not None}
        yield RecordStep(("corrections",), entry, adds=True)


def _mark_correction(entry: RecordEntry, reason: str) -> RecordEntry:
    return replace(entry, correction=reason)


def _list_closed_changes(plan: Plan, old: Initiative, new: Initiative) -> list[FactChange]:
    plan_change = compare_initiatives(old, new, FinalFigures(plan.closed_years))
    changes = plan_change.changes if plan_change else ()
    return [change for change in changes if Notice.CLOSED_CHANGED in change.notices]


def _find_previous_value(change: FactChange, plan: Plan, old: Initiative | None) -> Plain:
    """Return what a figure was, as it is printed; None where there was none."""
    if isinstance(change.fact, MeasureFact) and isinstance(change.before, Reports):
        rows = old.measures() if old else ()
        unit = next((row.unit for row in rows if row.id == change.fact.measure), None)
        texts = catalogue(plan.language)
        return format_staged_result(change.before.items[-1], unit, plan.scheme, texts) or None
    if isinstance(change.before, Money) and change.before.presence is Presence.KNOWN:
        amount = change.before.amount
        return int(amount) if amount == amount.to_integral_value() else amount
    return None
