"""Arithmetic that never rounds, on numbers of bounded length; Decimal's own keeps 28 digits."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation
from fractions import Fraction
from functools import reduce
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_DIGITS = 40
"""How many digits a number that somebody writes may have, written out in full."""
_EXACT = Context(prec=1000)  # far more digits than sums and products of such numbers have
_QUOTIENT = Context(prec=15, rounding=ROUND_HALF_UP)


def read_number(text: str) -> Decimal | None:
    """Return the number that ASCII ``text`` writes, None where that has more than MOST_DIGITS.

    0.001 and 1E+3 have four.
    """
    try:
        number = Decimal(text)
    except InvalidOperation:  # an exponent that is a number of no use itself
        return None
    _, digits, exponent = number.as_tuple()
    assert isinstance(exponent, int)  # noqa: S101 - digits write a finite number
    return None if max(len(digits) + max(exponent, 0), 1 - exponent) > MOST_DIGITS else number


def exact_sum(values: Iterable[Decimal]) -> Decimal:
    """Return the exact sum of ``values``."""
    return reduce(_EXACT.add, values, Decimal(0))


def exact_difference(one: Decimal, other: Decimal) -> Decimal:
    """Return ``one`` minus ``other``, exactly."""
    return _EXACT.subtract(one, other)


def exact_product(one: Decimal, other: Decimal, exponent: int = 0) -> Decimal:
    """Return the exact product, times ten to the power of ``exponent``."""
    return _EXACT.scaleb(_EXACT.multiply(one, other), exponent)


def to_per_cent(ratio: Fraction, decimals: int = 1) -> Decimal:
    """Return a ratio (1 is 100 %) in per cent with ``decimals``, halves rounded away from zero."""
    scaled = abs(ratio) * 100 * 10**decimals
    whole = int(scaled + Fraction(1, 2))
    return _EXACT.scaleb(Decimal(-whole if ratio < 0 else whole), -decimals)


def to_decimal(number: Decimal | Fraction) -> Decimal:
    """Return a number as data says it: exact, but a quotient to 15 digits; no zeros at its end."""
    if isinstance(number, Decimal):
        exact = number
    elif number.denominator == 1:
        exact = Decimal(number.numerator)
    else:
        exact = _QUOTIENT.divide(Decimal(number.numerator), Decimal(number.denominator))
    return _EXACT.plus(_EXACT.normalize(exact))  # plus: there is no -0
