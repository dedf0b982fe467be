"""What a cell of somebody's table says: words, a number, a year, or nothing."""

from __future__ import annotations

from datetime import date, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from plantool.model.cell import parse_lone_number
from plantool.model.exact import MOST_DIGITS, exact_product, read_number
from plantool.model.fiscal_year import FiscalYear
from plantool.model.normal import nfkc
from plantool.patterns import compile_late
from plantool.sheets.open_workbook import CellFault

if TYPE_CHECKING:
    from collections.abc import Collection

    from plantool.diagnostics import Plain
    from plantool.model.fiscal_year import Era
    from plantool.sheets.open_workbook import CellValue

_BREAKS = compile_late(r"[ \t]*[\r\n]+[ \t]*")
_WIDE_BREAKS = compile_late(r"(?<=[^\x00-\x7f])[ \t]*[\r\n]+[ \t]*(?=[^\x00-\x7f])")
_ENDS = compile_late(r"[ \t]*\r?(?=\n|\Z)|\r")
# programs print 0.00001 as 1e-05; what Excel shows as 1.2E+11 has lost its digits, and is no number
_PLAIN_NUMBER = compile_late(r"-?[0-9]+(?:\.[0-9]+)?(?:[eE]-[0-9]{1,2})?")


class CellError(Exception):
    """A cell that does not say what is asked of it; ``key`` names why in the catalogue."""

    def __init__(self, key: str, **words: object) -> None:
        super().__init__(key)
        self.key = key
        self.words = words


def write_cell(value: CellValue) -> str | None:
    """Return a cell as people see it, None where it is empty or holds no value."""
    match value:
        case None | CellFault():
            return None
        case str():
            return value
        case bool():
            return str(value).upper()
        case Decimal():
            return f"{value:f}"
        case _:
            return str(value)


def read_words(value: CellValue, none: Collection[str]) -> str | None:
    """Return the words of a cell, which may be of several lines; None where it says none.

    Raises CellError for an error value, a formula without a result, a date.
    """
    _refuse_fault(value)
    if isinstance(value, date | time | timedelta):
        raise CellError("import.date", value=value)
    text = write_cell(value)
    if text is None:
        return None
    text = _ENDS.sub("", text).strip()
    return None if not text or text in none else text


def read_line(value: CellValue, none: Collection[str]) -> str | None:
    """Return the words of a cell as one line; raises CellError.

    A line break is a blank, but not between characters of Japanese, where lines break anywhere.
    """
    words = read_words(value, none)
    return None if words is None else _BREAKS.sub(" ", _WIDE_BREAKS.sub("", words))


def read_quantity(value: CellValue, none: Collection[str]) -> Decimal | None:
    """Return the number of a cell, None where it says none; raises CellError.

    Texts may be of full width, with separators and with △; 123.0 is 123, in text too.
    """
    _refuse_fault(value)
    if isinstance(value, bool | date | time | timedelta):
        key = "import.no-number" if isinstance(value, bool) else "import.date"
        raise CellError(key, value=write_cell(value))
    if isinstance(value, Decimal):
        return _bound(value, value)
    text = value.strip() if isinstance(value, str) else ""
    if not text or text in none:
        return None
    if _PLAIN_NUMBER.fullmatch(text):  # nearly all are; the rest takes a hundred times longer
        return _bound(read_number(text), text)
    found = parse_lone_number(text)
    if found is None or not found[1]:
        raise CellError("import.no-number", value=text)
    return found[0]


def _bound(number: Decimal | None, value: object) -> Decimal:
    """Return a number of no more digits than plans have; raises CellError."""
    if number is None or not number.is_finite() or len(f"{number:f}") > MOST_DIGITS:
        raise CellError("import.no-number", value=value)
    return number


def read_rate(value: CellValue, none: Collection[str], *, is_ratio: bool) -> Decimal | None:
    """Return a rate in per cent, with the digits that it has; raises CellError."""
    has_sign = False
    if isinstance(value, str):
        text = nfkc(value).strip()
        has_sign = text.endswith("%")
        value = text.removesuffix("%")
    rate = read_quantity(value, none)
    if rate is None or not is_ratio or has_sign:
        return rate
    return exact_product(rate, Decimal(1), 2)


def read_year(value: CellValue, none: Collection[str], era: Era | None) -> FiscalYear | None:
    """Return the fiscal year of a cell, None where it says none; raises CellError."""
    text = read_line(value, none)
    if text is None:
        return None
    try:
        return FiscalYear.parse(text.removesuffix(".0"), era)
    except ValueError as error:
        raise CellError("import.no-year", value=text) from error


def read_figure(value: CellValue, none: Collection[str]) -> Plain:
    """Return what a cell of a measure says: a number, else its words as they are."""
    if isinstance(value, Decimal):
        return shorten_number(_bound(value, value))
    words = read_line(value, none)
    if words is None:
        return None
    found = parse_lone_number(words)
    return shorten_number(found[0]) if found and found[1] else words


def shorten_number(number: Decimal) -> int | Decimal:
    """Return a whole number as such: 123.0 is 123."""
    whole = int(number) if number == number.to_integral_value() else None
    return number if whole is None else whole


def _refuse_fault(value: CellValue) -> None:
    if isinstance(value, CellFault):
        raise CellError(f"import.{value.value}")
