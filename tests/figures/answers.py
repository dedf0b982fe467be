"""What commands answer in JSON about a plan, asked once: what every other output is held to."""

from __future__ import annotations

import json
from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple

from tests.running import ROOT, run

Json = dict[str, Any]
Rows = list[Json]


class Asked(NamedTuple):
    """A report on one year of a plan, as it was known on a day, in the words of a language."""

    plan: str
    year: str
    as_of: str
    language: str = "en"

    def ask(self, *words: str) -> Json:
        """Return the JSON of a command, with its numbers as they are written."""
        answer: Json = json.loads(self.say(*words, "--format", "json"), parse_float=Decimal)
        return answer

    def ask_year(self, *words: str) -> Rows:
        rows: Rows = self.ask(*words, "--year", self.year)["rows"]
        return rows

    def ask_day(self, *words: str) -> Rows:
        return self.ask_year(*words, "--as-of", self.as_of)

    def say(self, *words: str) -> str:
        return say(self.plan, self.language, *words)

    def report(self) -> Json:
        return self.ask("report", *self.report_words())

    def report_words(self) -> tuple[str, ...]:
        """Return the words that ask for the report."""
        return ("--year", self.year, "--as-of", self.as_of)


@cache
def say(plan: str, language: str, *words: str) -> str:
    """Return what a command writes; it has nothing to complain of."""
    done = run("--plan", str(ROOT / plan), "--lang", language, *words)
    assert done.code == 0, done.err
    return done.out


WARD = Asked("examples/ward/plan", "R1", "2020-07-31")
ASKED = (
    WARD,
    Asked("plan", "30", "2019-06-30"),
    Asked("examples/scorecard/plan", "2016-17", "2017-08-31"),
    Asked("examples/program-budget/plan", "FY2016", "2016-10-01"),
    Asked("examples/reform/plan", "R2", "2021-07-31"),
    Asked("examples/commitments/plan", "2017", "2018-07-31"),
)


def find_rows(report: Json, key: str) -> Rows:
    """Return the rows of all tables of a key in a report."""
    parts = (part for section in report["sections"] for part in section["parts"])
    return [row for part in parts if part.get("key") == key for row in part.get("rows", ())]
