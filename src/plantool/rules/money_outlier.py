"""Amounts of one initiative are of one order: 9000 beside 12 is thousands written as millions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.diagnostics import Code, Finding, Severity
from plantool.model.money import Money

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from plantool.diagnostics import NodePath
    from plantool.model.initiative import Initiative
    from plantool.model.plan import Plan

OUTLIER = Code("PLT503", "money-outlier", Severity.WARNING)
CODES = (OUTLIER,)
_TIMES = 700  # a thousand, with room for the amounts themselves to differ
_SMALL = frozenset({"reserve", "unused"})  # may be a thousandth of a budget


def check(plan: Plan) -> Iterator[Finding]:
    """Find amounts about 1,000 times those beside them, or a thousandth of them."""
    for initiative in plan.initiatives:
        amounts = list(_amounts(initiative))
        beside = [_beside(path, amount, amounts) for path, amount in amounts]
        times, amount, path, usual = max(beside, default=(0, None, (), None))  # of two the larger
        if times >= _TIMES:
            words = (("amount", amount), ("usual", usual), ("unit", plan.unit))
            yield Finding(OUTLIER, initiative.file, path, words)


def _beside(
    path: NodePath, amount: Decimal, amounts: Sequence[tuple[NodePath, Decimal]]
) -> tuple[Decimal, Decimal, NodePath, Decimal]:
    """Return how many times an amount is the median of the others, or they it."""
    others = sorted(other for at, other in amounts if at != path) or [amount]
    usual = (others[len(others) // 2] + others[(len(others) - 1) // 2]) / 2  # the median
    return max(amount / usual, usual / amount), amount, path, usual


def _amounts(initiative: Initiative) -> Iterator[tuple[NodePath, Decimal]]:
    for key, by_year in initiative.budget.by_key():
        for year, money in by_year if key not in _SMALL else ():
            if isinstance(money, Money) and money.amount > 0:
                yield ("budget", key, year.key), money.amount
