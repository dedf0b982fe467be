from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plantool.model.exact import exact_product, exact_sum, to_per_cent


@pytest.mark.parametrize(
    ("ratio", "decimals", "expected"),
    [
        ("2/3", 1, "66.7"),
        ("2/3", 0, "67"),
        ("2/3", 3, "66.667"),
        ("1/3", 1, "33.3"),
        ("1", 1, "100.0"),
        ("0", 1, "0.0"),
        ("0.0005", 1, "0.1"),  # halves go up
        ("0.00049999999999999999", 1, "0.0"),
        ("0.6665", 1, "66.7"),
        ("0.66649", 1, "66.6"),
        ("0.125", 0, "13"),
        ("0.135", 0, "14"),  # not to the even digit
        ("0.99949", 1, "99.9"),
        ("0.9995", 1, "100.0"),
        ("-0.0005", 1, "-0.1"),  # away from zero, as for positive ones
        ("-0.00049", 1, "0.0"),
        ("-0.6665", 1, "-66.7"),
        ("-0.66649", 1, "-66.6"),
        ("-0.125", 0, "-13"),
        ("-2/3", 1, "-66.7"),
        ("7.75", 0, "775"),
        ("1745.391", 1, "174539.1"),
    ],
)
def test_per_cent_rounds_halves_away_from_zero(ratio: str, decimals: int, expected: str) -> None:
    found = to_per_cent(Fraction(ratio), decimals)
    assert str(found) == expected


def test_a_ratio_rounded_to_nothing_has_no_sign() -> None:
    assert not to_per_cent(Fraction("-0.0001")).is_signed()


@given(st.fractions(-100, 100), st.integers(0, 12))
def test_per_cent_is_never_off_by_more_than_half_a_digit(ratio: Fraction, decimals: int) -> None:
    found = to_per_cent(ratio, decimals)
    assert abs(Fraction(found) - ratio * 100) * 10**decimals <= Fraction(1, 2)
    assert to_per_cent(-ratio, decimals) == -found
    assert found.as_tuple().exponent == -decimals


LONG = st.decimals("-1E+39", "1E+39", allow_nan=False, allow_infinity=False)


@given(st.lists(LONG))
def test_sums_never_round(values: list[Decimal]) -> None:
    assert Fraction(exact_sum(values)) == sum(map(Fraction, values))


@given(LONG, LONG, st.integers(-5, 5))
def test_products_never_round(one: Decimal, other: Decimal, exponent: int) -> None:
    expected = Fraction(one) * Fraction(other) * Fraction(10) ** exponent
    assert Fraction(exact_product(one, other, exponent)) == expected


def test_digits_far_apart_are_all_kept() -> None:
    assert exact_sum([Decimal("1E+39"), Decimal("1E-38")]) - Decimal("1E+39") != 1
    assert f"{exact_sum([Decimal('1E+39'), Decimal('1E-38')]):f}" == f"1{'0' * 39}.{'0' * 37}1"
