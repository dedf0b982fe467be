"""A supplementary budget is decided within the year it changes."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from plantool.diagnostics import Code, Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.model.plan import Plan

OUTSIDE = Code("PLT507", "supplement-outside-year", Severity.WARNING)
CODES = (OUTSIDE,)


def check(plan: Plan) -> Iterator[Finding]:
    """Find supplementary budgets dated before the first day of their year or after its last."""
    for initiative in plan.initiatives:
        for year, supplements in initiative.budget.supplementary:
            first = plan.calendar.find_first_day(year)
            last = plan.calendar.find_last_day(year)
            for at, supplement in enumerate(supplements):
                decided = supplement.decided
                if decided is None or decided == date.min:  # without a day, or with none there is
                    continue
                if not first <= decided <= last:
                    path = ("budget", "supplementary", year.key, at, "date")
                    arguments = (("day", decided.isoformat()), ("year", year.key))
                    limits = (("first", first.isoformat()), ("last", last.isoformat()))
                    yield Finding(OUTSIDE, initiative.file, path, (*arguments, *limits))
