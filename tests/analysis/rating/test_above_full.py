"""More than what was planned: bands above 100 per cent, and caps."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from plantool.analysis.rating import (
    cap_attainment,
)
from plantool.light_dataclasses import replace
from plantool.model.presets import STANDARD
from tests.analysis.rating.quantities import BEYOND, DOWN, PROGRESS, UP, held, status


@pytest.mark.parametrize(
    ("result", "expected"),
    [
        ("120", "far"),
        ("119." + "9" * 30, "beyond"),
        ("100." + "0" * 30 + "1", "beyond"),
        ("100", "achieved"),
        ("99." + "9" * 30, "nearly"),
        ("80", "nearly"),
        ("0", "missed"),
    ],
)
def test_a_band_above_takes_more_than_its_threshold(result: str, expected: str) -> None:
    assert status(held("100", result), BEYOND) == expected


@pytest.mark.parametrize(
    ("cap", "result", "counted", "expected"),
    [
        (None, "250", "2.5", "far"),
        ("120", "250", "1.2", "far"),
        ("119", "250", "1.19", "beyond"),
        ("100", "250", "1", "achieved"),
        ("100", "99", "0.99", "nearly"),
        ("120", "110", "1.1", "beyond"),
    ],
)
def test_what_is_above_the_cap_counts_as_the_cap(
    cap: str | None, result: str, counted: str, expected: str
) -> None:
    scheme = replace(BEYOND, cap=None if cap is None else Decimal(cap))
    found = held("100", result)
    assert cap_attainment(found, scheme) == Fraction(counted)
    assert status(found, scheme) == expected
    assert found.ratio == Fraction(result) / 100


def test_a_cap_makes_nothing_of_what_has_no_ratio() -> None:
    assert cap_attainment(held("0", "5"), replace(STANDARD, cap=Decimal(100))) is None


@pytest.mark.parametrize(
    ("cap", "expected"), [(None, "far"), ("110", "beyond"), ("100", "achieved")]
)
def test_none_where_some_were_allowed_is_better_than_any_per_cent(
    cap: str | None, expected: str
) -> None:
    scheme = replace(BEYOND, cap=None if cap is None else Decimal(cap))
    assert status(held("10", "0.1", DOWN), scheme) == expected
    assert status(held("10", "0", DOWN), scheme) == expected
    assert status(held("10", "-1", DOWN), scheme) == expected


def test_progress_past_zero_has_a_per_cent_of_its_own() -> None:
    found = held("10", "0", DOWN, formula=PROGRESS, baseline="110")
    assert found.ratio == Fraction("1.1")
    assert status(found, BEYOND) == "beyond"


def test_nothing_where_nothing_was_planned_is_just_that() -> None:
    assert status(held("0", "0", DOWN), BEYOND) == "achieved"
    assert status(held("0", "0", UP), BEYOND) == "achieved"
