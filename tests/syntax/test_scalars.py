from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plantool.syntax.scalars import ScalarValue, resolve_scalar


@pytest.mark.parametrize("text", ["", "~", "null", "Null", "NULL"])
def test_null(text: str) -> None:
    assert resolve_scalar(text) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("true", True),
        ("True", True),
        ("TRUE", True),
        ("false", False),
        ("False", False),
        ("FALSE", False),
    ],
)
def test_booleans(text: str, *, value: bool) -> None:
    assert resolve_scalar(text) is value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0),
        ("-0", 0),
        ("+0", 0),
        ("12", 12),
        ("-19", -19),
        ("+3", 3),
        ("012", 12),
        ("0123", 123),
        ("089", 89),
        ("0o17", 15),
        ("0o0", 0),
        ("0x1F", 31),
        ("0xff", 255),
        ("1" * 40, int("1" * 40)),
    ],
)
def test_whole_numbers(text: str, value: int) -> None:
    found = resolve_scalar(text)
    assert type(found) is int
    assert found == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.5", "1.5"),
        ("-0.0", "0"),
        ("1.", "1"),
        (".5", "0.5"),
        ("-.5", "-0.5"),
        ("+1.25", "1.25"),
        ("0.1", "0.1"),
        ("1e5", "100000"),
        ("1E5", "100000"),
        ("1.5e-3", "0.0015"),
        ("1e+05", "100000"),
        ("012.50", "12.5"),
        ("0." + "1" * 38, "0." + "1" * 38),
    ],
)
def test_fractions_are_exact(text: str, value: str) -> None:
    found = resolve_scalar(text)
    assert type(found) is Decimal
    assert found == Decimal(value)


@pytest.mark.parametrize(
    "text",
    [
        # numbers, dates and booleans of YAML 1.1
        "1_000",
        "12:30",
        "1:30:00",
        "0b101",
        "0b1",
        "017_1",
        "yes",
        "no",
        "Yes",
        "NO",
        "on",
        "off",
        "y",
        "n",
        "2018-04-01",
        "2018-04-01T00:00:00Z",
        # not finite
        ".inf",
        "-.inf",
        "+.Inf",
        ".INF",
        ".nan",
        ".NaN",
        "inf",
        "nan",
        "Infinity",
        # nearly numbers
        "1,000",
        "+",
        "-",
        ".",
        "-.",
        "e5",
        "1e",
        "1e5.0",
        "1.2.3",
        "--1",
        "+-1",
        "0x",
        "0o8",
        "0xG",
        "-0x1F",
        "+0o17",
        "0X1F",
        "0O17",
        "1 000",
        "16か所",
        "H30",
        "18-2",
        "131202円",
        "１２",
        "٣",
        "1\n",
        "12\n",
        "1" * 41,
        "-" + "1" * 41,
        "9" * 5000,
        "1e40",
        "1e-40",
        "0x" + "f" * 33,
        "1e" + "9" * 3,
        "1e" + "9" * 30,
        # nearly words
        "nULL",
        "tRUE",
        "truee",
        "TruE",
        "null ",
        "―",
        "~~",
    ],
)
def test_everything_else_is_text(text: str) -> None:
    assert resolve_scalar(text) == text
    assert type(resolve_scalar(text)) is str


@settings(deadline=None)
@given(st.text())
def test_any_text_has_a_value_that_is_finite(text: str) -> None:
    value: ScalarValue = resolve_scalar(text)
    if isinstance(value, Decimal):
        assert value.is_finite()


@settings(deadline=None)
@given(st.integers(-(10**39) + 1, 10**39 - 1))
def test_integers_read_back(number: int) -> None:
    assert resolve_scalar(str(number)) == number


@settings(deadline=None)
@given(st.decimals(-(10**12), 10**12, places=3))
def test_decimals_read_back(number: Decimal) -> None:
    assert resolve_scalar(f"{number:f}") == number
