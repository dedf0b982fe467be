"""Arithmetic that never rounds; Decimal's own operators keep 28 digits."""

from __future__ import annotations

from decimal import Context, Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_EXACT = Context(prec=1000)  # far more digits than the numbers that files may hold


def exact_sum(values: Iterable[Decimal]) -> Decimal:
    """Return the exact sum of ``values``."""
    total = Decimal(0)
    for value in values:
        total = _EXACT.add(total, value)
    return total


def exact_difference(one: Decimal, other: Decimal) -> Decimal:
    """Return ``one`` minus ``other``, exactly."""
    return _EXACT.subtract(one, other)


def exact_product(one: Decimal, other: Decimal, exponent: int = 0) -> Decimal:
    """Return the exact product, times ten to the power of ``exponent``."""
    return _EXACT.scaleb(_EXACT.multiply(one, other), exponent)


def per_cent(ratio: Fraction, decimals: int = 1) -> Decimal:
    """Return a ratio (1 is 100 %) in per cent with ``decimals``, halves rounded away from zero."""
    scaled = abs(ratio) * 100 * 10**decimals
    whole = int(scaled + Fraction(1, 2))
    return _EXACT.scaleb(Decimal(-whole if ratio < 0 else whole), -decimals)
