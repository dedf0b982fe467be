"""Fiscal years (年度), written in an era, in western years or as a span of two: 2019-20.

Which days a year has is said by the plan's ``plantool.model.calendar``: most begin in April.
平成30年度 (H30) began in April 2018. An era's year is the western year of that April minus the
year before the era began, and printed plans keep counting an era after it ended (平成32年度 is
令和2年度), so any positive number is accepted for every era.
"""

from __future__ import annotations

from datetime import date
from enum import Enum
from functools import cache, cached_property
from typing import TYPE_CHECKING

from plantool.light_dataclasses import dataclass, field
from plantool.model.normal import nfkc
from plantool.patterns import compile_late

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
_SPELLING = compile_late(
    rf"(?:{YEAR_OF_ERA}"
    r"|(?:FY)?(?P<western>[0-9]{4})(?:(?P<sign>[-/–])(?P<end>[0-9]{4}|[0-9]{2}))?"
    r"|(?P<bare>[0-9]{1,2}))(?:年度?)?"
)


@dataclass(frozen=True)
class FiscalYear:
    """The year that is named after the western year ``start``, in which it begins.

    Where a plan names its years after the one in which they end, ``start`` is that. ``era`` and
    the sign of a ``span`` remember how the year was written and take no part in comparison: H31,
    R1, 2019 and 2019-20 are one year.
    """

    start: int
    era: Era | None = field(default=None, compare=False)
    span: str = field(default="", compare=False)

    def __lt__(self, other: FiscalYear) -> bool:
        return self.start < other.start

    def __le__(self, other: FiscalYear) -> bool:
        return self.start <= other.start

    @classmethod
    def parse(cls, text: str, era: Era | None = None) -> FiscalYear:
        """Read ``H31``, ``R元``, ``平成31年度``, ``2019``, ``FY2019``, ``2019-20``, ``2019/20``.

        A bare ``31`` needs ``era``. Raises ValueError for anything else, such as 2019-21.
        """
        year = _parse_spelling(text, era)
        if year is None:
            raise ValueError(f"not a fiscal year: {text!r}")
        return year

    @property
    def number(self) -> int:
        """The year's number in its era, or the western year."""
        return self.start if self.era is None else self.era.to_number(self.start)

    @cached_property  # asked for with every path
    def key(self) -> str:
        """The spelling used as a key in plan files: ``H31``, ``2019`` or ``2019-20``."""
        if self.span:
            return f"{self.start}{self.span}{(self.start + 1) % 100:02}"
        return str(self.start) if self.era is None else f"{self.era.letter}{self.number}"

    @property
    def kanji(self) -> str:
        """The spelling of printed documents: ``平成31年度``, ``令和元年度`` or ``2019年度``."""
        if self.era is None:
            return f"{self.key}年度"
        return f"{self.era.spell_year(self.start)}年度"

    @property
    def previous(self) -> FiscalYear:
        """The year before, spelled likewise; before the first of an era it is of the last era."""
        era, start = self.era, self.start - 1
        if era and era.to_number(start) < 1:
            era = Era.find_on(date(start, 4, 1))
        return FiscalYear(start, era, self.span)


@cache
def _parse_spelling(text: str, era: Era | None) -> FiscalYear | None:
    found = _SPELLING.fullmatch(nfkc(text).strip())
    if found is None:
        return None
    if found["western"]:
        return _read_western(int(found["western"]), found["end"], found["sign"] or "")
    era = ERAS[found["era"]] if found["era"] else era
    if era is None:
        return None
    try:
        return FiscalYear(era.to_western(found["number"] or found["bare"]), era)
    except ValueError:
        return None


def _read_western(start: int, end: str | None, sign: str) -> FiscalYear | None:
    """Read a western year, or a span to the ``end`` in the next one; None for any other."""
    if start not in _WESTERN:
        return None
    following = str(start + 1)
    return FiscalYear(start, span=sign) if end in {None, following, following[-2:]} else None


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
