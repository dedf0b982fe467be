"""The flags of the money of an initiative in a year."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from plantool.analysis.choices import Flag
from plantool.model.exact import exact_difference
from plantool.model.money import Presence, is_rounding

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from plantool.model.fiscal_year import FiscalYear
    from plantool.model.initiative import Initiative
    from plantool.model.money import Money
    from plantool.model.plan import Plan

_CERTAIN = {Presence.KNOWN, Presence.NONE}


def yield_money_flags(
    initiative: Initiative, year: FiscalYear, plan: Plan, as_of: date
) -> Iterator[Flag]:
    """Flag a settlement above the current budget, and one that left too much of it unused.

    Money carried over is not unused. A preliminary settlement may still grow. A current budget of
    none (―) is known to be 0; of an unknown one, no settlement is too much.
    """
    budget = initiative.budget
    settled = budget.settled.get(year)
    if not settled or not plan.calendar.has_ended(year, as_of):
        return
    current, unused = budget.find_current(year), budget.find_unused(year)
    if current.presence not in _CERTAIN:
        return
    if settled.presence in _CERTAIN and _is_over_budget(settled, current):
        yield Flag.OVER_BUDGET
    if unused.presence is Presence.KNOWN and year not in budget.preliminary:
        limit = Fraction(current.amount) * Fraction(plan.scheme.unused_above) / 100
        if unused.amount > limit:
            yield Flag.UNDER_SPENT


def _is_over_budget(settled: Money, current: Money) -> bool:
    above = exact_difference(settled.amount, current.amount)
    return above > 0 and not is_rounding(above)
