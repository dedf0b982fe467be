"""Cells of the 年度別取組計画 table: printed words, and the quantity that stands in them.

The words are kept as printed. Only for reading the number are they normalised (NFKC, then the
signs of official tables: △ and ▲ mean minus).
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from plantool.model.comparison import Comparison, split_comparison, strip_comparison
from plantool.model.exact import MOST_DIGITS, read_number
from plantool.model.numerals import NUMBER_DIGITS, write_out_numeral
from plantool.patterns import compile_late

if TYPE_CHECKING:
    from collections.abc import Iterator

from plantool.model.normal import nfkc

_NUMBER = compile_late(rf"(?<![0-9.])((?<![A-Za-z])[-+]|[△▲]\s*)?({NUMBER_DIGITS})")
_HYPHENS = str.maketrans({"\u2212": "-", "\u2010": "-", "\u2011": "-", "\u2013": "-"})
_MINUS = frozenset("-△▲")
_UNIT, _NO_DIGIT = "\ue000", "\ue001"  # private characters that no plan prints
_LONE_RANGE = compile_late(
    rf"[^0-9△▲]*({NUMBER_DIGITS})\s*(?:{_UNIT}\s*)?(?:[~〜-]|to\b)\s*{_UNIT}?({NUMBER_DIGITS})"
    "[^0-9]*"
)
_NUMERAL_SIGN = compile_late("[0-9][百千万億兆]")
NONE_MARKS = frozenset("―—–-－ー─")


class AmbiguousQuantityError(ValueError):
    """The text does not hold exactly one number, followed by the measure's unit."""


class Range(NamedTuple):
    """A range that a cell states (40 to 45 %): both its ends belong to it."""

    low: Decimal
    high: Decimal

    def find_nearest(self, value: Decimal) -> Decimal:
        """Return the quantity within the range that is nearest to ``value``."""
        return min(max(value, self.low), self.high)


class Cell(NamedTuple):
    """One cell: its printed lines, and its value where it states a quantity.

    ``lines`` is empty for a plain number or an empty cell; ``value`` is None for words, for a
    ``range``, which no sum can take, and for an empty cell (``null`` or ``―``). ``comparison`` is
    what stands with the value (以上, under).
    """

    lines: tuple[str, ...] = ()
    value: Decimal | None = None
    comparison: Comparison | None = None
    range: Range | None = None

    @property
    def text(self) -> str | None:
        """The printed words, lines joined by line breaks; None for a plain number."""
        return "\n".join(self.lines) if self.lines else None

    @property
    def is_none(self) -> bool:
        """Tell whether the plan states that there is nothing here."""
        return self.value is None and all(map(is_none_mark, self.lines))

    @property
    def states_goal(self) -> bool:
        """Tell whether a quantity can be held against it: a number, or a range."""
        return self.value is not None or self.range is not None

    def is_met_by(self, total: Decimal) -> bool:
        """Tell whether a sum is the cell's value, or what it asks for: 12 is 10以上."""
        if self.value is None or self.comparison is None:
            return total == self.value
        return self.comparison.is_met(total, self.value)

    @property
    def quantity(self) -> Decimal | None:
        """The quantity, none (―) being 0; None for words."""
        return Decimal(0) if self.is_none else self.value


EMPTY_CELL = Cell()


def is_none_mark(text: str) -> bool:
    """Tell whether ``text`` is the dash that official tables print for none."""
    return text.strip() in NONE_MARKS


_LOOK_ALIKES = str.maketrans("OoОΟ〇○lIｌ｜", "0000001111")
_PLAIN_NUMBER = compile_late(r"([-+]?)([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(\.[0-9]+)?")


def parse_lone_number(text: str) -> tuple[Decimal, bool] | None:
    """Return the number that ``text`` is, written in full width, with separators or with △.

    The second value is False where letters had to be taken for digits (1O for 10). None where
    the text is no number even then, or one of too many digits.
    """
    for plain in (_fold_text(text).strip(), _fold_text(text.translate(_LOOK_ALIKES)).strip()):
        sign = re.sub("^[△▲] *", "-", plain)
        if found := _PLAIN_NUMBER.fullmatch(sign):
            value = read_number(found[0].replace(",", ""))
            return None if value is None else (value, plain == _fold_text(text).strip())
    return None


def has_digit(text: str) -> bool:
    """Tell whether a text may state a number; ① and ² are signs, and 三 is a word."""
    return any(map(str.isdecimal, text))


def find_lone_range(text: str, unit: str) -> Range | None:
    """Return the range that a text prints with no number besides: ``40～45％``, ``40 to 45%``."""
    plain = _fold_text(text)
    if unit:
        plain = plain.replace(_fold_unit(unit), _UNIT)
    found = _LONE_RANGE.fullmatch(plain)
    ends = [read_number(end.replace(",", "")) for end in found.groups()] if found else []
    low, high = ends or (None, None)
    return Range(low, high) if low is not None and high is not None and low < high else None


def has_endless_number(text: str) -> bool:
    """Tell whether a number of ``text`` has too many digits."""
    digits = (found[2].replace(",", "") for found in _NUMBER.finditer(_fold_text(text)))
    return any(len(run) > MOST_DIGITS and read_number(run) is None for run in digits)


_WORD = compile_late("\\s*([^\\W\\d_]{1,6}|[%‰])")


def list_numbers(text: str) -> list[str]:
    """Return the numbers that stand in ``text``, as they are written there but in ASCII."""
    return [found[0] for found in _NUMBER.finditer(_fold_text(text))]


