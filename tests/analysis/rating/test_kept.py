"""What is to be kept: too much is as bad as too little."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from plantool.light_dataclasses import replace
from plantool.model.presets import STANDARD
from tests.analysis.building import H30, course, level
from tests.analysis.rating.quantities import BEYOND, DOWN, MAINTAIN, UP, held, status

if TYPE_CHECKING:
    from plantool.model.measure import Direction


@pytest.mark.parametrize(
    ("result", "tolerance", "reached", "expected"),
    [
        ("100", "0", True, "achieved"),
        ("99." + "9" * 30, "0", False, "nearly"),
        ("100." + "0" * 30 + "1", "0", False, "nearly"),
        ("95", "5", True, "achieved"),
        ("105", "5", True, "achieved"),
        ("94." + "9" * 30, "5", False, "nearly"),
        ("105." + "0" * 30 + "1", "5", False, "nearly"),
        ("80", "0", False, "nearly"),
        ("125", "0", False, "nearly"),
        ("79.9", "0", False, "missed"),
        ("125.1", "0", False, "missed"),
        ("300", "0", False, "missed"),
        ("0", "0", False, "missed"),
        ("-100", "0", False, "missed"),
        ("0", "100", True, "achieved"),
        ("-1", "101", True, "achieved"),
    ],
)
def test_too_much_is_as_bad_as_too_little(
    result: str, tolerance: str, expected: str, *, reached: bool
) -> None:
    found = held("100", result, MAINTAIN, tolerance=tolerance)
    assert found.is_reached is reached
    assert status(found) == expected


@pytest.mark.parametrize("cap", [None, "100", "120", "200"])
@pytest.mark.parametrize("result", ["33", "300"])
def test_no_cap_makes_too_much_of_it_good(cap: str | None, result: str) -> None:
    scheme = replace(STANDARD, cap=None if cap is None else Decimal(cap))
    assert status(held("100", result, MAINTAIN), scheme) == "missed"


@pytest.mark.parametrize("result", ["96", "100", "104"])
def test_what_was_kept_is_full_and_never_more(result: str) -> None:
    assert status(held("100", result, MAINTAIN, tolerance="5"), BEYOND) == "achieved"


@pytest.mark.parametrize(
    ("planned", "result", "own", "per_cent", "expected"),
    [
        ("40", "42", None, "5", "achieved"),  # 5 % of 40 are 2
        ("40", "38", None, "5", "achieved"),
        ("40", "42.0000000000000000000000000001", None, "5", "nearly"),
        ("40", "37.9999999999999999999999999999", None, "5", "nearly"),
        ("40", "42", "1", "5", "nearly"),  # the measure's own goes before the scheme's
        ("40", "41", "1", "0", "achieved"),
        ("40", "39", "1", "0", "achieved"),
        ("40", "39", "0", "100", "nearly"),
        ("40", "41", None, "0", "nearly"),
        ("-40", "-42", None, "5", "achieved"),  # per cent of what is planned, whatever its sign
        ("-40", "-43", None, "5", "missed"),
        ("0", "1", None, "50", "missed"),  # no share of nothing
        ("0", "1", "1", "0", "achieved"),
    ],
)
def test_tolerance_is_the_measures_own_in_its_unit_or_the_schemes_in_per_cent(
    planned: str, result: str, own: str | None, per_cent: str, expected: str
) -> None:
    one = level(planned, result, MAINTAIN, tolerance=own)
    scheme = replace(STANDARD, tolerance=Decimal(per_cent))
    assert course(one, scheme=scheme).judge_year(H30).status.id == expected


@pytest.mark.parametrize("direction", [UP, DOWN])
def test_tolerance_is_only_for_what_is_to_be_kept(direction: Direction) -> None:
    result = "99" if direction is UP else "101"
    one = level("100", result, direction, tolerance="5")
    assert course(one).judge_year(H30).status.id == "nearly"
