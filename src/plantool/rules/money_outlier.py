"""Amounts of one initiative are of one order: 9000 beside 12 is thousands written as millions."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING

from plantool.diagnostics import Code, Finding, Severity
from plantool.model.money import Money

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from plantool.diagnostics import NodePath
    from plantool.model.initiative import Initiative
    from plantool.model.plan import Plan

OUTLIER = Code("PLT503", "money-outlier", Severity.WARNING)
CODES = (OUTLIER,)
_TIMES = 500  # a thousand, with room for the amounts themselves to differ


def check(plan: Plan) -> Iterator[Finding]:
    """Find amounts about 1,000 times those beside them, or a thousandth of them."""
    for initiative in plan.initiatives:
        amounts = list(_amounts(initiative))
        for path, amount in amounts:
            others = [other for at, other in amounts if at != path]
            usual = median(others) if others else amount
            if amount >= _TIMES * usual or usual >= _TIMES * amount:
                words = (("amount", amount), ("usual", usual), ("unit", plan.unit))
                yield Finding(OUTLIER, initiative.file, path, words)
                break


def _amounts(initiative: Initiative) -> Iterator[tuple[NodePath, Decimal]]:
    for key, by_year in initiative.budget.by_key():
        for year, money in by_year:
            if isinstance(money, Money) and money.amount > 0:
                yield ("budget", key, year.key), money.amount
