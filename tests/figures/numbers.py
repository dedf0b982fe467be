"""The numbers in a text, and whether they are those that were expected."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable

_NUMBER = re.compile(r"(?:(?<![\w-])-)?[0-9][0-9,]*(?:\.[0-9]+)?|\+?…")
_FULL_WIDTH = str.maketrans("０１２３４５６７８９，．", "0123456789,.")


class Rate(NamedTuple):
    """A ratio, which stands as per cent with one decimal or as many as it needs."""

    ratio: Decimal

    def is_said_by(self, number: str) -> bool:
        decimals = len(number.partition(".")[2])
        exact = Fraction(self.ratio) * 100
        unit = Decimal(1).scaleb(-decimals)
        per_cent = Decimal(exact.numerator) / Decimal(exact.denominator)
        return decimals > 0 and Decimal(number) == per_cent.quantize(unit, ROUND_HALF_UP)


Item: TypeAlias = "str | int | Decimal | Rate | None"
"""What a text says: its own numbers, or one."""


def list_numbers(text: str) -> list[str]:
    """Return the numbers of a text, and its signs of what is unknown, without separators."""
    plain = text.translate(_FULL_WIDTH)
    return [found.replace(",", "") for found in _NUMBER.findall(plain)]


def find_difference(text: str, items: Iterable[Item]) -> str:
    """Return which numbers a text has that nothing says, and which it has not; or nothing."""
    left, rates, missing = list_numbers(text), [], []
    for item in items:
        if isinstance(item, Rate):
            rates.append(item)
            continue
        for number in list_numbers(item) if isinstance(item, str) else _list_number(item):
            if (said := _find(left, number)) is None:
                missing.append(number)
            else:
                left.remove(said)
    for rate in rates:
        if (said := next(filter(rate.is_said_by, (n for n in left if "…" not in n)), None)) is None:
            missing.append(f"{rate.ratio * 100:.3f}%")
        else:
            left.remove(said)
    return f"said: {left}, expected: {missing}" if left or missing else ""


def _list_number(item: int | Decimal | None) -> list[str]:
    return [] if item is None else [f"{item:f}" if isinstance(item, Decimal) else str(item)]


def _find(numbers: list[str], wanted: str) -> str | None:
    if wanted in numbers or "…" in wanted:
        return wanted if wanted in numbers else None
    value = Decimal(wanted)
    return next((n for n in numbers if "…" not in n and Decimal(n) == value), None)
