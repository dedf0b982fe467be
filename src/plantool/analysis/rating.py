"""From a result and its plan to a status of the plan's evaluation scheme.

Every comparison is exact: ratios are fractions, so a result right on a threshold is on it.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from plantool.model.evaluation import Band, DownRate, Formula, Status, Trend, Unrated
from plantool.model.exact import MOST_DIGITS
from plantool.model.measure import Direction

if TYPE_CHECKING:
    from plantool.model.cell import Range
    from plantool.model.evaluation import Scheme

_FULL = Fraction(1)
_JUST_SHORT = 1 - Fraction(1, 10 ** (3 * MOST_DIGITS))  # nearer to full than any quotient
_NO_TOLERANCE = Decimal(0)


class MeasuredQuantity(NamedTuple):
    """A quantity held against the planned one.

    ``ratio`` is the attainment (1 is 100 %), None where division has no meaning. ``tolerance`` is
    how far a level that is to be kept may stray. ``is_reached`` only compares and needs no
    ratio; where the comparison is strict (under 5), the planned quantity itself is not enough.
    ``down`` is the quotient where less is better, ``kept`` a range to stay within.
    """

    result: Decimal
    planned: Decimal
    direction: Direction
    formula: Formula
    baseline: Decimal | None
    tolerance: Decimal
    ratio: Fraction | None
    is_reached: bool
    is_strict: bool = False
    down: DownRate = DownRate.INVERSE
    kept: Range | None = None

    @property
    def is_down_rate(self) -> bool:
        """Tell whether the ratio is a quotient of what is to be less."""
        return self.formula is Formula.QUOTIENT and self.direction is Direction.DOWN

    @property
    def is_judged_by_difference(self) -> bool:
        """Tell whether the bands are asked about 2 - ratio, and not about the ratio in print."""
        return self.is_down_rate and self.down is DownRate.PLAIN

    @property
    def is_behind_baseline(self) -> bool:
        """Tell whether progress was planned that leads backwards."""
        if self.formula is not Formula.PROGRESS or self.baseline is None:
            return False
        return self.direction.is_worse(self.planned, self.baseline)

    @property
    def is_short_by_nothing(self) -> bool:
        """Tell whether the result is the planned quantity, where that itself is not enough."""
        return self.is_strict and not self.is_reached and self.result == self.planned


def measure_quantity(  # noqa: PLR0913 - all that an attainment depends on
    result: Decimal,
    planned: Decimal,
    *,
    direction: Direction,
    formula: Formula,
    baseline: Decimal | None,
    tolerance: Decimal,
    is_strict: bool = False,
    down: DownRate = DownRate.INVERSE,
    kept: Range | None = None,
) -> MeasuredQuantity:
    """Hold ``result`` against ``planned``.

    A quotient needs positive terms: of a plan of 0, or of a negative amount, there is no per cent.
    Where less is better, 2 - result ÷ planned may be negative, of a positive plan.
    Progress needs a baseline from which the plan leads in the right direction.
    """
    if direction is Direction.MAINTAIN:  # there is nothing to progress to
        formula = Formula.QUOTIENT if formula is Formula.PROGRESS else formula
    ratio = None
    if formula is Formula.PROGRESS and baseline is not None:
        ratio = _find_progress_ratio(result, planned, baseline, direction)
    elif formula is Formula.QUOTIENT:
        ratio = _find_quotient(result, planned, direction, down)
    return MeasuredQuantity(
        result=result,
        planned=planned,
        direction=direction,
        formula=formula,
        baseline=baseline,
        tolerance=tolerance,
        ratio=ratio,
        is_reached=not (is_strict and result == planned)
        and _is_reached(result, planned, direction, tolerance),
        is_strict=is_strict,
        down=down,
        kept=kept,
    )


def _is_reached(
    result: Decimal, planned: Decimal, direction: Direction, tolerance: Decimal
) -> bool:
    match direction:
        case Direction.UP:
            return result >= planned
        case Direction.DOWN:
            return result <= planned
        case Direction.MAINTAIN:
            return abs(Fraction(result) - Fraction(planned)) <= Fraction(tolerance)
        case Direction.NONE:
            return False


def _find_quotient(
    result: Decimal, planned: Decimal, direction: Direction, down: DownRate
) -> Fraction | None:
    if direction is Direction.DOWN and down is DownRate.INVERSE:
        return Fraction(planned) / Fraction(result) if result > 0 and planned >= 0 else None
    if planned <= 0:
        return None
    quotient = Fraction(result) / Fraction(planned)
    is_difference = direction is Direction.DOWN and down is DownRate.DIFFERENCE
    return 2 - quotient if is_difference else quotient


def _find_progress_ratio(
    result: Decimal, planned: Decimal, baseline: Decimal, direction: Direction
) -> Fraction | None:
    """Return how much of the way from the baseline was gone; None where there is no way to go."""
    way = Fraction(planned) - Fraction(baseline)
    ahead = way > 0 if direction is Direction.UP else way < 0
    return (Fraction(result) - Fraction(baseline)) / way if ahead else None


def cap_attainment(quantity: MeasuredQuantity, scheme: Scheme) -> Fraction | None:
    """Return the attainment as the scheme counts it, no more than its cap.

    What has to be kept, or is printed as result ÷ planned where less is better, has no cap: there,
    too much is no attainment.
    """
    if quantity.is_judged_by_difference or quantity.direction is Direction.MAINTAIN:
        return quantity.ratio
    return _cap_ratio(quantity.ratio, scheme)


def _cap_ratio(ratio: Fraction | None, scheme: Scheme) -> Fraction | None:
    if ratio is None or scheme.cap is None:
        return ratio
    return min(ratio, Fraction(scheme.cap) / 100)


def rate_quantity(quantity: MeasuredQuantity, scheme: Scheme, trend: Trend | None) -> Status:
    """Return the status of a measured result.

    A result that reached the plan has at least 100 %. One that did not, and has no ratio, is in the
    worst band: it is known to fall short. Only progress without a baseline cannot be judged.
    """
    if quantity.formula is Formula.NONE:
        return Unrated.NOT_JUDGED
    counted = score_quantity(quantity, scheme)
    if counted is not None:
        for band in scheme.bands:
            if is_past_threshold(band, counted) and band.trend in {None, trend}:
                return band
    elif quantity.formula is Formula.PROGRESS and quantity.baseline is None:
        return Unrated.NOT_JUDGED
    return _find_worst_band(scheme, trend)


def score_quantity(quantity: MeasuredQuantity, scheme: Scheme) -> Fraction | None:
    """Return the ratio that bands are asked about; None for a result that only fell short."""
    ratio = cap_attainment(quantity, scheme)
    if ratio is not None and quantity.is_judged_by_difference:
        ratio = _cap_ratio(2 - ratio, scheme)
    if quantity.direction is Direction.MAINTAIN:
        return _score_kept(ratio, is_reached=quantity.is_reached)
    if not quantity.is_reached:
        return None if ratio is None else min(ratio, _JUST_SHORT)
    if quantity.is_down_rate and quantity.down is DownRate.INVERSE:
        ratio = _score_beyond(scheme) if quantity.result <= 0 < quantity.planned else ratio
    return max(ratio, _FULL) if ratio else _FULL


def _score_kept(ratio: Fraction | None, *, is_reached: bool) -> Fraction | None:
    """Score a level to be kept: too much is as far off as too little, and never above full."""
    if is_reached:
        return _FULL
    return min(ratio, 1 / ratio) if ratio and ratio > 0 else ratio


def _score_beyond(scheme: Scheme) -> Fraction:
    """Score a result of 0 where at most some were planned: no per cent says how good that is."""
    highest = max((band.threshold for band in scheme.bands if band.threshold), default=0)
    return Fraction(scheme.cap or highest + 1) / 100


def is_past_threshold(band: Band, score: Fraction) -> bool:
    """Tell whether a score is past the threshold of a band; none is where a band has none."""
    if band.threshold is None:
        return False
    threshold = Fraction(band.threshold) / 100
    return score > threshold if band.above else score >= threshold


def _find_worst_band(scheme: Scheme, trend: Trend | None) -> Status:
    """Return the band that takes everything below the thresholds.

    Of several with the lowest threshold it is the first whose trend is met; one that asks for a
    trend takes nothing else.
    """
    rated = [band for band in scheme.bands if band.threshold is not None]
    lowest = [band for band in rated if band.threshold == rated[-1].threshold]
    return next((b for b in lowest if b.trend in {None, trend}), Unrated.NOT_JUDGED)


def compare_results(
    result: Decimal,
    before: Decimal,
    direction: Direction,
    planned: Decimal,
    tolerance: Decimal = _NO_TOLERANCE,
) -> Trend:
    """Compare a result with that of the year before; one to be kept by how far it strayed."""
    gain = Fraction(result) - Fraction(before)
    if direction is Direction.DOWN:
        gain = -gain
    elif direction is Direction.MAINTAIN:
        gain = _measure_straying(before, planned, tolerance) - _measure_straying(
            result, planned, tolerance
        )
    if gain == 0:
        return Trend.SAME
    return Trend.BETTER if gain > 0 else Trend.WORSE


def _measure_straying(level: Decimal, planned: Decimal, tolerance: Decimal) -> Fraction:
    """Return how far a level is outside what it may be."""
    return max(abs(Fraction(level) - Fraction(planned)) - Fraction(tolerance), Fraction(0))
