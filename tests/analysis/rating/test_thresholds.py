"""Every preset right on its thresholds, beside them, and where a per cent means nothing."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from plantool.analysis.rating import (
    rate_quantity,
)
from plantool.model.exact import exact_product, exact_sum
from plantool.model.presets import PRESETS
from tests.analysis.rating.quantities import (
    COMPUTING,
    DOWN,
    MAINTAIN,
    PROGRESS,
    UP,
    WORSE,
    held,
    status,
)

if TYPE_CHECKING:
    from plantool.model.measure import Direction

THRESHOLDS = """\
standard | achieved  100 | nearly 80    | missed
abcd     | a 100         | b 80         | c 60        | d
seven    | grade-7 100 | grade-6 90 | grade-5 80 | grade-4 70 | grade-3 60 | grade-2 50 | grade-1
symbols  | excellent 100 | good 80      | fair 60     | poor
rag      | green 90      | red
"""


def thresholds() -> list[tuple[str, str, Decimal, str]]:
    """Return preset, status, the per cent it begins at and the status below that."""
    rows = []
    for line in THRESHOLDS.splitlines():
        preset, *steps = (part.strip() for part in line.split("|"))
        for step, below in pairwise(steps):
            name, at = step.split()
            rows.append((preset, name, Decimal(at), below.split()[0]))
    return rows


def test_the_table_names_every_band_that_is_computed() -> None:
    listed = {name for preset, *names in thresholds() for name in (preset, names[0], names[2])}
    bands = {b.id for s in COMPUTING for b in s.bands if b.threshold is not None and not b.trend}
    assert listed == bands | {scheme.preset for scheme in COMPUTING}


TINY = [Decimal("1E-1"), Decimal("1E-28"), Decimal("1E-37")]


@pytest.mark.parametrize(("preset", "at", "per_cent", "below"), thresholds())
def test_a_result_on_a_threshold_is_on_it_and_one_beneath_is_not(
    preset: str, at: str, per_cent: Decimal, below: str
) -> None:
    scheme = PRESETS[preset]
    for planned in map(Decimal, ("100", "3", "0.7", "1E+30", "1E-20")):
        exactly = exact_product(planned, per_cent, -2)
        assert status(held(planned, exactly), scheme) == at, planned
        for step in TINY:
            short = exact_product(planned, exact_sum((per_cent, -step)), -2)
            assert short < exactly
            assert status(held(planned, short), scheme) == below, planned
            more = exact_product(planned, exact_sum((per_cent, step)), -2)
            assert status(held(planned, more), scheme) == at, planned


@pytest.mark.parametrize(("preset", "at", "per_cent", "below"), thresholds())
def test_a_way_from_the_baseline_has_the_same_thresholds(
    preset: str, at: str, per_cent: Decimal, below: str
) -> None:
    scheme = PRESETS[preset]
    for baseline, way in (("40", "20"), ("-3", "7"), ("0.1", "0.2")):
        planned = exact_sum((Decimal(baseline), Decimal(way)))
        on = exact_sum((Decimal(baseline), exact_product(Decimal(way), per_cent, -2)))
        short = exact_sum((on, Decimal("-1E-30")))
        for result, expected in ((on, at), (short, below)):
            found = held(planned, result, formula=PROGRESS, baseline=baseline)
            assert status(found, scheme) == expected


@pytest.mark.parametrize(("preset", "at", "per_cent", "below"), thresholds())
def test_where_less_is_better_it_is_planned_by_result(
    preset: str, at: str, per_cent: Decimal, below: str
) -> None:
    scheme = PRESETS[preset]
    assert status(held(per_cent, "100", DOWN), scheme) == at
    assert status(held(per_cent, "100." + "0" * 30 + "1", DOWN), scheme) == below
    assert status(held(exact_sum((per_cent, Decimal("-1E-30"))), "100", DOWN), scheme) == below


@pytest.mark.parametrize(
    ("planned", "result", "expected"),
    [  # shares that have no end in decimals or none in binary
        ("3", "2", {"standard": "missed", "abcd": "c", "seven": "grade-3", "rag": "red"}),
        ("3", "1", {"standard": "missed", "abcd": "d", "seven": "grade-1", "rag": "red"}),
        ("3", "2.4", {"standard": "nearly", "abcd": "b", "seven": "grade-5", "rag": "red"}),
        ("7", "5.6", {"standard": "nearly", "abcd": "b", "seven": "grade-5", "rag": "red"}),
        ("1.1", "0.99", {"standard": "nearly", "abcd": "b", "seven": "grade-6", "rag": "green"}),
        ("0.3", "0.3", {"standard": "achieved", "abcd": "a", "seven": "grade-7", "rag": "green"}),
        ("3", "3.01", {"standard": "achieved", "abcd": "a", "seven": "grade-7", "rag": "green"}),
        ("3", "0", {"standard": "missed", "abcd": "d", "seven": "grade-1", "rag": "red"}),
        ("3", "-1", {"standard": "missed", "abcd": "d", "seven": "grade-1", "rag": "red"}),
        ("3", "300", {"standard": "achieved", "abcd": "a", "seven": "grade-7", "rag": "green"}),
    ],
)
def test_ratios_are_never_rounded(planned: str, result: str, expected: dict[str, str]) -> None:
    found = held(planned, result)
    assert found.ratio == Fraction(result) / Fraction(planned)
    assert {preset: status(found, PRESETS[preset]) for preset in expected} == expected


def test_numbers_as_long_as_files_may_hold_are_compared_digit_by_digit() -> None:
    longest = "9" * 40
    assert status(held(longest, longest)) == "achieved"
    assert status(held(longest, longest[:-1] + "8")) == "nearly"
    assert status(held("1" + "0" * 39, "8" + "0" * 38)) == "nearly"
    assert status(held("1" + "0" * 39, "7" + "9" * 38)) == "missed"
    assert status(held("0." + "0" * 37 + "1", "1" + "0" * 39)) == "achieved"


@pytest.mark.parametrize(
    ("direction", "planned", "result", "ratio", "reached"),
    [
        (UP, "0", "0", None, True),
        (UP, "0", "5", None, True),
        (UP, "0", "-5", None, False),
        (UP, "-2", "-3", None, False),
        (UP, "-2", "-2", None, True),
        (UP, "-2", "-1", None, True),
        (UP, "-2", "4", None, True),
        (UP, "5", "-5", "-1", False),
        (UP, "5", "0", "0", False),
        (UP, "5", "10", "2", True),
        (DOWN, "0", "0", None, True),
        (DOWN, "0", "5", "0", False),
        (DOWN, "0", "-5", None, True),
        (DOWN, "-2", "-3", None, True),
        (DOWN, "-2", "-1", None, False),
        (DOWN, "-2", "1", None, False),
        (DOWN, "10", "10", "1", True),
        (DOWN, "10", "12.5", "0.8", False),
        (DOWN, "10", "8", "1.25", True),
        (DOWN, "10", "0", None, True),
        (DOWN, "10", "-1", None, True),
        (MAINTAIN, "0", "0", None, True),
        (MAINTAIN, "0", "5", None, False),
        (MAINTAIN, "0", "-5", None, False),
        (MAINTAIN, "-2", "-2", None, True),
        (MAINTAIN, "-2", "-3", None, False),
        (MAINTAIN, "5", "5.0", "1", True),
        (MAINTAIN, "5", "6", "1.2", False),
        (MAINTAIN, "5", "4", "0.8", False),
        (MAINTAIN, "5", "0", "0", False),
    ],
)
def test_nothing_is_divided_by_zero_or_by_less(
    direction: Direction, planned: str, result: str, ratio: str | None, *, reached: bool
) -> None:
    found = held(planned, result, direction)
    assert found.ratio == (None if ratio is None else Fraction(ratio))
    assert found.is_reached is reached


@pytest.mark.parametrize(
    ("direction", "planned", "result"),
    [
        (UP, "0", "0"),
        (UP, "0", "9"),
        (UP, "-2", "-1"),
        (DOWN, "0", "0"),
        (DOWN, "0", "-1"),
        (DOWN, "-2", "-3"),
        (DOWN, "9", "0"),
        (MAINTAIN, "0", "0"),
        (MAINTAIN, "-2", "-2"),
    ],
)
def test_what_was_reached_without_a_ratio_is_in_the_best_band(
    direction: Direction, planned: str, result: str
) -> None:
    found = held(planned, result, direction)
    for scheme in COMPUTING:
        assert status(found, scheme) == scheme.bands[0].id, scheme.preset


@pytest.mark.parametrize(
    ("direction", "planned", "result"),
    [
        (UP, "0", "-1"),
        (UP, "-2", "-3"),
        (DOWN, "0", "1"),
        (DOWN, "-2", "-1"),
        (DOWN, "-2", "9"),
        (MAINTAIN, "0", "1"),
        (MAINTAIN, "-2", "-3"),
        (MAINTAIN, "5", "-5"),
    ],
)
def test_what_fell_short_without_a_ratio_is_in_the_worst_band(
    direction: Direction, planned: str, result: str
) -> None:
    found = held(planned, result, direction)
    for scheme in COMPUTING:
        assert status(found, scheme) == scheme.bands[-1].id, scheme.preset
        assert rate_quantity(found, scheme, WORSE).missed, scheme.preset
