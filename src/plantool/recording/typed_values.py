"""Reads what people type, of any width: numbers, ids, and the names of statuses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.errors import UsageError
from plantool.model.cell import AmbiguousQuantityError, parse_lone_number, parse_quantity
from plantool.model.day import parse_day, parse_month
from plantool.model.normal import nfkc
from plantool.patterns import compile_late

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from plantool.model.evaluation import Band
    from plantool.syntax.nodes import Plain

_FIRST_NUMBER = compile_late("[0-9]+(?:,[0-9]{3})*(?:\\.[0-9]+)?")


def fold_text(text: str) -> str:
    """Fold width and case, as far as they make no difference to people."""
    return nfkc(text).strip().casefold()


def fold_words(words: str) -> set[str]:
    """Return the folded words of a text that has ``|`` between them."""
    return {fold_text(word) for word in words.split("|") if word}


def parse_status(text: str, bands: Iterable[Band]) -> str:
    """Return the id of the status with this id, label or symbol and label; else the word."""
    wanted = fold_text(text)
    for band in bands:
        label = band.label
        labels = (label,) if isinstance(label, str) else (label.ja, label.en)
        with_symbol = [band.symbol + word for word in labels]
        if wanted in map(fold_text, (band.id, *labels, *with_symbol)):
            return band.id
    return text


def parse_number(text: str) -> Plain:
    """Read a plain number, of any width; other words stay as they were typed."""
    found = parse_lone_number(text)
    if found is None or not found[1]:  # none, or one with letters for digits (1O for 10)
        return text
    value, _ = found
    return int(value) if value == value.to_integral_value() and "." not in text else value


def find_first_number(text: str) -> str | None:
    """Return the first number that stands in a text."""
    found = _FIRST_NUMBER.search(nfkc(text))
    return found[0] if found else None


def find_quantity(text: str, unit: str) -> Decimal | None:
    """Return the number that is typed, plain or before the measure's unit; None where none is."""
    found = parse_lone_number(text)
    if found is not None and found[1]:
        return found[0]
    try:
        return parse_quantity(text, unit)
    except AmbiguousQuantityError:
        return None


def parse_per_cent(text: str) -> Plain:
    """Read a rate in per cent, which may have its sign; other words stay as they were typed."""
    number = parse_number(nfkc(text).strip().removesuffix("%"))
    return text if isinstance(number, str) else number


def parse_reported_day(text: str) -> str:
    """Read the day or month of a report, and return it as files write it; raises UsageError."""
    try:
        return parse_month(text) or parse_day(text).isoformat()
    except ValueError:
        raise UsageError("error.bad-date", option="--reported", value=text) from None
