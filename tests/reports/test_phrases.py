from __future__ import annotations

from dataclasses import replace

import pytest

import plantool
from plantool.messages import catalogue
from plantool.model.fiscal_year import FiscalYear
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
