"""Cells of the 年度別取組計画 table: printed words, and the quantity that stands in them.

The words are kept as printed. Only for reading the number are they normalised (NFKC, then the
signs of official tables: △ and ▲ mean minus).
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from plantool.model.normal import nfkc

_NUMBER = re.compile(
    r"(?<![0-9.])((?<![A-Za-z])[-+]|[△▲]\s*)?((?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?)"
)
_HYPHENS = str.maketrans({"\u2212": "-", "\u2010": "-", "\u2011": "-", "\u2013": "-"})
_MINUS = frozenset("-△▲")
_UNIT, _NO_DIGIT = "\ue000", "\ue001"  # private characters that no plan prints
NONE_MARKS = frozenset("―—–-－ー─")


class AmbiguousQuantityError(ValueError):
    """The text does not hold exactly one number, followed by the measure's unit."""


class Cell(NamedTuple):
    """One cell: its printed lines, and its value where it states a quantity.

    ``lines`` is empty for a plain number or an empty cell; ``value`` is None for words and for
    an empty cell (``null`` or ``―``).
    """

    lines: tuple[str, ...] = ()
    value: Decimal | None = None

    @property
    def text(self) -> str | None:
        """The printed words, lines joined by line breaks; None for a plain number."""
        return "\n".join(self.lines) if self.lines else None

    @property
    def is_none(self) -> bool:
        """Tell whether the plan states that there is nothing here."""
        return self.value is None and all(map(is_none_mark, self.lines))

    @property
    def quantity(self) -> Decimal | None:
        """The quantity, none (―) being 0; None for words."""
        return Decimal(0) if self.is_none else self.value


EMPTY = Cell()


def is_none_mark(text: str) -> bool:
    """Tell whether ``text`` is the dash that official tables print for none."""
    return text.strip() in NONE_MARKS


_LOOK_ALIKES = str.maketrans("OoОΟ〇○lIｌ｜", "0000001111")
_PLAIN_NUMBER = re.compile(r"([-+]?)([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(\.[0-9]+)?")


def number_in(text: str) -> tuple[Decimal, bool] | None:
    """Return the number that ``text`` is, written in full width, with separators or with △.

    The second value is False where letters had to be taken for digits (1O for 10). None where
    the text is no number even then.
    """
    for plain in (_normalise(text).strip(), _normalise(text.translate(_LOOK_ALIKES)).strip()):
        sign = re.sub("^[△▲] *", "-", plain)
        if found := _PLAIN_NUMBER.fullmatch(sign):
            value = Decimal(found[0].replace(",", ""))
            return value, plain == _normalise(text).strip()
    return None


_COUNTED = re.compile("[0-9]\\s*([^\\W\\d_]{1,6}|[%‰])")


def units_in(text: str) -> list[str]:
    """Return the words that stand right after the numbers of ``text``."""
    return _COUNTED.findall(_normalise(text))


@lru_cache(maxsize=65_536)
def parse_quantity(text: str, unit: str) -> Decimal:
    """Read the one number of ``text`` that stands before ``unit``.

    ``２か所開設`` and ``計16か所`` with the unit ``か所`` give 2 and 16; ``△1,200人`` gives -1200.
    Raises AmbiguousQuantityError when there is no number, more than one, or another unit.
    """
    plain = _normalise(text).replace(_normalise(unit), _UNIT)  # a unit may hold digits itself: m2
    if unit.isascii() and unit.endswith("s"):
        plain = re.sub(rf"\b{re.escape(unit[:-1])}\b", _UNIT, plain)  # 1 home, 2 homes
    numbers = list(_NUMBER.finditer(plain))
    if len(numbers) != 1 or not _has_unit(plain, *numbers[0].span(), unit):
        raise AmbiguousQuantityError(text)
    sign, digits = numbers[0].groups()
    value = Decimal(digits.replace(",", ""))
    return value.copy_negate() if sign and sign[0] in _MINUS else value


_DIGITS = re.compile("[0-9０-９](?:[0-9０-９,，.．]*[0-9０-９])?")
_FULL_WIDTH = str.maketrans("0123456789,.", "０１２３４５６７８９，．")


def with_quantity(text: str, unit: str, value: Decimal) -> str | None:
    """Return ``text`` with another quantity, printed the way its own is; None where in doubt."""
    runs = list(_DIGITS.finditer(text))
    if len(runs) != 1 or value < 0:
        return None
    digits = f"{value:,f}" if "," in _normalise(runs[0][0]) else f"{value:f}"
    written = digits.translate(_FULL_WIDTH) if runs[0][0][0] > "9" else digits
    changed = text[: runs[0].start()] + written + text[runs[0].end() :]
    try:
        return changed if parse_quantity(changed, unit) == value else None
    except AmbiguousQuantityError:
        return None


def _has_unit(plain: str, start: int, end: int, unit: str) -> bool:
    """Tell whether the unit stands right after a number; a currency sign may stand before it.

    In English, words may stand between (50 new homes).
    """
    if plain[end:].lstrip().startswith(_UNIT):
        return True
    if unit.isascii() and unit.isalpha():
        return _UNIT in plain[end:]
    return unicodedata.category(unit[0]) == "Sc" and plain[:start].rstrip().endswith(_UNIT)


def _normalise(text: str) -> str:
    """Fold width and signs; ① and ² are no digits, though NFKC makes them 1 and 2."""
    marked = "".join(_NO_DIGIT if unicodedata.category(c) == "No" else c for c in text)
    return nfkc(marked).translate(_HYPHENS)
