"""Rates as documents print them: in per cent, with as many digits as they please."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal


def is_rounded_rate(ratio: Fraction, printed: Decimal) -> bool:
    """Tell whether a printed per cent is a ratio (1 is 100 %) rounded to the digits it has.

    A tie may have been rounded either way: 12.25 % is 12.2 and 12.3.
    """
    exponent = printed.as_tuple().exponent
    assert isinstance(exponent, int)  # noqa: S101 - files write finite numbers
    half = Fraction(10) ** min(exponent, 0) / 2
    return abs(ratio * 100 - Fraction(printed)) <= half
