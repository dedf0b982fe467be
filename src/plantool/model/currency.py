"""The currency of a plan's money, and how much of its smallest unit one of the plan's unit is.

Plans write their unit in words: 百万円, $1,000, £k, thousand pounds. Smallest units are those of
ISO 4217: the yen has none below it, dollars, pounds and euros have hundredths.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from plantool.model.exact import exact_product, read_number
from plantool.model.normal import nfkc
from plantool.model.numerals import NUMBER_DIGITS, write_out_numeral
from plantool.patterns import compile_late

_NO_SMALLER_UNIT = frozenset({"JPY", "KRW"})
_CURRENCIES = {
    "円": "JPY",
    "¥": "JPY",
    "yen": "JPY",
    "jpy": "JPY",
    "us$": "USD",
    "usd": "USD",
    "$": "$",  # of which country, a unit does not tell
    "dollar": "$",
    "dollars": "$",
    "£": "GBP",
    "gbp": "GBP",
    "pound": "GBP",
    "pounds": "GBP",
    "€": "EUR",
    "eur": "EUR",
    "euro": "EUR",
    "euros": "EUR",
    "₩": "KRW",
    "won": "KRW",
    "krw": "KRW",
}
_SCALES = {
    "": 0,
    "k": 3,
    "thousand": 3,
    "thousands": 3,
    "000": 3,
    "000s": 3,
    "m": 6,
    "mn": 6,
    "million": 6,
    "millions": 6,
    "bn": 9,
    "billion": 9,
    "billions": 9,
}
_JAPANESE_SCALE = compile_late("(?:十|百|千)?(?:万|億|兆)?")
_POWERS = {"十": 1, "百": 2, "千": 3, "万": 4, "億": 8, "兆": 12}
_NUMBER = compile_late(NUMBER_DIGITS)
_WORD = compile_late(r"us\$|[a-z]+|[¥$£€₩円]|[0-9][0-9,.]*[a-z]*|[十百千万億兆]+")
_FILLERS = frozenset({"of", "in"})


class CurrencyUnit(NamedTuple):
    """A unit of money: its currency, and how many of the smallest unit it has.

    ``currency`` is the code of ISO 4217, or the sign where that does not tell the country.
    """

    currency: str
    minor_units: Decimal


@lru_cache(maxsize=1024)
def parse_currency_unit(unit: str) -> CurrencyUnit | None:
    """Read a plan's unit of money; None for words that name no currency we know."""
    plain = nfkc(unit).casefold().strip()
    words = [word for word in _WORD.findall(plain) if word not in _FILLERS]
    named = [word for word in words if word in _CURRENCIES]
    if len(named) != 1 or re.sub(r"[\s()/']", "", _WORD.sub("", plain)):
        return None
    scale = Decimal(1)
    for word in words:
        factor = _find_factor(word) if word not in _CURRENCIES else Decimal(1)
        if factor is None:
            return None
        scale = exact_product(scale, factor)
    currency = _CURRENCIES[named[0]]
    return CurrencyUnit(currency, exact_product(scale, _find_minor_units(currency)))


def _find_minor_units(currency: str) -> Decimal:
    return Decimal(1 if currency in _NO_SMALLER_UNIT else 100)


def _find_factor(word: str) -> Decimal | None:
    """Return the number that a word multiplies the currency by: million, 百万, 1,000."""
    if word in _SCALES:
        return Decimal(10) ** _SCALES[word]
    if _JAPANESE_SCALE.fullmatch(word):
        return Decimal(10) ** sum(_POWERS[sign] for sign in word)
    written = write_out_numeral(word, "")
    return read_number(written.replace(",", "")) if _NUMBER.fullmatch(written) else None
