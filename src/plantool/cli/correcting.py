"""Corrections (訂正): what is changed of a closed year says why, as the same entry is written."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from plantool.analysis.changes import Final, compare_initiatives
from plantool.analysis.notices import Notice
from plantool.cli.doubts import DoubtError
from plantool.errors import UsageError
from plantool.messages import catalogue
from plantool.model.money import Money, Presence
from plantool.model.result import Reports
from plantool.reports.words import staged_text
from plantool.rules.recording import Step

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from plantool.analysis.changes import Change
    from plantool.cli.entry import Entry
    from plantool.model.initiative import Initiative
    from plantool.model.plan import Plan
    from plantool.syntax.nodes import Plain


def corrections(
    before: Plan, after: Plan, identifier: str, reason: str | None, today: date
) -> Iterator[Step]:
    """Yield the corrections that a change of an initiative needs, each with its ``reason``.

    Raises DoubtError without one, and UsageError where there is one and nothing to correct.
    """
    old, new = before.initiative(identifier), after.initiative(identifier)
    changes = _closed(before, old, new) if old and new else []
    if changes and not reason:
        years = dict.fromkeys(change.fact.year.key for change in changes if change.fact.year)
        raise DoubtError("closed", _correcting, asks_why=True, year=", ".join(years))
    if reason and old != new and not changes:
        raise UsageError("error.record-not-closed")
    for change in changes:
        was = _was(change, before, old)
        said = {"at": change.fact.place, "was": was, "reason": reason, "date": today.isoformat()}
        entry: Plain = {key: value for key, value in said.items() if value is not None}
        yield Step(("corrections",), entry, adds=True)


def _correcting(entry: Entry, why: str) -> Entry:
    return replace(entry, correction=why)


def _closed(plan: Plan, old: Initiative, new: Initiative) -> list[Change]:
    part = compare_initiatives(old, new, Final(plan.closed_years))
    changes = part.changes if part else ()
    return [change for change in changes if Notice.CLOSED_CHANGED in change.notices]


def _was(change: Change, plan: Plan, old: Initiative | None) -> Plain:
    """Return what a figure was, as it is printed; None where there was none."""
    if isinstance(change.before, Reports):
        rows = old.measures() if old else ()
        unit = next((row.unit for row in rows if row.id == change.fact.measure), None)
        texts = catalogue(plan.language)
        return staged_text(change.before.items[-1], unit, plan.scheme, texts) or None
    if isinstance(change.before, Money) and change.before.presence is Presence.KNOWN:
        amount = change.before.amount
        return int(amount) if amount == amount.to_integral_value() else amount
    return None
