from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

import plantool
from plantool.analysis.course_to_target import Point, Position
from plantool.light_dataclasses import replace
from plantool.messages import catalogue
from plantool.model.fiscal_year import FiscalYear
from plantool.model.measure import Direction
from plantool.reports.course_text import explain_position
from plantool.reports.phrases import format_year
from tests.running import ROOT


@pytest.mark.parametrize(
    ("years", "year", "heading"),
    [
        (("H30", "H31"), "H31", "31年度"),
        (("H30", "H31"), "R1", "令和元年度"),
        (("H31", "R2"), "H31", "平成31年度"),
        (("R7", "R8"), "R7", "令和7年度"),
        (("2025", "2026"), "2025", "2025年度"),
    ],
)
def test_a_year_is_headed_so_that_it_is_of_one_era(
    years: tuple[str, ...], year: str, heading: str
) -> None:
    planned = tuple(map(FiscalYear.parse, years))
    plan = replace(plantool.load(ROOT / "plan"), baseline_years=(), planned_years=planned)
    assert format_year(FiscalYear.parse(year), plan, catalogue("ja")) == heading


def test_a_course_from_before_the_first_year_of_an_era_begins_in_the_era_before() -> None:
    first, last = FiscalYear.parse("R1"), FiscalYear.parse("R5")
    plan = replace(plantool.load(ROOT / "plan"), planned_years=(first, last))
    start, end = Point(FiscalYear(2018), Decimal(1577)), Point(last, Decimal(0))
    position = Position(Decimal(1000), Fraction(1000), start, end, Direction.DOWN, start, end)
    said = explain_position(position, plan, catalogue("ja"))
    assert said.startswith("1,577（平成30年度）から0（令和5年度）への直線で")
