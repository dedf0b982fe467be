"""Numerals with 千, 万, 億 and 兆 between their digits: ``3億2,000万円``, ``1万5千人``.

They are written out in the unit of the measure, which may have such a sign itself (万円).
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from itertools import islice

from plantool.model.exact import exact_product, exact_sum, read_number, to_decimal
from plantool.patterns import compile_late

_ONE = Decimal(1)
_POWERS = {"": 0, "百": 2, "千": 3, "万": 4, "億": 8, "兆": 12}
NUMBER_DIGITS = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
"""A number as plans write it, with or without separators, and without a sign."""
_PART = compile_late(rf"({NUMBER_DIGITS})([百千]?)([万億兆]?)")
_NUMERAL = compile_late(rf"(?<![0-9.,])(?:{NUMBER_DIGITS}[百千]?[万億兆]?)+")
_BLANKS = compile_late(r"\s*")
_SCALE = compile_late("([百千]?)([万億兆]?)(.*)", re.DOTALL)


def write_out_numeral(plain: str, unit: str) -> str:
    """Return a text, folded as its unit is, whose one such numeral is written out before the unit.

    ``3億2,000万円`` becomes ``320000000円``, in the unit 万円 ``32000万円``. A numeral that counts
    no unit may stand with words alone, where the unit has no such sign. Two numerals stay.
    """
    read = ((found, _read_numeral(found[0])) for found in _NUMERAL.finditer(plain))
    known = ((found.span(), value) for found, value in read if value is not None)
    numerals = list(islice(known, 2))
    if len(numerals) != 1:
        return plain
    ((start, end), value) = numerals[0]
    scale, counted = split_unit(unit)
    blanks = _BLANKS.match(plain, end)
    unit_start = blanks.end() if blanks else end
    is_counted = bool(counted) and plain.startswith(counted, unit_start)
    if scale and not is_counted:
        return plain
    number = f"{to_decimal(exact_product(value, _ONE, -scale)):f}"
    if not is_counted:
        return plain[:start] + number + plain[end:]
    return plain[:start] + number + unit + plain[unit_start + len(counted) :]


@lru_cache(maxsize=1024)
def split_unit(unit: str) -> tuple[int, str]:
    """Return the power of ten that a unit begins with, and what it counts: 4 and 円 of 万円."""
    found = _SCALE.fullmatch(unit)
    small, large, counted = found.groups() if found else ("", "", unit)
    return _POWERS[small] + _POWERS[large], counted


def _read_numeral(text: str) -> Decimal | None:
    """Return the number of 3億2,000万; None for a plain number, and for signs out of order."""
    terms: list[Decimal] = []
    ceiling = None
    parts = [part.groups() for part in _PART.finditer(text)]
    if not any(small or large for _, small, large in parts):
        return None
    for at, (digits, small, large) in enumerate(parts):
        # 2千 and 5百 of 2千5百万 count 万, too
        above = large or next((later for *_, later in parts[at:] if later), "")
        power = _POWERS[small] + _POWERS[above]
        number = read_number(digits.replace(",", ""))
        if number is None:
            return None
        term = exact_product(number, _ONE, power)
        if ceiling is not None and term >= ceiling:
            return None
        terms.append(term)
        ceiling = exact_product(_ONE, _ONE, power)
    return exact_sum(terms)
