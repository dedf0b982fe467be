from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from plantool.model.presets import STANDARD
from plantool.reports.rates import to_attainment_percent, to_percent


@pytest.mark.parametrize(
    ("ratio", "shown"),
    [
        ("1", "100.0%"),
        ("0", "0.0%"),
        ("0.99996", "99.996%"),
        ("1.0003", "100.03%"),
        ("0.0004", "0.04%"),
        ("-0.0004", "-0.04%"),
        ("2/3", "66.7%"),
        ("79.99996/100", "80.0%"),  # a threshold of attainment, nothing to money
        ("12.3456", "1,234.6%"),
    ],
)
def test_a_rate_is_never_rounded_to_nothing_or_all(ratio: str, shown: str) -> None:
    top, _, bottom = ratio.partition("/")
    assert str(to_percent(Fraction(top) / Fraction(bottom or 1))) == shown


def test_an_attainment_stays_on_its_side_of_every_threshold() -> None:
    assert str(to_attainment_percent(Fraction("0.7999996"), STANDARD)) == "79.99996%"
    assert str(to_percent(Fraction("0.4999"), [Decimal(50)])) == "49.99%"
    assert to_attainment_percent(None, STANDARD) is None
