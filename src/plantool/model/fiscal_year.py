"""Fiscal years (年度): April to March, written in an era or in western years.

平成30年度 (H30) began in April 2018. An era's year is the western year of that April minus the
year before the era began, and printed plans keep counting an era after it ended (平成32年度 is
令和2年度), so any positive number is accepted for every era.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING

from plantool.model.normal import nfkc

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Era(Enum):
    """A Japanese era: its letter, its name and its first day, in its year 1 (元年)."""

    MEIJI = ("M", "明治", (1868, 1, 25))
    TAISHO = ("T", "大正", (1912, 7, 30))
    SHOWA = ("S", "昭和", (1926, 12, 25))
    HEISEI = ("H", "平成", (1989, 1, 8))
    REIWA = ("R", "令和", (2019, 5, 1))

    def __init__(self, letter: str, kanji: str, first_day: tuple[int, int, int]) -> None:
        self.letter = letter
        self.kanji = kanji
        self.first = first_day[0]
        self.first_day = date(*first_day)

    @classmethod
    def find_on(cls, day: date) -> Era | None:
        """Return the era of a day: the last that had begun; None before the first."""
        begun = [era for era in cls if era.first_day <= day]
        return begun[-1] if begun else None

    def to_number(self, year: int) -> int:
        """Return the number in the era of a western year."""
        return year - self.first + 1

    def spell_year(self, year: int) -> str:
        """Return a western year as documents of the era print it: ``平成31``, ``令和元``."""
        number = self.to_number(year)
        return f"{self.kanji}{'元' if number == 1 else number}"

    def to_western(self, number: str) -> int:
        """Return the western year of a number in the era, or of 元; raises ValueError for 0."""
        if number != "元" and int(number) == 0:
            raise ValueError(number)
        return self.first - 1 + (1 if number == "元" else int(number))


# 平成 began in January, so that its first fiscal year is all its own; the others began after April
_BEGAN_IN_ITS_YEAR = frozenset({Era.TAISHO, Era.SHOWA, Era.REIWA})
ERAS = {name: era for era in Era for name in (era.letter, era.kanji)}
YEAR_OF_ERA = r"(?P<era>[MTSHR]|明治|大正|昭和|平成|令和)(?P<number>[0-9]{1,2}|元)"
"""A year of an era in half-width characters: a name of ``ERAS``, and a number or 元."""
_WESTERN = range(1868, 3000)
_SPELLING = re.compile(
    rf"(?:{YEAR_OF_ERA}"
    r"|(?:FY)?(?P<western>[0-9]{4})|(?P<bare>[0-9]{1,2}))(?:年度?)?"
)


@dataclass(frozen=True, slots=True, order=True)
class FiscalYear:
    """The year that starts on 1 April ``start``.

    ``era`` remembers how the year was written and takes no part in comparison:
    H31, R1 and 2019 are one year.
    """

    start: int
    era: Era | None = field(default=None, compare=False)

    @classmethod
    def parse(cls, text: str, era: Era | None = None) -> FiscalYear:
        """Read ``H31``, ``R元``, ``平成31年度``, ``2019``, ``FY2019``; a bare ``31`` needs ``era``.

        Raises ValueError for anything else.
        """
        year = _parse_spelling(text, era)
        if year is None:
            raise ValueError(f"not a fiscal year: {text!r}")
        return year

    @property
    def number(self) -> int:
        """The year's number in its era, or the western year."""
        return self.start if self.era is None else self.era.to_number(self.start)

    @property
    def key(self) -> str:
        """The spelling used as a key in plan files: ``H31`` or ``2019``."""
        return str(self.start) if self.era is None else f"{self.era.letter}{self.number}"

    @property
    def kanji(self) -> str:
        """The spelling of printed documents: ``平成31年度``, ``令和元年度`` or ``2019年度``."""
        if self.era is None:
            return f"{self.start}年度"
        return f"{self.era.spell_year(self.start)}年度"

    @property
    def first_day(self) -> date:
        """The day on which it begins: 1 April."""
        return date(self.start, 4, 1)

    @property
    def last_day(self) -> date:
        """The day on which it ends: 31 March."""
        return date(self.start + 1, 3, 31)

    @property
    def books_close(self) -> date:
        """The last day on which its money is paid and received (出納整理期間): 31 May after it."""
        return date(self.start + 1, 5, 31)

    def has_begun(self, as_of: date) -> bool:
        """Tell whether the year's first day is ``as_of`` or lies before it."""
        return as_of >= self.first_day

    def has_ended(self, as_of: date) -> bool:
        """Tell whether the year's last day lies before ``as_of``."""
        return as_of > self.last_day


@cache
def _parse_spelling(text: str, era: Era | None) -> FiscalYear | None:
    found = _SPELLING.fullmatch(nfkc(text).strip())
    if found is None:
        return None
    if western := found["western"]:
        return FiscalYear(int(western)) if int(western) in _WESTERN else None
    era = ERAS[found["era"]] if found["era"] else era
    if era is None:
        return None
    try:
        return FiscalYear(era.to_western(found["number"] or found["bare"]), era)
    except ValueError:
        return None


def find_spelling(text: str, spellings: Iterable[str]) -> str | None:
    """Return which of ``spellings`` means the year that ``text`` does, if one does."""
    year = _parse_spelling(text, None)
    return next((s for s in spellings if year and _parse_spelling(s, None) == year), None)


def format_year_names(text: str) -> str:
    """Return all names of the year that ``text`` spells: ``平成31年度 = 令和元年度 = 2019年度``.

    Its own name comes first; other text has none.
    """
    try:
        year = FiscalYear.parse(text)
    except ValueError:
        return ""
    names = [year.kanji, *(name.kanji for name in _yield_official_years(year.start))]
    return " = ".join(dict.fromkeys([*names, FiscalYear(year.start).kanji]))


def _yield_official_years(start: int) -> Iterator[FiscalYear]:
    """Yield the year in each era in which a part of it lay."""
    eras = list(Era)
    for era, following in zip(eras, [*eras[1:], None], strict=True):
        last = start
        if following:
            last = following.first if following in _BEGAN_IN_ITS_YEAR else following.first - 1
        if era.first <= start <= last:
            yield FiscalYear(start, era)
