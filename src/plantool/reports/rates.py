"""How every rate and share is rounded: to one decimal, or to as many as keep what it says.

99.996 % is not 100.0 %, and a share of something is not 0.0 %.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from plantool.model.exact import to_per_cent
from plantool.reports.page import Percent

if TYPE_CHECKING:
    from collections.abc import Iterable

    from plantool.model.evaluation import Scheme

_NEAR = 0.06  # per cent: a ratio farther from a bound stays on its side when it is rounded
_ALWAYS_BOUNDS = (Decimal(0), Decimal(100))


def to_percent(ratio: Fraction | None, bounds: Iterable[Decimal] = ()) -> Percent | None:
    """Return a ratio (1 is 100 %) with its decimals; it stays on its side of 0, 100 and ``bounds``.

    Bounds are per cents; a ratio right on one is shown on it.
    """
    if ratio is None:
        return None
    return Percent(ratio, count_decimals(ratio, (*_ALWAYS_BOUNDS, *bounds)))


def to_attainment_percent(ratio: Fraction | None, scheme: Scheme) -> Percent | None:
    """Return an attainment, which stays on its side of every threshold of ``scheme``."""
    return to_percent(
        ratio, (band.threshold for band in scheme.bands if band.threshold is not None)
    )


def to_printed_percent(printed: Decimal) -> Percent:
    """Return a rate that a document prints in per cent, with the digits it has there."""
    return Percent(Fraction(printed) / 100, max(0, -int(printed.as_tuple().exponent)))


def format_printed_rate(printed: Decimal) -> str:
    """Return a printed rate in words."""
    return str(to_printed_percent(printed))


def count_decimals(ratio: Fraction, bounds: Iterable[Decimal]) -> int:
    """Return how many decimals of the per cent say on which side of the bounds a ratio is."""
    per_cents = ratio * 100
    # a float is quick and tells which bounds are far off, as nearly all are
    estimate = float(per_cents)
    near = [Fraction(bound) for bound in bounds if abs(estimate - float(bound)) <= _NEAR]
    digits = 1
    while not _keeps_sides(ratio, near, digits):
        digits += 1
    return digits


def _keeps_sides(ratio: Fraction, bounds: Iterable[Fraction], digits: int) -> bool:
    """Tell whether a ratio that is rounded stays on its side of every bound."""
    exact, rounded = ratio * 100, Fraction(to_per_cent(ratio, digits))
    return all(
        _compare_to_bound(rounded, bound) == _compare_to_bound(exact, bound) for bound in bounds
    )


def _compare_to_bound(per_cents: Fraction, bound: Fraction) -> int:
    """Tell whether a ratio lies below (-1), on or above (1) a bound."""
    return (per_cents > bound) - (per_cents < bound)
