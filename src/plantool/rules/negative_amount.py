"""Only supplementary budgets and the reserve, which move money, can be less than nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.diagnostics import Code, Finding, Severity
from plantool.model.money import Money

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.diagnostics import NodePath
    from plantool.model.money import Budget
    from plantool.model.plan import Plan

NEGATIVE = Code("PLT508", "negative-amount", Severity.WARNING)
CODES = (NEGATIVE,)
_SIGNED_KEY = "reserve"  # 予備費等 holds transfers too; national tables print it negative


def check(plan: Plan) -> Iterator[Finding]:
    """Find negative amounts outside supplementary budgets and the reserve."""
    for initiative in plan.initiatives:
        for path, money in _yield_unsigned_amounts(initiative.budget):
            if money.amount < 0:
                arguments = (("amount", money.amount), ("unit", plan.unit))
                yield Finding(NEGATIVE, initiative.file, path, arguments)


def _yield_unsigned_amounts(budget: Budget) -> Iterator[tuple[NodePath, Money]]:
    for key, amounts in budget.list_by_key():
        if key == _SIGNED_KEY:
            continue
        for year, money in amounts:
            if isinstance(money, Money):
                yield ("budget", key, year.key), money
    if budget.total:
        yield ("budget", "total"), budget.total
