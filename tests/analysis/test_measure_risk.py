"""What endangers a measure while there is time left, and what does not."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from plantool.analysis.measure_risk import Risk, RiskFinder
from plantool.light_dataclasses import replace
from plantool.model.evaluation import Deadlines
from plantool.model.measure import Direction, Kind, Measure
from plantool.model.presets import STANDARD
from tests.analysis.building import (
    ENDED,
    H29,
    H30,
    H31,
    H32,
    cells,
    course,
    measure,
    result,
)

if TYPE_CHECKING:
    from plantool.model.fiscal_year import FiscalYear
    from plantool.model.result import Result

THREE = (H30, H31, H32)
PLANNED = {H30: "3", H31: "3", H32: "4"}
LONG_AFTER = date(2025, 1, 1)
RUNNING = replace(STANDARD, running=True)
UP, DOWN, MAINTAIN = Direction.UP, Direction.DOWN, Direction.MAINTAIN


def day(text: str) -> date:
    return date.fromisoformat(text)


def risk(one: Measure, as_of: date = ENDED) -> list[Risk | None]:
    found = RiskFinder(course(one, as_of, years=THREE))
    return [found.find_risk(year) for year in THREE]


def known_years(one: Measure) -> list[FiscalYear]:
    """Return the years whose running total is known."""
    found = course(one, LONG_AFTER, years=THREE)
    return [year for year in THREE if found.judge_running_total(year)]


@pytest.mark.parametrize(
    ("results", "target", "expected"),
    [
        ({H30: "2"}, "13", Risk(Decimal(8), Decimal(7))),
        ({H30: "3"}, "13", None),  # just as planned
        ({H30: "4"}, "13", None),
        ({H30: "2." + "9" * 30}, "13", Risk(Decimal("7." + "0" * 29 + "1"), Decimal(7))),
        ({H30: "―"}, "13", Risk(Decimal(10), Decimal(7))),
        ({H30: result(state="postponed")}, "13", Risk(Decimal(10), Decimal(7))),
        ({H30: result(state="cancelled")}, "13", None),
        ({H30: "検討"}, "13", None),
        ({}, "13", None),
        ({H30: "2"}, None, None),
        ({H30: "2"}, "検討", None),
        ({H30: result("2", stage="interim")}, "13", None),
    ],
)
def test_more_to_bring_than_is_planned_is_a_risk_to_every_year_left(
    results: dict[FiscalYear, str | Result], target: str | None, expected: Risk | None
) -> None:
    one = measure(PLANNED, results, baseline={H29: "3"}, target=target)
    assert risk(one) == [expected] * 3


def test_where_a_measure_began_is_not_known_if_its_target_counts_from_elsewhere() -> None:
    one = measure(PLANNED, {H30: "3", H31: "3"}, target="30")
    assert known_years(one) == []
    assert risk(one) == [None] * 3
    assert known_years(replace(one, baseline=cells({H29: "20"}))) == [H30, H31]


def test_a_risk_is_told_from_the_last_year_known_on() -> None:
    one = measure(PLANNED, {H30: "3", H31: "2"}, target="10")
    expected = Risk(Decimal(5), Decimal(4))
    assert risk(one, LONG_AFTER) == [None, expected, expected]


def test_a_year_not_reported_is_still_to_come() -> None:
    one = measure(PLANNED, {H30: "2", H32: "4"}, target="10")
    assert risk(one, LONG_AFTER) == [Risk(Decimal(8), Decimal(7))] * 3


def test_a_risk_is_known_when_its_report_is() -> None:
    one = measure(PLANNED, {H30: result("2", reported="2019-05-01")}, target="10")
    assert risk(one, day("2019-04-30")) == [None] * 3
    assert risk(one, day("2019-05-01"))[0] == Risk(Decimal(8), Decimal(7))


def test_nothing_is_at_risk_when_there_is_nothing_left() -> None:
    one = measure(PLANNED, {H30: "1", H31: "1", H32: "1"}, target="10")
    assert risk(one, LONG_AFTER) == [None] * 3


def test_remaining_words_promise_no_number() -> None:
    one = measure({H30: "3", H31: "検討", H32: "4"}, {H30: "2"}, target="10")
    assert risk(one) == [None] * 3


def test_years_left_without_a_plan_bring_nothing() -> None:
    one = measure({H30: "3", H31: "―"}, {H30: "2"}, target="3")
    assert risk(one) == [Risk(Decimal(1), Decimal(0))] * 3


@pytest.mark.parametrize("direction", [DOWN, MAINTAIN])
def test_only_what_is_to_grow_has_more_to_bring(direction: Direction) -> None:
    one = measure(PLANNED, {H30: "2"}, target="10", direction=direction)
    assert risk(one) == [None] * 3
    assert risk(replace(one, kind=Kind.LEVEL, direction=UP)) == [None] * 3


FORECAST = {H30: result("2", stage="forecast", reported="2019-02-01")}


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        ("2019-01-31", None),
        ("2019-02-01", Risk()),
        ("2019-03-31", Risk()),
        ("2019-05-31", Risk()),
        ("2019-06-01", Risk()),  # until a report says otherwise
    ],
)
def test_a_forecast_that_falls_short_is_a_risk(as_of: str, expected: Risk | None) -> None:
    found = course(
        measure({H30: "3"}, FORECAST), day(as_of), deadlines=Deadlines(final=(5, 31)), years=THREE
    )
    assert RiskFinder(found).find_risk(H30) == expected
    assert RiskFinder(found).find_risk(H31) is None
    is_known = expected is not None
    assert found.judge_year(H30).status.id == ("missed" if is_known else "not-due")
    assert found.judge_year(H30).is_provisional is is_known
    assert found.lacks_report(H30) is (as_of == "2019-06-01")


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (result("2.4", stage="forecast"), None),  # 80 %: nearly is not missed
        (result("2.3", stage="forecast"), Risk()),
        (result("検討", stage="forecast"), None),
        (result(state="postponed", stage="forecast"), Risk()),
        (result(state="cancelled", stage="forecast"), None),
        (result("1", stage="interim"), None),  # half the year says nothing of its end
        (result("1"), None),  # no forecast
    ],
)
def test_only_a_forecast_that_would_be_missed_is_a_risk(
    said: Result, expected: Risk | None
) -> None:
    found = course(measure({H30: "3"}, {H30: said}), day("2019-03-01"))
    assert RiskFinder(found).find_risk(H30) == expected


def test_a_forecast_is_held_against_the_running_total_where_that_is_judged() -> None:
    february = day("2020-02-01")
    for first, expected in (("3", Risk()), ("5", None)):
        forecast = result("1", stage="forecast")
        one = measure({H30: "3", H31: "3"}, {H30: first, H31: forecast})
        found = course(one, february, RUNNING)
        assert RiskFinder(found).find_risk(H31) == expected
        assert found.judge_year(H31).status.id == ("missed" if first == "3" else "achieved")
        assert found.judge_year(H31).is_provisional
        assert found.judge_running_total(H31) is None
