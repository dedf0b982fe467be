"""Settlement and carry-over stay within the current budget, and a settlement becomes final."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from plantool.diagnostics import Cause, Code, Finding, Reach, Severity
from plantool.model.exact import exact_difference, exact_sum
from plantool.model.money import UNKNOWN, Presence, is_rounding
from plantool.rules import budget_identity
from plantool.rules.carry_over import ROUNDING, build_rounding_arguments

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from plantool.diagnostics import NodePath
    from plantool.model.budget import Budget
    from plantool.model.initiative import Initiative
    from plantool.model.plan import Plan

ABOVE = Code("PLT504", "settled-above-current", Severity.WARNING)
PRELIMINARY = Code("PLT505", "preliminary-outdated", Severity.WARNING)
OVERDRAWN = Code("PLT514", "budget-overdrawn", Severity.WARNING)
CODES = (ABOVE, PRELIMINARY, OVERDRAWN)
# 予算現額 is not the sum of its parts, or 不用額 not the rest of it
FOLLOWS = (Cause((budget_identity.CURRENT, budget_identity.UNUSED), Reach.YEAR),)


def check(plan: Plan, as_of: date) -> Iterator[Finding]:
    """Find spending beyond 予算現額, and years still preliminary after the books were closed."""
    for initiative in plan.initiatives if plan.has_settings else ():
        yield from _find_overspending(initiative, plan.unit)
        for at, year in enumerate(initiative.budget.preliminary):
            closed = plan.calendar.find_books_close(year)
            if as_of > closed:
                arguments = (("year", year.key), ("closed", closed.isoformat()))
                yield Finding(
                    PRELIMINARY, initiative.file, ("budget", "preliminary", at), arguments
                )


def _find_overspending(initiative: Initiative, unit: str) -> Iterator[Finding]:
    """Find settlements above the current budget, alone or together with the carry-over."""
    for path, current, settled, out in _yield_spending(initiative.budget):
        spent = exact_sum((settled, out))
        above = exact_difference(spent, current)
        if above <= 0:
            continue
        if is_rounding(above):
            key = "basis.spent" if out else "basis.settled"
            code = ROUNDING
            arguments = build_rounding_arguments(key, spent, "basis.current", current)
        elif out:
            code = OVERDRAWN
            arguments = (("carried_out", out), ("sum", spent), ("current", current))
        else:
            code = ABOVE
            arguments = (("settled", settled), ("current", current))
        follows = () if code is ROUNDING else FOLLOWS
        all_arguments = (*arguments, ("unit", unit))
        yield Finding(code, initiative.file, path, all_arguments, follows=follows)


def _yield_spending(budget: Budget) -> Iterator[tuple[NodePath, Decimal, Decimal, Decimal]]:
    """Yield current, settled and carried-out amounts of each year, with the path to look at.

    Where the settlement is above the budget by itself, the carry-over is left aside; a net budget
    is without it from the start.
    """
    for year in dict.fromkeys((*budget.settled.years, *budget.carried_out.years)):
        current = budget.find_current(year)
        if current.presence is not Presence.KNOWN:
            continue
        settled = (budget.settled.get(year) or UNKNOWN).amount
        out = Decimal(0) if budget.is_net else (budget.carried_out.get(year) or UNKNOWN).amount
        if settled > current.amount or not out:
            yield ("budget", "settled", year.key), current.amount, settled, exact_sum(())
        else:
            yield ("budget", "carried_out", year.key), current.amount, settled, out
