"""The code of a Japanese local body (全国地方公共団体コード): five digits and their check digit.

The check digit is that of the JIS X 0401 and X 0402 codes as 総務省 publishes it: the digits times
6, 5, 4, 3 and 2 are added up, and the last digit of 11 minus the remainder by 11 is taken.
"""

from __future__ import annotations

DIGITS = 6
_WEIGHTS = (6, 5, 4, 3, 2)
_MODULUS = 11


def find_check_digit(digits: str) -> str:
    """Return the sixth digit that the first five of ``digits`` ask for: ``2`` for 13120."""
    total = sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS, strict=False))
    return str((_MODULUS - total % _MODULUS) % 10)
