"""Amounts of one initiative are of one order: 9000 beside 12 is thousands written as millions."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from plantool.diagnostics import Cause, Code, Finding, Reach, Severity
from plantool.model.money import Money, Presence, is_rounding
from plantool.rules import money_total

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from plantool.diagnostics import NodePath
    from plantool.model.budget import Budget
    from plantool.model.fiscal_year import FiscalYear
    from plantool.model.plan import Plan

OUTLIER = Code("PLT503", "money-outlier", Severity.WARNING)
CODES = (OUTLIER,)
FOLLOWS = (Cause(money_total.CODES, Reach.FILE),)  # the printed total shows the same slip
_TIMES = 700  # a thousand, with room for the amounts themselves to differ
# which come to a budget, or remain of it, in any size
_OTHER_KEYS = frozenset({"reserve", "transfers", "carried_in", "carried_out", "unused"})


def check(plan: Plan) -> Iterator[Finding]:
    """Find amounts about 1,000 times those beside them, or a thousandth of them."""
    for initiative in plan.initiatives:
        amounts = list(_yield_comparable_amounts(initiative.budget))
        ordered = sorted(amount for _, amount in amounts)
        candidates = [
            (*_compare_to_others(amount, ordered), path, amount) for path, amount in amounts
        ]
        if not candidates:
            continue
        times, usual, path, amount = max(candidates, key=_rank_candidate)
        if times >= _TIMES:
            arguments = (("amount", amount), ("usual", usual), ("unit", plan.unit))
            yield Finding(OUTLIER, initiative.file, path, arguments, follows=FOLLOWS)


def _rank_candidate(
    candidate: tuple[Decimal, Decimal, NodePath, Decimal],
) -> tuple[Decimal, Decimal]:
    times, _, _, amount = candidate
    return times, amount  # of two amounts, each far from the other, the larger is the slip


def _compare_to_others(amount: Decimal, ordered: Sequence[Decimal]) -> tuple[Decimal, Decimal]:
    """Return how many times larger or smaller an amount is than the others' median, and that."""
    at, others = bisect_left(ordered, amount), len(ordered) - 1
    if not others:
        return amount / amount, amount

    def find_other(index: int) -> Decimal:
        return ordered[index + (index >= at)]  # without the amount itself

    usual = (find_other(others // 2) + find_other((others - 1) // 2)) / 2
    return max(amount / usual, usual / amount), usual


def _yield_comparable_amounts(budget: Budget) -> Iterator[tuple[NodePath, Decimal]]:
    """Yield the amounts to compare, which are all of a year's own money."""
    with_others = set(_yield_with_others(budget))
    for key, by_year in budget.list_by_key():
        for year, money in by_year if key not in _OTHER_KEYS else ():
            if isinstance(money, Money) and money.amount > 0 and (key, year) not in with_others:
                yield ("budget", key, year.key), money.amount


def _yield_with_others(budget: Budget) -> Iterator[tuple[str, FiscalYear]]:
    """Yield current budgets and settlements that a carry-over makes larger, or smaller."""
    for year, received in budget.carried_in:
        if received.amount:
            yield from (("current", year), ("settled", year))
    for year, out in budget.carried_out:
        if out.amount and budget.is_net:
            yield "current", year
        left = budget.compose_unused(year)
        if out.amount and left.presence is Presence.KNOWN and is_rounding(left.amount):
            yield "settled", year
