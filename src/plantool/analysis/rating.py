"""From a result and what was planned to a status of the plan's evaluation scheme.

Every comparison is exact: ratios are fractions, so a result right on a threshold is on it.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from plantool.model.evaluation import Band, Formula, Status, Trend, Unrated
from plantool.model.exact import MOST_DIGITS
from plantool.model.measure import Direction

if TYPE_CHECKING:
    from plantool.model.evaluation import Scheme

_FULL = Fraction(1)
_JUST_SHORT = 1 - Fraction(1, 10 ** (3 * MOST_DIGITS))  # nearer to full than any quotient
_NONE = Decimal(0)


class Measured(NamedTuple):
    """A quantity held against what was planned.

    ``ratio`` is the attainment (1 is 100 %), None where division has no meaning. ``tolerance`` is
    how far a level that is to be kept may stray. ``reached`` compares alone: it needs no ratio;
    by a strict word (under 5) what was planned is not enough.
    """

    result: Decimal
    planned: Decimal
    direction: Direction
    formula: Formula
    baseline: Decimal | None
    tolerance: Decimal
    ratio: Fraction | None
    reached: bool
    is_strict: bool = False

    @property
    def is_behind_baseline(self) -> bool:
        """Tell whether progress was planned that leads backwards."""
        if self.formula is not Formula.PROGRESS or self.baseline is None:
            return False
        return self.direction.is_worse(self.planned, self.baseline)

    @property
    def is_short_by_nothing(self) -> bool:
        """Tell whether just what was planned is there, where that is not enough."""
        return self.is_strict and not self.reached and self.result == self.planned


def measured(  # noqa: PLR0913 - all that an attainment depends on
    result: Decimal,
    planned: Decimal,
    *,
    direction: Direction,
    formula: Formula,
    baseline: Decimal | None,
    tolerance: Decimal,
    is_strict: bool = False,
) -> Measured:
    """Hold ``result`` against ``planned``.

    A quotient needs positive terms: of nothing planned, or of a negative amount, no per cent can be
    said. Progress needs a baseline on the other side of what was planned.
    """
    if direction is Direction.MAINTAIN:  # there is nothing to progress to
        formula = Formula.QUOTIENT if formula is Formula.PROGRESS else formula
    ratio = None
    if formula is Formula.PROGRESS and baseline is not None:
        ratio = _progress(result, planned, baseline, direction)
    elif formula is Formula.QUOTIENT:
        ratio = _quotient(result, planned, direction)
    return Measured(
        result=result,
        planned=planned,
        direction=direction,
        formula=formula,
        baseline=baseline,
        tolerance=tolerance,
        ratio=ratio,
        reached=not (is_strict and result == planned)
        and _reached(result, planned, direction, tolerance),
        is_strict=is_strict,
    )


def _reached(result: Decimal, planned: Decimal, direction: Direction, tolerance: Decimal) -> bool:
    match direction:
        case Direction.UP:
            return result >= planned
        case Direction.DOWN:
            return result <= planned
        case Direction.MAINTAIN:
            return abs(Fraction(result) - Fraction(planned)) <= Fraction(tolerance)


def _quotient(result: Decimal, planned: Decimal, direction: Direction) -> Fraction | None:
    if direction is Direction.DOWN:
        return Fraction(planned) / Fraction(result) if result > 0 and planned >= 0 else None
    return Fraction(result) / Fraction(planned) if planned > 0 else None


def _progress(
    result: Decimal, planned: Decimal, baseline: Decimal, direction: Direction
) -> Fraction | None:
    """Return how much of the way from the baseline was gone; None where there is no way to go."""
    way = Fraction(planned) - Fraction(baseline)
    ahead = way > 0 if direction is Direction.UP else way < 0
    return (Fraction(result) - Fraction(baseline)) / way if ahead else None


def attainment(found: Measured, scheme: Scheme) -> Fraction | None:
    """Return the attainment as the scheme counts it, no more than its cap.

    What is to be kept knows no cap: there, too much is not attained too well.
    """
    if found.ratio is None or scheme.cap is None or found.direction is Direction.MAINTAIN:
        return found.ratio
    return min(found.ratio, Fraction(scheme.cap) / 100)


def rate(found: Measured, scheme: Scheme, trend: Trend | None) -> Status:
    """Return the status of a measured result.

    What was reached has at least 100 %. What was not, and has no ratio, is in the worst band: that
    it fell short is known. Only progress without a baseline cannot be judged.
    """
    if found.formula is Formula.NONE:
        return Unrated.NOT_JUDGED
    counted = score(found, scheme)
    if counted is not None:
        for band in scheme.bands:
            if holds(band, counted) and band.trend in {None, trend}:
                return band
    elif found.formula is Formula.PROGRESS and found.baseline is None:
        return Unrated.NOT_JUDGED
    return _worst(scheme, trend)


def score(found: Measured, scheme: Scheme) -> Fraction | None:
    """Return the ratio that bands are asked about; None for what fell short without a ratio."""
    ratio = attainment(found, scheme)
    if found.direction is Direction.MAINTAIN:
        return _kept(ratio, reached=found.reached)
    if not found.reached:
        return ratio and min(ratio, _JUST_SHORT)
    if found.formula is Formula.QUOTIENT and found.direction is Direction.DOWN:
        ratio = _beyond(scheme) if found.result <= 0 < found.planned else ratio
    return max(ratio, _FULL) if ratio else _FULL


def _kept(ratio: Fraction | None, *, reached: bool) -> Fraction | None:
    """Score what is to be kept: too much is as far off as too little, and never more than full."""
    if reached:
        return _FULL
    return min(ratio, 1 / ratio) if ratio and ratio > 0 else ratio


def _beyond(scheme: Scheme) -> Fraction:
    """Score none, where at most some were planned: that is better than any per cent says."""
    highest = max((band.threshold for band in scheme.bands if band.threshold), default=0)
    return Fraction(scheme.cap or highest + 1) / 100


def holds(band: Band, counted: Fraction) -> bool:
    """Tell whether a score is past the threshold of a band; none is where a band has none."""
    if band.threshold is None:
        return False
    threshold = Fraction(band.threshold) / 100
    return counted > threshold if band.above else counted >= threshold


def _worst(scheme: Scheme, trend: Trend | None) -> Status:
    """Return the band that takes everything below the thresholds.

    Of several with the lowest threshold it is the first whose trend is met; one that asks for a
    trend takes nothing else.
    """
    rated = [band for band in scheme.bands if band.threshold is not None]
    lowest = [band for band in rated if band.threshold == rated[-1].threshold]
    return next((b for b in lowest if b.trend in {None, trend}), Unrated.NOT_JUDGED)


def compare(
    result: Decimal,
    before: Decimal,
    direction: Direction,
    planned: Decimal,
    tolerance: Decimal = _NONE,
) -> Trend:
    """Compare a result with that of the year before; one to be kept by how far it strayed."""
    gain = Fraction(result) - Fraction(before)
    if direction is Direction.DOWN:
        gain = -gain
    elif direction is Direction.MAINTAIN:
        gain = _strayed(before, planned, tolerance) - _strayed(result, planned, tolerance)
    if gain == 0:
        return Trend.SAME
    return Trend.BETTER if gain > 0 else Trend.WORSE


def _strayed(level: Decimal, planned: Decimal, tolerance: Decimal) -> Fraction:
    """Return how far a level is outside what it may be."""
    return max(abs(Fraction(level) - Fraction(planned)) - Fraction(tolerance), Fraction(0))
