"""Cells of the 年度別取組計画 table: printed words, and the quantity that stands in them.

The words are kept as printed. Only for reading the number are they normalised (NFKC, then the
signs of official tables: △ and ▲ mean minus).
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from typing import NamedTuple

_NUMBER = re.compile(r"[-+△▲]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?")
_MINUS = str.maketrans({"\u2212": "-", "\u2010": "-", "\u2011": "-", "\u2013": "-"})
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
        return self.value is None and (not self.lines or is_none_mark(self.lines[0]))


EMPTY = Cell()


def is_none_mark(text: str) -> bool:
    """Tell whether ``text`` is the dash that official tables print for none."""
    return text.strip() in NONE_MARKS


def parse_quantity(text: str, unit: str) -> Decimal:
    """Read the one number of ``text`` that stands before ``unit``.

    ``２か所開設`` and ``計16か所`` with the unit ``か所`` give 2 and 16; ``△1,200人`` gives -1200.
    Raises AmbiguousQuantityError when there is no number, more than one, or another unit.
    """
    plain = _normalise(text)
    numbers = list(_NUMBER.finditer(plain))
    if len(numbers) != 1:
        raise AmbiguousQuantityError(text)
    number = numbers[0]
    if not plain[number.end() :].lstrip().startswith(_normalise(unit)):
        raise AmbiguousQuantityError(text)
    return Decimal(number[0].replace(",", "").translate({ord("△"): "-", ord("▲"): "-"}))


def _normalise(text: str) -> str:
    return unicodedata.normalize("NFKC", text).translate(_MINUS)
