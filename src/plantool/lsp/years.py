"""All names of a fiscal year: 平成31年度 = 令和元年度 = 2019年度."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from plantool.model.fiscal_year import Era, FiscalYear

if TYPE_CHECKING:
    from collections.abc import Iterator

# 平成 began in January, so that its first fiscal year is all its own; the others began after April
_BEGAN_IN_ITS_YEAR = frozenset({Era.TAISHO, Era.SHOWA, Era.REIWA})


def format_year_names(text: str) -> str:
    """Return the names of the year that ``text`` spells, its own first; nothing for other text."""
    try:
        year = FiscalYear.parse(text)
    except ValueError:
        return ""
    names = [year.kanji, *(name.kanji for name in _yield_official_years(year.start))]
    return " = ".join(dict.fromkeys([*names, FiscalYear(year.start).kanji]))


def _yield_official_years(start: int) -> Iterator[FiscalYear]:
    """Yield the year in each era in which a part of it lay."""
    for era, following in pairwise([*Era, None]):
        assert era is not None  # noqa: S101 - for the type checker
        last = start
        if following:
            last = following.first if following in _BEGAN_IN_ITS_YEAR else following.first - 1
        if era.first <= start <= last:
            yield FiscalYear(start, era)
