"""Days as people write them: 2026-10-25, 2026/10/25, R8.10.25, 令和8年10月25日."""

from __future__ import annotations

from datetime import date

from plantool.model.fiscal_year import ERAS, YEAR_OF_ERA
from plantool.model.normal import nfkc
from plantool.patterns import compile_late

_DAY = compile_late(
    rf"(?:{YEAR_OF_ERA}|(?P<western>[0-9]{{4}}))"
    r"(?P<sign>[-/.]|年)(?P<month>[0-9]{1,2})(?:(?P=sign)|月)(?P<day>[0-9]{1,2})日?"
)


def parse_day(text: str) -> date:
    """Read a day with its year, in digits of any width; raises ValueError for anything else."""
    plain = "".join(nfkc(text).split()).upper()
    found = _DAY.fullmatch(plain)
    if found is None:
        return date.fromisoformat(plain)
    era = ERAS.get(found["era"])
    year = era.to_western(found["number"]) if era else int(found["western"])
    return date(year, int(found["month"]), int(found["day"]))
