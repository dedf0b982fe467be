"""Settled money stays within the current budget, and becomes final."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.diagnostics import Code, Finding, Severity
from plantool.model.money import Presence

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from plantool.model.plan import Plan

ABOVE = Code("PLT504", "settled-above-current", Severity.WARNING)
PRELIMINARY = Code("PLT505", "preliminary-outdated", Severity.WARNING)
CODES = (ABOVE, PRELIMINARY)


def check(plan: Plan, as_of: date) -> Iterator[Finding]:
    """Find settlements above 予算現額, and years still preliminary after the books were closed."""
    for initiative in plan.initiatives:
        budget = initiative.budget
        for year, settled in budget.settled:
            current = budget.current(year)
            known = {current.presence, settled.presence} == {Presence.KNOWN}
            if known and settled.amount > current.amount:
                words = (("settled", settled.amount), ("current", current.amount))
                path = ("budget", "settled", year.key)
                yield Finding(ABOVE, initiative.file, path, (*words, ("unit", plan.unit)))
        for at, year in enumerate(budget.preliminary):
            if as_of > year.books_close:
                day = (("year", year.key), ("closed", year.books_close.isoformat()))
                path = ("budget", "preliminary", at)  # type: ignore[assignment]
                yield Finding(PRELIMINARY, initiative.file, path, day)
