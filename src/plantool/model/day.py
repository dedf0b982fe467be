"""Days as people write them: 2026-10-25, 2026/10/25, R8.10.25, 令和8年10月25日."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import TYPE_CHECKING

from plantool.model.fiscal_year import ERAS, YEAR_OF_ERA
from plantool.model.normal import nfkc
from plantool.patterns import compile_late

if TYPE_CHECKING:
    import re

_DAY = compile_late(
    rf"(?:{YEAR_OF_ERA}|(?P<western>[0-9]{{4}}))"
    r"(?P<sign>[-/.]|年)(?P<month>[0-9]{1,2})(?:(?P=sign)|月)(?P<day>[0-9]{1,2})日?"
)


_MONTH = compile_late(
    rf"(?:{YEAR_OF_ERA}|(?P<western>[0-9]{{4}}))(?:[-/.]|年)(?P<month>1[0-2]|0?[1-9])月?"
)


def parse_month(text: str) -> str | None:
    """Read a month with its year, and return it as files write it: 2019-05; None where none is.

    Raises ValueError for a year that no calendar has.
    """
    found = _MONTH.fullmatch("".join(nfkc(text).split()).upper())
    return found and date(_read_year(found), int(found["month"]), 1).isoformat()[: len("2019-05")]


def parse_day(text: str) -> date:
    """Read a day with its year, in digits of any width; raises ValueError for anything else."""
    plain = "".join(nfkc(text).split()).upper()
    found = _DAY.fullmatch(plain)
    if found is None:
        return date.fromisoformat(plain)
    return date(_read_year(found), int(found["month"]), int(found["day"]))


def read_written_day(text: str) -> date:
    """Read a day as files write it; a month alone is its last one; raises ValueError."""
    if len(text) > len("2019-05"):
        return date.fromisoformat(text)
    first = date.fromisoformat(f"{text}-01")
    return first.replace(day=monthrange(first.year, first.month)[1])


def _read_year(found: re.Match[str]) -> int:
    era = ERAS.get(found["era"])
    return era.to_western(found["number"]) if era else int(found["western"])