def find_counted_numbers(text: str) -> Iterator[tuple[Decimal, str]]:
    """Yield each number of ``text`` that a word follows, with that word, which may be a unit.

    Words that compare (以上, or more) are no units.
    """
    plain = _fold_text(text)
    for found in _NUMBER.finditer(plain):
        number, word = _read_match(found), _WORD.match(plain, found.end())
        if number is not None and word and (unit := strip_comparison(word[1])):
            yield number, unit


def parse_quantity(text: str, unit: str) -> Decimal:
    """Read the one number of ``text`` that stands before ``unit``.

    ``２か所開設`` and ``計16か所`` with the unit ``か所`` give 2 and 16; ``△1,200人`` gives -1200.
    Raises AmbiguousQuantityError where there is none.
    """
    return parse_compared_quantity(text, unit)[0]


_MAY_COMPARE = compile_late("[a-zA-Z≥≤≧≦<>以超未上下内まで約程]")  # in each of the words that do


@lru_cache(maxsize=65_536)
def parse_compared_quantity(text: str, unit: str) -> tuple[Decimal, Comparison | None]:
    """Read the one number of ``text``, and what compares with it: ``５％未満``, ``over 3 homes``.

    The unit may be left out where words that compare, or 約 and 程度, stand alone with the number;
    "" is that of a measure without one, whose number may also stand by itself.
    Raises AmbiguousQuantityError when there is no number, more than one, one of too many digits, or
    another unit.
    """
    try:
        return _parse_digits(text, unit)
    except AmbiguousQuantityError:
        plain = _fold_text(text)
        written = (
            write_out_numeral(plain, _fold_unit(unit)) if _NUMERAL_SIGN.search(plain) else plain
        )
        if written == plain:
            raise
        return _parse_digits(written, unit)


def _parse_digits(text: str, unit: str) -> tuple[Decimal, Comparison | None]:
    # The unit becomes one private sign, so that its own digits (m2) are no number of the cell.
    plain = _fold_text(text)
    if unit:
        plain = plain.replace(_fold_unit(unit), _UNIT)
    if unit.isascii() and unit.endswith("s"):
        plain = re.sub(rf"\b{re.escape(unit[:-1])}\b", _UNIT, plain)  # 1 home, 2 homes
    numbers = list(_NUMBER.finditer(plain))
    value = _read_match(numbers[0]) if len(numbers) == 1 else None
    if value is None:
        raise AmbiguousQuantityError(text)
    start, end = numbers[0].span()
    if not _MAY_COMPARE.search(plain):  # nearly all, in little time
        if not _has_unit(plain, start, end, unit):
            raise AmbiguousQuantityError(text)
        return value, None
    # The word that compares stands beside the number (5以上か所, over 5 homes) or behind its unit
    # (5か所以上). A cell of nothing but number and word (約16) needs no unit.
    before, (near, _, behind) = plain[:start], plain[end:].partition(_UNIT)
    word, *rest = split_comparison(before.rstrip().removesuffix(_UNIT), near)
    is_alone = _UNIT not in plain and not "".join(rest).strip()
    words_alone = is_alone and (plain != numbers[0][0] or not unit)
    if not (words_alone or _has_unit(plain, start, end, unit)):
        raise AmbiguousQuantityError(text)
    return value, word or split_comparison("", behind)[0]


@lru_cache(maxsize=1024)
def _fold_unit(unit: str) -> str:
    return _fold_text(unit)


def _read_match(found: re.Match[str]) -> Decimal | None:
    """Return the number that was found; None where it has too many digits."""
    sign, digits = found.groups()
    value = read_number(digits.replace(",", ""))
    return value.copy_negate() if value is not None and sign and sign[0] in _MINUS else value


_DIGITS = compile_late("[0-9０-９](?:[0-9０-９,，.．]*[0-9０-９])?")
_FULL_WIDTH = str.maketrans("0123456789,.", "０１２３４５６７８９，．")


def replace_quantity(text: str, unit: str, value: Decimal) -> str | None:
    """Return ``text`` with another quantity, printed the way its own is; None where in doubt."""
    runs = list(_DIGITS.finditer(text))
    if len(runs) != 1 or value < 0:
        return None
    digits = f"{value:,f}" if "," in _fold_text(runs[0][0]) else f"{value:f}"
    written = digits.translate(_FULL_WIDTH) if runs[0][0][0] > "9" else digits
    changed = text[: runs[0].start()] + written + text[runs[0].end() :]
    try:
        return changed if parse_quantity(changed, unit) == value else None
    except AmbiguousQuantityError:
        return None


def _has_unit(plain: str, start: int, end: int, unit: str) -> bool:
    """Tell whether the unit stands right after a number; a currency sign may stand before it.

    In English, words may stand between (50 new homes). Without a unit, the number stands alone.
    """
    if not unit:
        return plain.strip() == plain[start:end]
    if plain[end:].lstrip().startswith(_UNIT):
        return True
    if unit.isascii() and unit.isalpha():
        return _UNIT in plain[end:]
    return unicodedata.category(unit[0]) == "Sc" and plain[:start].rstrip().endswith(_UNIT)


def _fold_text(text: str) -> str:
    """Fold width and signs; ① and ² are no digits, though NFKC makes them 1 and 2."""
    if "No" in map(unicodedata.category, text):
        text = "".join(_NO_DIGIT if unicodedata.category(c) == "No" else c for c in text)
    return nfkc(text).translate(_HYPHENS)
