"""Only what moves money can be less than nothing: supplementary budgets, reserve, transfers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.diagnostics import Code, Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.diagnostics import NodePath
    from plantool.model.budget import Budget
    from plantool.model.money import Money
    from plantool.model.plan import Plan

NEGATIVE = Code("PLT508", "negative-amount", Severity.WARNING)
CODES = (NEGATIVE,)
# supplementary budgets hold no plain amounts; a negative rest is found where it comes from
_SIGNED_KEYS = frozenset({"reserve", "transfers", "supplementary"})


def check(plan: Plan) -> Iterator[Finding]:
    """Find negative amounts outside supplementary budgets, the reserve and transfers."""
    for initiative in plan.initiatives:
        for path, money in _yield_unsigned_amounts(initiative.budget):
            if money.amount < 0:
                arguments = (("amount", money.amount), ("unit", plan.unit))
                yield Finding(NEGATIVE, initiative.file, path, arguments)


def _yield_unsigned_amounts(budget: Budget) -> Iterator[tuple[NodePath, Money]]:
    for path, money in budget.walk_parts():
        for key, amounts in money.list_by_key():
            if key not in _SIGNED_KEYS:
                yield from (((*path, key, year.key), amount) for year, amount in amounts)
        for key, total in money.totals:
            if key not in _SIGNED_KEYS:
                yield (*path, key, "total"), total
        if money.total:
            yield money.total_path, money.total
