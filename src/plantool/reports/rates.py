"""How every rate and share is rounded: to one decimal, or to as many as keep what it says.

99.996 % is not 100.0 %, and a share of something is not 0.0 %.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import count
from typing import TYPE_CHECKING

from plantool.model.exact import per_cent
from plantool.reports.page import Percent

if TYPE_CHECKING:
    from collections.abc import Iterable

    from plantool.model.evaluation import Scheme

_NEAR = 0.06  # per cent: what is farther from a bound stays on its side when it is rounded
_ALWAYS = (Decimal(0), Decimal(100))


def rate(ratio: Fraction | None, bounds: Iterable[Decimal] = ()) -> Percent | None:
    """Return a ratio (1 is 100 %) with its decimals; it stays on its side of 0, 100 and ``bounds``.

    Bounds are per cents; what is right on one is shown on it.
    """
    if ratio is None:
        return None
    return Percent(ratio, decimals(ratio, (*_ALWAYS, *bounds)))


def attained(ratio: Fraction | None, scheme: Scheme) -> Percent | None:
    """Return an attainment, which stays on its side of every threshold of ``scheme``."""
    return rate(ratio, (band.threshold for band in scheme.bands if band.threshold is not None))


def decimals(ratio: Fraction, bounds: Iterable[Decimal]) -> int:
    """Return how many decimals of the per cent say on which side of the bounds a ratio is."""
    per_cents = ratio * 100
    shown = float(per_cents)  # only to tell what is far off, which nearly all is
    near = [Fraction(bound) for bound in bounds if abs(shown - float(bound)) <= _NEAR]
    sides = [(bound, _side(per_cents, bound)) for bound in near]
    return next(
        places
        for places in count(1)
        if all(_side(Fraction(per_cent(ratio, places)), bound) == side for bound, side in sides)
    )


def _side(per_cents: Fraction, bound: Fraction) -> int:
    """Tell whether a ratio lies below (-1), on or above (1) a bound."""
    return (per_cents > bound) - (per_cents < bound)
