"""Corrections (訂正): a change of a closed year says why, in the same entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.analysis.change_notices import Notice
from plantool.analysis.facts import MeasureFact, name_field
from plantool.analysis.final_figures import FinalFigures
from plantool.analysis.plan_changes import compare_initiatives
from plantool.errors import UsageError
from plantool.light_dataclasses import replace
from plantool.model.money import Money, Presence
from plantool.model.result import Reports
from plantool.recording.doubts import DoubtError

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from plantool.analysis.fact_changes import FactChange
    from plantool.model.initiative import Initiative
    from plantool.model.plan import Plan
    from plantool.model.result import Result
    from plantool.recording.record_entry import RecordEntry
    from plantool.syntax.nodes import Plain

    _ResultFormat = Callable[[Result, str | None], str]


def build_corrections(
    plans: tuple[Plan, Plan],
    identifier: str,
    reason: str | None,
    today: date,
    format_result: _ResultFormat,
) -> list[Plain]:
    """Return the corrections that an initiative needs for its change from one plan to the other.

    Each has the ``reason`` and what a figure was: ``format_result`` prints a result and its unit.
    Raises DoubtError without a reason, and UsageError where there is one and nothing to correct.
    """
    old, new = (plan.initiative(identifier) for plan in plans)
    if old is None or new is None:
        return []
    changes = _list_closed_changes(plans[0], old, new)
    if changes and not reason:
        years = dict.fromkeys(change.fact.year.key for change in changes if change.fact.year)
        raise DoubtError("closed", _mark_correction, asks_why=True, year=", ".join(years))
    if reason and old != new and not changes:
        raise UsageError("error.record-not-closed")
    corrections: list[Plain] = []
    for change in changes:
        previous = _find_previous_value(change, old, format_result)
        correction: dict[str, Plain] = {"at": name_field(change.fact)}
        correction |= {} if previous is None else {"was": previous}
        corrections.append(correction | {"reason": reason, "date": today.isoformat()})
    return corrections


def _mark_correction(entry: RecordEntry, reason: str) -> RecordEntry:
    return replace(entry, correction=reason)


def _list_closed_changes(plan: Plan, old: Initiative, new: Initiative) -> list[FactChange]:
    plan_change = compare_initiatives(old, new, FinalFigures(plan.closed_years))
    changes = plan_change.changes if plan_change else ()
    return [change for change in changes if Notice.CLOSED_CHANGED in change.notices]


def _find_previous_value(
    change: FactChange, old: Initiative, format_result: _ResultFormat
) -> Plain:
    """Return what a figure was, as it is printed; None where there was none."""
    if isinstance(change.fact, MeasureFact) and isinstance(change.before, Reports):
        measure_id = change.fact.measure
        units = (row.unit for row in old.measures() if row.id == measure_id)
        return format_result(change.before.items[-1], next(units, None)) or None
    if isinstance(change.before, Money) and change.before.presence is Presence.KNOWN:
        amount = change.before.amount
        return int(amount) if amount == amount.to_integral_value() else amount
    return None
