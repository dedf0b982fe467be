"""Sums of money, and the rates between them."""

from __future__ import annotations

from decimal import Decimal

from plantool.analysis.budget import find_execution_rate
from plantool.model.money import BELOW_UNIT, NONE, UNKNOWN, Money, Total


def test_the_execution_rate_needs_both_sums_whole() -> None:
    def total(*amounts: int) -> Total:
        return Total.of(Money(Decimal(amount)) for amount in amounts)

    rate = find_execution_rate(total(27), total(20, 10))
    assert rate is not None
    assert (rate.numerator, rate.denominator) == (9, 10)
    assert find_execution_rate(total(27), total(0)) is None
    assert find_execution_rate(total(27), total(-1)) is None
    assert find_execution_rate(Total.of([UNKNOWN]), total(30)) is None
    assert find_execution_rate(Total.of([BELOW_UNIT]), total(30)) is None
    assert find_execution_rate(total(27), total(30) + Total.of([UNKNOWN])) is None
    assert find_execution_rate(Total(), total(30)) is None
    assert find_execution_rate(Total.of([NONE]), total(30)) == 0
    over = find_execution_rate(total(775), total(100))
    assert over is not None
    assert over > 1
