"""What holds for any numbers."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st

from plantool.analysis.rating import (
    compare_results,
    rate_quantity,
    score_quantity,
)
from plantool.light_dataclasses import replace
from plantool.model.evaluation import Band, Formula, Scheme, Trend, Unrated
from plantool.model.exact import exact_product
from plantool.model.measure import Direction
from tests.analysis.rating.quantities import (
    BETTER,
    BEYOND,
    COMPUTING,
    DOWN,
    MAINTAIN,
    PROGRESS,
    QUOTIENT,
    SAME,
    TRENDS_ONLY,
    UP,
    WITHOUT_TREND,
    WORSE,
    held,
    status,
)

NUMBERS = st.one_of(
    st.integers(-20, 20).map(Decimal),
    st.decimals(-1000, 1000, places=2),
    st.decimals("-1E+39", "1E+39", allow_nan=False, allow_infinity=False),
)
POSITIVE = st.one_of(
    st.integers(1, 99).map(Decimal), st.decimals("1E-20", "1E+20", allow_nan=False)
)
SIDES = st.sampled_from([UP, DOWN])
FORMULAS = st.sampled_from([QUOTIENT, PROGRESS])
CAPS = st.sampled_from([None, Decimal(100), Decimal(110), Decimal(150)])
TRENDS = st.sampled_from([None, *Trend])
SCHEMES = st.builds(
    lambda scheme, cap: replace(scheme, cap=cap),
    st.sampled_from([*WITHOUT_TREND, BEYOND]),
    CAPS,
)


@given(SCHEMES, SIDES, FORMULAS, NUMBERS, NUMBERS, NUMBERS, NUMBERS)
def test_a_better_result_never_has_a_worse_status(  # noqa: PLR0913, PLR0917 - drawn
    scheme: Scheme,
    direction: Direction,
    formula: Formula,
    planned: Decimal,
    baseline: Decimal,
    one: Decimal,
    other: Decimal,
) -> None:
    worse, better = sorted((one, other), reverse=direction is DOWN)
    order = [band.id for band in scheme.bands]
    ranks = [
        order.index(status(held(planned, r, direction, formula=formula, baseline=baseline), scheme))
        for r in (worse, better)
    ]
    assert ranks[1] <= ranks[0]


@given(SCHEMES, NUMBERS, NUMBERS, NUMBERS, POSITIVE)
def test_what_strays_farther_is_never_kept_better(
    scheme: Scheme, planned: Decimal, one: Decimal, other: Decimal, tolerance: Decimal
) -> None:
    assume((one > planned) == (other > planned))
    near, far = sorted((one, other), key=lambda r: abs(Fraction(r) - Fraction(planned)))
    order = [band.id for band in scheme.bands]
    ranks = [
        order.index(status(held(planned, r, MAINTAIN, tolerance=tolerance), scheme))
        for r in (far, near)
    ]
    assert ranks[1] <= ranks[0]


@given(
    st.sampled_from([*COMPUTING, BEYOND]),
    CAPS,
    st.sampled_from([each for each in Direction if each is not Direction.NONE]),
    FORMULAS,
    TRENDS,
    NUMBERS,
    NUMBERS,
    st.one_of(st.none(), NUMBERS),
)
def test_what_was_reached_is_not_missed_and_what_was_not_is_not_full(  # noqa: PLR0913, PLR0917 - drawn
    scheme: Scheme,
    cap: Decimal | None,
    direction: Direction,
    formula: Formula,
    trend: Trend | None,
    planned: Decimal,
    result: Decimal,
    baseline: Decimal | None,
) -> None:
    capped = replace(scheme, cap=cap)
    found = held(planned, result, direction, formula=formula, baseline=baseline)
    given_status = rate_quantity(found, capped, trend)
    counted = score_quantity(found, capped)
    if found.is_reached:
        assert isinstance(given_status, Band)
        assert not given_status.missed
        assert counted is not None
        assert counted >= 1
    else:
        assert counted is None or counted < 1
        assert found.ratio is None or found.ratio < 1 or direction is MAINTAIN
        assert given_status is Unrated.NOT_JUDGED or given_status in scheme.bands


@given(
    st.sampled_from([*COMPUTING, BEYOND, TRENDS_ONLY]),
    st.sampled_from([each for each in Direction if each is not Direction.NONE]),
    FORMULAS,
    TRENDS,
    NUMBERS,
    NUMBERS,
    st.one_of(st.none(), NUMBERS),
    st.one_of(st.just(Decimal(0)), POSITIVE),
    POSITIVE,
)
def test_a_unit_ten_times_smaller_changes_no_status(  # noqa: PLR0913, PLR0917 - drawn
    scheme: Scheme,
    direction: Direction,
    formula: Formula,
    trend: Trend | None,
    planned: Decimal,
    result: Decimal,
    baseline: Decimal | None,
    tolerance: Decimal,
    factor: Decimal,
) -> None:
    found = held(
        planned, result, direction, formula=formula, baseline=baseline, tolerance=tolerance
    )
    scaled = held(
        exact_product(planned, factor),
        exact_product(result, factor),
        direction,
        formula=formula,
        baseline=None if baseline is None else exact_product(baseline, factor),
        tolerance=exact_product(tolerance, factor),
    )
    assert (scaled.ratio, scaled.is_reached) == (found.ratio, found.is_reached)
    assert rate_quantity(scaled, scheme, trend) == rate_quantity(found, scheme, trend)


@given(SIDES, NUMBERS, NUMBERS, NUMBERS)
def test_a_trend_turned_round_is_its_opposite(
    direction: Direction, one: Decimal, other: Decimal, planned: Decimal
) -> None:
    opposite = {BETTER: WORSE, SAME: SAME, WORSE: BETTER}
    found = compare_results(one, other, direction, planned)
    assert compare_results(other, one, direction, planned) is opposite[found]
