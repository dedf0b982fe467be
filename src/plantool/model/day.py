"""Days as people write them: 2026-10-25, 2026/10/25, R8.10.25, 令和8年10月25日."""

from __future__ import annotations

import re
from datetime import date

from plantool.model.fiscal_year import ERAS
from plantool.model.normal import nfkc

_DAY = re.compile(
    r"(?:(?P<era>[MTSHR]|明治|大正|昭和|平成|令和)(?P<number>[0-9]{1,2}|元)|(?P<western>[0-9]{4}))"
    r"(?P<sign>[-/.]|年)(?P<month>[0-9]{1,2})(?:(?P=sign)|月)(?P<day>[0-9]{1,2})日?"
)


def parse_day(text: str) -> date:
    """Read a day with its year, in digits of any width; raises ValueError for anything else."""
    plain = "".join(nfkc(text).split()).upper()
    found = _DAY.fullmatch(plain)
    if found is None:
        return date.fromisoformat(plain)
    year = int(found["western"] or 0)
    if found["era"]:
        number = 1 if found["number"] == "元" else int(found["number"])
        year = ERAS[found["era"]].first + number - 1
        if number == 0:
            raise ValueError(text)
    return date(year, int(found["month"]), int(found["day"]))
