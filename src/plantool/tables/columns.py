"""What a fact table is made of: columns with their types, keys, and references to other tables."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import NamedTuple, TypeAlias

from plantool.model.exact import to_decimal

Value: TypeAlias = str | int | Decimal | bool | date | None
Row: TypeAlias = tuple[Value, ...]
"""The values of one row, in the order of the table's columns."""


class ColumnType(Enum):
    """The types of values; NUMBER is exact, INTEGER has at most 18 digits."""

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATE = "date"


class Column(NamedTuple):
    """A column: ``source`` is the key of plan files that it comes from.

    Without a source it follows from others. A ``required`` one has a value in every row.
    """

    name: str
    type: ColumnType = ColumnType.TEXT
    source: str | None = None
    required: bool = False


class Reference(NamedTuple):
    """Columns whose values are the key of a row of ``table``, unless they are null."""

    columns: tuple[str, ...]
    table: str


class Table(NamedTuple):
    """A table; ``key`` names the columns that tell its rows apart within one plan."""

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()

    @property
    def column_names(self) -> tuple[str, ...]:
        """The names of the columns, in order."""
        return tuple(column.name for column in self.columns)


MOST_WHOLE_DIGITS = 26
MOST_DECIMALS = 12
"""The digits before and behind the point that a NUMBER may have: those of DECIMAL(38, 12)."""
FLOAT_DIGITS = 15
"""The digits that a floating-point number gives back as they were."""
_MOST_INTEGER_DIGITS = 18
_SMALLEST = Decimal(1).scaleb(-MOST_DECIMALS)


def fit_number(number: Decimal | Fraction | None) -> Decimal | None:
    """Return a number as data says it; None for one with more digits than tables hold.

    A quotient has 15 digits at most, and 12 decimals.
    """
    if number is None:
        return None
    exact = to_decimal(number)
    if isinstance(number, Fraction):
        exact = to_decimal(exact.quantize(_SMALLEST)) if _count_decimals(exact) else exact
    is_small = exact.adjusted() < MOST_WHOLE_DIGITS and _count_decimals(exact) <= MOST_DECIMALS
    return exact if is_small else None


def _count_decimals(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    assert isinstance(exponent, int)  # noqa: S101 - plans hold finite numbers
    return max(-exponent, 0)


def write_long_number(number: Decimal | None) -> str | None:
    """Return the digits of a number that not every reader keeps exactly; None for any other.

    A floating-point number has 15 digits, an integer 18.
    """
    if number is None:
        return None
    exact = to_decimal(number)
    is_whole = not _count_decimals(exact)
    if is_whole:
        return f"{exact:f}" if exact.adjusted() >= _MOST_INTEGER_DIGITS else None
    return f"{exact:f}" if len(exact.as_tuple().digits) > FLOAT_DIGITS else None


def fit_integer(number: Decimal | None) -> int | None:
    """Return a whole number; None for one with a fraction, or with more digits than tables hold."""
    if number is None or number != number.to_integral_value():
        return None
    return int(number) if abs(number) < 10**_MOST_INTEGER_DIGITS else None
