"""The years of a new plan as people type them: R7,R8, 令和7年度〜令和11年度, 2016-17 2017-18."""

from __future__ import annotations

import re
from itertools import pairwise

from plantool.errors import UsageError
from plantool.loading.schema import load_schema
from plantool.model.fiscal_year import FiscalYear
from plantool.model.normal import nfkc
from plantool.patterns import compile_late

_BETWEEN = compile_late(r"[\s,、・]+")
_RANGE = compile_late(r"\s*(?:[〜～~]|から|\.\.+|[-–](?=[MTSHR]))\s*")
_KANJI = compile_late(r"[明大昭平令]")
_MOST_YEARS = 30


def parse_year_list(text: str) -> tuple[str, ...]:
    """Return the years in the spelling typed, half width, one after the other.

    Raises UsageError for what is no year, and for years that do not follow each other.
    """
    spellings = tuple(map(_spell_year, _list_words(nfkc(text).strip().upper())))
    if not spellings:
        raise UsageError("error.start-year", value=text)
    for before, year in pairwise(map(_parse_year, spellings)):
        if year.start != before.start + 1:
            raise UsageError("error.start-years", year=year.key, before=before.key)
    return spellings


def spell_previous(spelling: str) -> str:
    """Return the year before, spelled likewise: R6 for R7, H30 for R1, 2015-16 for 2016-17."""
    previous = FiscalYear.parse(spelling).previous
    if _KANJI.match(spelling):
        return previous.kanji
    return f"FY{previous.key}" if spelling.startswith("FY") else previous.key


def _list_words(text: str) -> list[str]:
    """Return each year named, with those between the two ends of a range."""
    ends = _RANGE.split(text.removesuffix("まで"))
    if len(ends) != len(("first", "last")):
        return [word for word in _BETWEEN.split(text) if word]
    first, last = map(_parse_year, ends)
    if not 0 <= last.start - first.start < _MOST_YEARS:
        raise UsageError("error.start-years", year=last.key, before=first.key)
    words = [ends[1]]
    while len(words) < last.start - first.start:
        words.insert(0, spell_previous(_spell_year(words[0])))
    return [ends[0], *words] if last.start > first.start else words


def _spell_year(word: str) -> str:
    """Return a year as plan files may have it, as it was typed if they may."""
    year = _parse_year(word)
    allowed = str(load_schema("plan")["$defs"]["year"]["pattern"])
    return word if re.fullmatch(allowed, word) else year.key


def _parse_year(word: str) -> FiscalYear:
    try:
        return FiscalYear.parse(word)
    except ValueError:
        raise UsageError("error.start-year", value=word) from None
