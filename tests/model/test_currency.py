from __future__ import annotations

from decimal import Decimal

import pytest

from plantool.model.currency import parse_currency_unit


@pytest.mark.parametrize(
    ("unit", "currency", "minor_units"),
    [
        ("円", "JPY", "1"),
        ("千円", "JPY", "1000"),
        ("百万円", "JPY", "1000000"),
        ("十億円", "JPY", "1000000000"),
        ("億円", "JPY", "100000000"),
        ("１，０００円", "JPY", "1000"),
        ("1万円", "JPY", "10000"),
        ("million yen", "JPY", "1000000"),
        ("¥ million", "JPY", "1000000"),
        ("￥", "JPY", "1"),
        ("$1,000", "$", "100000"),
        ("$", "$", "100"),
        ("US$ million", "USD", "100000000"),
        ("USD", "USD", "100"),
        ("$ thousands", "$", "100000"),
        ("£k", "GBP", "100000"),
        ("£m", "GBP", "100000000"),
        ("£000", "GBP", "100000"),
        ("£'000s", "GBP", "100000"),
        ("thousand pounds", "GBP", "100000"),
        ("millions of euros", "EUR", "100000000"),
        ("€ billion", "EUR", "100000000000"),
        ("won", "KRW", "1"),
    ],
)
def test_units_that_plans_print(unit: str, currency: str, minor_units: str) -> None:
    assert parse_currency_unit(unit) == (currency, Decimal(minor_units))


@pytest.mark.parametrize(
    "unit", ["人", "千", "ポイント", "円ドル", "per cent", "円/人", "k", "円 $", "FTE", "円程度"]
)
def test_other_words_name_no_currency(unit: str) -> None:
    assert parse_currency_unit(unit) is None
