"""What a cell of Excel holds: a number with the format that shows it as elsewhere, a day, words."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from plantool.model.exact import to_per_cent
from plantool.model.money import Money, Presence, Total
from plantool.patterns import compile_late
from plantool.reports.page import Percent, Role

if TYPE_CHECKING:
    from plantool.messages import Catalogue
    from plantool.reports.page import Value

_DAY = compile_late(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_FIRST_YEAR = 1901  # before which Excel counts days that never were
_MOST_DIGITS = 15  # that Excel keeps
DAY_FORMAT = "yyyy-mm-dd"


class Cell(NamedTuple):
    """The value of a cell, and the format of a number or a day (none is needed for words)."""

    value: str | Decimal | date | None
    number_format: str = ""


def build_cell(value: Value, shown: str, role: Role, texts: Catalogue) -> Cell:
    """Return the cell of a value that people see as ``shown``."""
    number = _find_number(value, texts)
    if number is None:
        return _build_text(shown)
    amount, number_format = number
    if len(amount.as_tuple().digits) > _MOST_DIGITS:
        return Cell(shown)
    if role is Role.RELISTED and isinstance(value, Money | Total):
        number_format = f'"("{number_format}")";"("-{number_format}")"'
    return Cell(amount, number_format)


def _build_text(shown: str) -> Cell:
    if _DAY.fullmatch(shown):
        with suppress(ValueError):
            day = date.fromisoformat(shown)
            if day.year >= _FIRST_YEAR:
                return Cell(day, DAY_FORMAT)
    return Cell(shown or None)


def _find_number(value: Value, texts: Catalogue) -> tuple[Decimal, str] | None:
    """Return a number as it is shown, rounded if it is, and the format that shows it so."""
    match value:
        case int():
            number, number_format = Decimal(value), "0"
        case Decimal():
            number, number_format = value, _format_digits(value)
        case Percent(ratio, decimals, is_partial):
            shown = to_per_cent(ratio, decimals)
            more = _say_more(texts, more=is_partial)
            number, number_format = shown.scaleb(-2), f"{_format_digits(shown)}%{more}"
        case Money(presence=Presence.KNOWN):
            number, number_format = value.amount, _format_digits(value.amount)
        case Total() if value.counted or value.is_whole:
            more = _say_more(texts, more=bool(value.unknown))
            number, number_format = value.amount, f"{_format_digits(value.amount)}{more}"
        case _:
            return None
    return number, number_format


def _format_digits(number: Decimal) -> str:
    exponent = number.as_tuple().exponent
    decimals = max(-exponent, 0) if isinstance(exponent, int) else 0
    return "#,##0." + "0" * decimals if decimals else "#,##0"


def _say_more(texts: Catalogue, *, more: bool) -> str:
    """Return the end of a format that says that something unknown would come on top."""
    return f'"+{texts("unknown")}"' if more else ""
