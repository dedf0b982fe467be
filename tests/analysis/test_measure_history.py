"""What several reports say of a year, and several years of a measure."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from plantool.analysis.measure_history import Verdict
from plantool.analysis.measure_risk import RiskFinder
from plantool.light_dataclasses import replace
from plantool.model.by_year import ByYear
from plantool.model.calendar import Calendar
from plantool.model.cell import Cell
from plantool.model.evaluation import Deadlines, Formula, Trend, Unrated
from plantool.model.measure import Direction, Kind, Measure
from plantool.model.presets import PRESETS, STANDARD
from plantool.model.result import Result, State
from tests.analysis.building import (
    ENDED,
    H28,
    H29,
    H30,
    H31,
    H32,
    cells,
    course,
    level,
    measure,
    reports,
    result,
)

if TYPE_CHECKING:
    from plantool.model.fiscal_year import FiscalYear

THREE = (H30, H31, H32)
LONG_AFTER = date(2025, 1, 1)
RUNNING = replace(STANDARD, running=True)
RAG = PRESETS["rag"]
UP, DOWN, MAINTAIN = Direction.UP, Direction.DOWN, Direction.MAINTAIN


def day(text: str) -> date:
    return date.fromisoformat(text)


# Several reports of one year

HISTORY = reports(
    result("1", stage="interim", reported="2018-10-10"),
    result("2", stage="forecast", reported="2019-02-01"),
    result("3", reported="2019-05-01"),
    result("2.5", reported="2019-08-01"),  # corrected
)


@pytest.mark.parametrize(
    ("as_of", "value", "status"),
    [
        ("2018-10-09", None, "not-due"),
        ("2018-10-10", "1", "not-due"),  # an interim number is not held to the year
        ("2019-01-31", "1", "not-due"),
        ("2019-02-01", "2", "missed?"),  # a forecast is
        ("2019-03-31", "2", "missed?"),
        ("2019-04-01", "2", "missed?"),  # nor is it a report on the year
        ("2019-04-30", "2", "missed?"),
        ("2019-05-01", "3", "achieved"),
        ("2019-07-31", "3", "achieved"),
        ("2019-08-01", "2.5", "nearly"),
        ("2025-01-01", "2.5", "nearly"),
    ],
)
def test_the_report_that_counts_is_the_one_known_on_the_day(
    as_of: str, value: str | None, status: str
) -> None:
    found = course(measure({H30: "3"}, {H30: HISTORY}), day(as_of))
    report = found.find_result(H30)
    assert (report.quantity if report else None) == (None if value is None else Decimal(value))
    verdict = found.judge_year(H30)
    assert verdict.status.id + "?" * verdict.is_provisional == status


def test_the_order_in_the_file_does_not_matter() -> None:
    backwards = reports(*reversed(HISTORY.items))
    for as_of in ("2018-12-01", "2019-03-01", "2019-06-01", "2019-09-01"):
        one = course(measure({H30: "3"}, {H30: HISTORY}), day(as_of)).find_result(H30)
        other = course(measure({H30: "3"}, {H30: backwards}), day(as_of)).find_result(H30)
        assert one == other


def test_a_final_report_goes_before_whatever_else_came_later() -> None:
    late = reports(
        result("3", reported="2019-04-10"),
        result("1", stage="interim", reported="2019-06-01"),
        result("2", stage="forecast", reported="2019-06-02"),
    )
    found = course(measure({H30: "3"}, {H30: late}), LONG_AFTER).find_result(H30)
    assert found == late.items[0]


def test_an_undated_report_is_known_always_and_goes_before_none_that_is_dated() -> None:
    both = reports("3", result("2", reported="2019-08-01"))
    one = measure({H30: "3"}, {H30: both})
    assert course(one, day("2019-07-31")).find_result(H30) == both.items[0]
    assert course(one, day("2019-08-01")).find_result(H30) == both.items[1]
    assert course(measure({H30: "3"}, {H30: "3"}), day("2018-04-01")).find_result(H30) is not None


def test_of_two_reports_of_one_day_the_later_in_the_file_counts() -> None:
    both = reports(result("3", reported="2019-05-01"), result("2", reported="2019-05-01"))
    assert course(measure({H30: "3"}, {H30: both})).find_result(H30) is None
    assert course(measure({H30: "3"}, {H30: both}), LONG_AFTER).find_result(H30) == both.items[1]


def test_a_report_that_says_nothing_is_none() -> None:
    silent = reports(result("2", reported="2019-05-01"), result(reported="2019-06-01"))
    assert (
        course(measure({H30: "3"}, {H30: silent}), LONG_AFTER).find_result(H30) == silent.items[0]
    )
    noted = measure({H30: "3"}, {H30: result(note="集計中", reason="未定")})
    assert course(noted).judge_year(H30).status is Unrated.UNREPORTED


@pytest.mark.parametrize(
    ("said", "early", "later"),
    [
        (result("3"), ("achieved", True), ("achieved", False)),
        (result("2.5"), ("nearly", True), ("nearly", False)),
        (result("2"), ("missed", True), ("missed", False)),
        (result(state="cancelled"), ("cancelled", True), ("cancelled", False)),
        (result(state="postponed"), ("missed", True), ("missed", False)),
        (result("検討"), ("cannot-be-judged", False), ("cannot-be-judged", False)),
    ],
)
def test_a_final_report_is_provisional_until_the_year_is_over(
    said: Result, early: tuple[str, bool], later: tuple[str, bool]
) -> None:
    one = measure({H30: "3"}, {H30: said})
    for as_of, expected in (("2019-03-31", early), ("2019-04-01", later)):
        verdict = course(one, day(as_of)).judge_year(H30)
        assert (verdict.status.id, verdict.is_provisional) == expected


# States


@pytest.mark.parametrize(
    ("state", "status"),
    [
        ("done", "achieved"),
        ("partial", "partial"),
        ("not-done", "missed"),
        ("postponed", "missed"),
        ("cancelled", "cancelled"),
        (None, "cannot-be-judged"),
    ],
)
def test_words_are_judged_by_their_state_only(state: str | None, status: str) -> None:
    one = measure({H30: "検討"}, {H30: result("検討", state=state)}, kind=Kind.MILESTONE)
    found = course(one).judge_year(H30)
    assert found.status.id == status
    assert (found.measured, found.attainment) == (None, None)
    assert found.state is (State(state) if state else None)


def test_a_state_goes_before_the_number_beside_it() -> None:
    one = measure({H30: "3"}, {H30: result("3", state="postponed")})
    assert course(one).judge_year(H30).status.id == "missed"


def test_a_state_without_a_band_is_left_to_people() -> None:
    one = measure({H30: "検討"}, {H30: result(state="done")}, kind=Kind.MILESTONE)
    found = course(one, scheme=PRESETS["on-track"]).judge_year(H30)
    assert found == Verdict(Unrated.NOT_JUDGED, state=State.DONE)


# Cancelled before


def test_nothing_is_asked_for_after_a_cancellation() -> None:
    one = measure(
        {H30: "1", H31: "1", H32: "―"}, {H30: result(state="cancelled", reported="2019-05-01")}
    )
    before = course(one, day("2019-04-30"), years=THREE)
    after = course(one, LONG_AFTER, years=THREE)
    assert [before.judge_year(y).status.id for y in THREE] == [
        "unreported",
        "not-due",
        "not-planned",
    ]
    assert [after.judge_year(y).status.id for y in THREE] == [
        "cancelled",
        "cancelled",
        "not-planned",
    ]


def test_only_earlier_years_cancel_and_a_result_takes_it_up_again() -> None:
    later = measure({H30: "1", H31: "1"}, {H31: result(state="cancelled")})
    assert course(later, LONG_AFTER).judge_year(H30).status is Unrated.UNREPORTED
    resumed = measure({H30: "1", H31: "1"}, {H30: result(state="cancelled"), H31: "1"})
    assert course(resumed, LONG_AFTER).judge_year(H31).status.id == "achieved"


def test_what_was_postponed_is_still_to_be_reported() -> None:
    one = measure({H30: "1", H31: "1"}, {H30: result(state="postponed")})
    assert course(one, LONG_AFTER).judge_year(H31).status is Unrated.UNREPORTED


# Deadlines


@pytest.mark.parametrize(
    ("final", "last"),
    [
        (None, "2019-03-31"),
        ((5, 31), "2019-05-31"),
        ((4, 1), "2019-04-01"),
        ((1, 15), "2020-01-15"),
        ((12, 31), "2019-12-31"),
        ((3, 31), "2019-03-31"),
        ((3, 30), "2020-03-30"),
    ],
)
def test_a_year_is_unreported_the_day_after_its_deadline(
    final: tuple[int, int] | None, last: str
) -> None:
    deadlines = Deadlines(final=final)
    due = day(last)
    assert deadlines.find_final_day(H30, Calendar()) == due
    one = measure({H30: "3"})
    on = course(one, due, deadlines=deadlines)
    after = course(one, date.fromordinal(due.toordinal() + 1), deadlines=deadlines)
    assert on.judge_year(H30).status is Unrated.NOT_DUE
    assert after.judge_year(H30).status is Unrated.UNREPORTED


@pytest.mark.parametrize(
    ("interim", "due"),
    [
        (None, None),
        ((10, 31), "2018-10-31"),
        ((4, 1), "2018-04-01"),
        ((1, 31), "2019-01-31"),
        ((3, 31), "2019-03-31"),
    ],
)
def test_an_interim_report_is_due_within_the_year(
    interim: tuple[int, int] | None, due: str | None
) -> None:
    assert Deadlines(interim=interim).find_interim_day(H30, Calendar()) == (
        day(due) if due else None
    )


def test_a_missing_interim_report_makes_no_year_unreported() -> None:
    found = course(measure({H30: "3"}), day("2019-03-31"), deadlines=Deadlines(interim=(10, 31)))
    assert found.judge_year(H30).status is Unrated.NOT_DUE


def test_a_final_report_is_judged_before_the_deadline_once_the_year_is_over() -> None:
    one = measure({H30: "3"}, {H30: "2"})
    found = course(one, ENDED, deadlines=Deadlines(final=(5, 31)))
    assert found.judge_year(H30).status.id == "missed"


# The year before


@pytest.mark.parametrize(
    ("one", "before", "trend"),
    [
        (measure({H30: "3", H31: "3"}, {H30: "2", H31: "3"}), "2", Trend.BETTER),
        (measure({H30: "3", H31: "3"}, {H30: "3", H31: "3"}), "3", Trend.SAME),
        (measure({H30: "3", H31: "3"}, {H30: "―", H31: "3"}), "0", Trend.BETTER),
        (measure({H30: "3", H31: "3"}, {H30: "検討", H31: "3"}), None, None),
        (measure({H30: "3", H31: "3"}, {H31: "3"}), None, None),
        (measure({H30: "3", H31: "3"}, {H30: "2"}), "2", None),
        (measure({H30: "3", H31: "3"}, {H30: "2", H31: "検討"}), "2", None),
        (measure({H30: "3", H31: None}, {H30: "2", H31: "1"}), "2", Trend.WORSE),
        (measure({H31: "3"}, {H30: result("2", stage="forecast"), H31: "3"}), None, None),
    ],
)
def test_a_year_is_compared_with_the_final_report_of_the_one_before(
    one: Measure, before: str | None, trend: Trend | None
) -> None:
    found = course(one, LONG_AFTER)
    assert found.find_previous_quantity(H31) == (None if before is None else Decimal(before))
    assert found.find_trend(H31) is trend


@pytest.mark.parametrize(
    ("kind", "baseline", "before"),
    [
        (Kind.LEVEL, {H29: "40"}, "40"),
        (Kind.LEVEL, {H28: "30", H29: "40"}, "40"),
        (Kind.LEVEL, {H28: "40"}, None),  # not the year before
        (Kind.LEVEL, {H29: "検討"}, None),
        (Kind.LEVEL, {H29: None}, None),
        (Kind.CUMULATIVE, {H29: "40"}, None),  # where it stood is not what a year brought
    ],
)
def test_of_a_level_the_baseline_says_the_year_before(
    kind: Kind, baseline: dict[FiscalYear, str | None], before: str | None
) -> None:
    one = replace(measure({H30: "60"}, {H30: "52"}, kind=kind), baseline=cells(baseline))
    found = course(one)
    assert found.find_previous_quantity(H30) == (None if before is None else Decimal(before))
    assert found.find_trend(H30) is (Trend.BETTER if before else None)


def test_what_is_to_be_kept_is_compared_by_how_near_it_is() -> None:
    assert course(level("50", "52", MAINTAIN, baseline="45")).find_trend(H30) is Trend.BETTER
    assert course(level("50", "55", MAINTAIN, baseline="45")).find_trend(H30) is Trend.SAME
    assert course(level(None, "55", MAINTAIN, baseline="45")).find_trend(H30) is None
    assert course(level(None, "55", UP, baseline="45")).find_trend(H30) is Trend.BETTER


def test_half_a_year_says_less_of_what_adds_up_than_of_a_level() -> None:
    half = result("2", stage="interim")
    adds = measure({H30: "3", H31: "3"}, {H30: "3", H31: half})
    stands = replace(adds, kind=Kind.LEVEL)
    forecast = measure({H30: "3", H31: "3"}, {H30: "3", H31: result("2", stage="forecast")})
    assert course(adds).find_trend(H31) is None
    assert course(stands).find_trend(H31) is Trend.WORSE
    assert course(forecast).find_trend(H31) is Trend.WORSE


@pytest.mark.parametrize(("before", "status"), [("1", "amber"), ("2", "red"), ("検討", "red")])
def test_the_traffic_light_asks_for_the_year_before(before: str, status: str) -> None:
    one = measure({H30: "3", H31: "3"}, {H30: before, H31: "2"})
    assert course(one, LONG_AFTER, RAG).judge_year(H31).status.id == status
    running = course(one, LONG_AFTER, replace(RAG, running=True)).judge_year(H31).status.id
    assert running == {"1": "amber", "2": "red", "検討": "cannot-be-judged"}[before]


# Running totals


def running(one: Measure, as_of: date = LONG_AFTER) -> dict[str, tuple[str, Fraction | None]]:
    found = course(one, as_of, years=THREE)
    verdicts = {year.key: found.judge_running_total(year) for year in THREE}
    return {key: (v.status.id, v.attainment) for key, v in verdicts.items() if v}


PLANNED = {H30: "3", H31: "3", H32: "4"}


@pytest.mark.parametrize(
    ("baseline", "expected"),
    [
        ({}, [Fraction(2, 3), Fraction(1), Fraction(8, 10)]),
        ({H29: "3"}, [Fraction(5, 6), Fraction(1), Fraction(11, 13)]),
        ({H28: "1", H29: "3"}, [Fraction(5, 6), Fraction(1), Fraction(11, 13)]),
        ({H29: "3", H28: "1"}, [Fraction(5, 6), Fraction(1), Fraction(11, 13)]),
        ({H29: "―"}, [Fraction(2, 3), Fraction(1), Fraction(8, 10)]),
        ({H29: None}, [Fraction(2, 3), Fraction(1), Fraction(8, 10)]),
        ({H28: "1", H29: "検討"}, []),  # where it began is not known
    ],
)
def test_a_running_total_begins_at_the_baseline(
    baseline: dict[FiscalYear, str | None], expected: list[Fraction]
) -> None:
    one = replace(measure(PLANNED, {H30: "2", H31: "4", H32: "2"}), baseline=cells(baseline))
    assert [attained for _, attained in running(one).values()] == expected


@pytest.mark.parametrize(
    ("results", "expected"),
    [
        ({}, {}),
        ({H30: "2"}, {"H30": Fraction(2, 3)}),
        ({H31: "4"}, {}),  # H30 is not known
        ({H30: "2", H32: "4"}, {"H30": Fraction(2, 3)}),
        ({H30: "検討", H31: "3"}, {}),
        ({H30: "2", H31: "検討"}, {"H30": Fraction(2, 3)}),
        ({H30: "―", H31: "3"}, {"H30": Fraction(0), "H31": Fraction(1, 2)}),
        (
            {H30: result(state="postponed"), H31: "3"},
            {"H30": Fraction(0), "H31": Fraction(1, 2)},
        ),
        (
            {H30: "3", H31: result(state="cancelled")},
            {"H30": Fraction(1)},  # what was cancelled is judged no more
        ),
        (
            {H30: result("1", state="postponed"), H31: "3"},
            {"H30": Fraction(1, 3), "H31": Fraction(2, 3)},
        ),
        ({H30: result("2", stage="interim"), H31: "3"}, {}),
        ({H30: result("2", stage="forecast"), H31: "3"}, {}),
        ({H30: "2", H31: result("2", stage="forecast")}, {"H30": Fraction(2, 3)}),
    ],
)
def test_a_running_total_is_known_while_every_year_is(
    results: dict[FiscalYear, str | Result], expected: dict[str, Fraction]
) -> None:
    one = measure(PLANNED, results)
    assert {key: attained for key, (_, attained) in running(one).items()} == expected


def test_a_year_without_a_plan_brings_nothing_until_it_is_reported() -> None:
    planned = {H30: "3", H31: "―", H32: "4"}
    assert running(measure(planned, {H30: "3", H32: "4"}))["H32"] == ("achieved", Fraction(1))
    more = measure(planned, {H30: "2", H31: "1", H32: "4"})
    assert running(more)["H31"] == ("achieved", Fraction(1))
    assert running(more)["H32"] == ("achieved", Fraction(1))
    assert "H31" not in running(measure(planned, {H30: "3", H32: "4"}))
    missing = measure({H30: "3", H32: "4"}, {H30: "3", H32: "3"})
    assert running(missing)["H32"] == ("nearly", Fraction(6, 7))


def test_levels_and_words_have_no_running_total() -> None:
    assert running(measure(PLANNED, {H30: "3"}, kind=Kind.LEVEL)) == {}
    assert running(measure({H30: "検討"}, {H30: result("検討", state="done")})) == {}


def test_planned_words_leave_the_running_total_unknown() -> None:
    one = measure({H30: "3", H31: "検討", H32: "3"}, {H30: "3", H31: "3", H32: "3"})
    assert list(running(one)) == ["H30"]


def test_a_running_total_knows_only_what_was_reported_by_the_day() -> None:
    one = measure(PLANNED, {H30: result("2", reported="2019-05-01")})
    assert running(one, day("2019-04-30")) == {}
    assert running(one, day("2019-05-01")) == {"H30": ("missed", Fraction(2, 3))}


def test_a_running_total_never_rounds() -> None:
    one = measure({H30: "1E-30", H31: "1E+30"}, {H30: "1E-30", H31: "1E+30"})
    assert running(one)["H31"] == ("achieved", Fraction(1))
    short = measure({H30: "2E-30", H31: "1E+30"}, {H30: "1E-30", H31: "1E+30"})
    assert running(short)["H31"][0] == "nearly"


def test_a_scheme_may_judge_by_the_running_total() -> None:
    one = measure(PLANNED, {H30: "4", H31: "2"}, baseline={H29: "3"})
    by_year = course(one, LONG_AFTER, years=THREE)
    by_total = course(one, LONG_AFTER, RUNNING, years=THREE)
    assert [by_year.judge_year(y).status.id for y in (H30, H31)] == ["achieved", "missed"]
    assert [by_total.judge_year(y).status.id for y in (H30, H31)] == ["achieved", "achieved"]
    assert by_total.judge_year(H31).attainment == 1
    assert by_total.judge_year(H32).status is Unrated.UNREPORTED


def test_judged_by_the_running_total_a_gap_cannot_be_judged() -> None:
    found = course(measure(PLANNED, {H31: "3"}), LONG_AFTER, RUNNING, years=THREE)
    assert found.judge_year(H30).status is Unrated.UNREPORTED
    assert found.judge_year(H31).status is Unrated.NOT_JUDGED


def test_only_what_adds_up_is_judged_by_its_running_total() -> None:
    one = measure(PLANNED, {H30: "2"}, kind=Kind.LEVEL)
    assert course(one, scheme=RUNNING).judge_year(H30).status.id == "missed"
    cancelled = measure(PLANNED, {H30: result(state="cancelled")})
    assert course(cancelled, scheme=RUNNING).judge_year(H30).status is Unrated.CANCELLED


# The target at the plan's end


@pytest.mark.parametrize(
    ("as_of", "results", "expected"),
    [
        ("2020-04-01", {H30: "3", H31: "3"}, ("achieved", Fraction(1))),
        ("2020-04-01", {H30: "2", H31: "4"}, ("achieved", Fraction(1))),
        ("2020-04-01", {H30: "2", H31: "3"}, ("nearly", Fraction(8, 9))),
        ("2020-04-01", {H30: "2", H31: "2"}, ("missed", Fraction(7, 9))),
        ("2020-03-31", {H30: "2", H31: "4"}, None),  # the last year is not over
        ("2020-04-01", {H31: "4"}, None),
        ("2020-04-01", {H30: "2"}, None),
        ("2020-04-01", {H30: "2", H31: result("4", stage="forecast")}, None),
        ("2020-04-01", {H30: "2", H31: "検討"}, None),
    ],
)
def test_the_target_is_judged_when_the_plan_is_over(
    as_of: str, results: dict[FiscalYear, str | Result], expected: tuple[str, Fraction] | None
) -> None:
    one = measure({H30: "3", H31: "3"}, results, baseline={H29: "3"}, target="9")
    verdict = course(one, day(as_of)).judge_target(H31)
    assert (verdict and (verdict.status.id, verdict.attainment)) == expected


def test_only_the_last_year_has_a_verdict_on_the_target() -> None:
    one = measure({H30: "3", H31: "3"}, {H30: "3", H31: "3"}, target="6")
    assert course(one, LONG_AFTER).judge_target(H30) is None
    assert course(one, LONG_AFTER).judge_target(H31) is not None
    assert course(one, LONG_AFTER, years=(H31, H30)).judge_target(H31) is not None


@pytest.mark.parametrize("target", [None, "検討", "―"])
def test_a_target_that_is_no_number_is_not_judged(target: str | None) -> None:
    one = measure({H30: "3", H31: "3"}, {H30: "3", H31: "3"}, target=target)
    assert course(one, LONG_AFTER).judge_target(H31) is None


def test_the_target_of_a_level_is_held_against_its_last_year() -> None:
    one = measure(
        {H30: "50", H31: "55"},
        {H30: "50", H31: "52"},
        kind=Kind.LEVEL,
        baseline={H29: "40"},
        target="60",
    )
    quotient = course(one, LONG_AFTER).judge_target(H31)
    assert quotient is not None
    assert quotient.attainment == Fraction(52, 60)
    way = course(one, LONG_AFTER, replace(STANDARD, formula=Formula.PROGRESS)).judge_target(H31)
    assert way is not None
    assert (way.status.id, way.attainment) == ("missed", Fraction("0.6"))
    expected = measure({H31: "55"}, {H31: result("60", stage="forecast")}, target="60")
    assert course(replace(expected, kind=Kind.LEVEL), LONG_AFTER).judge_target(H31) is None
    without_h30 = replace(one, results=replace(one.results, items=one.results.items[1:]))
    assert course(without_h30, LONG_AFTER).judge_target(H31) == quotient


def test_a_target_is_missed_though_the_last_year_was_not() -> None:
    one = measure(PLANNED, {H30: "1", H31: "1", H32: "4"}, target="10")
    verdict = course(one, LONG_AFTER, years=THREE).judge_target(H32)
    assert course(one, LONG_AFTER, years=THREE).judge_year(H32).status.id == "achieved"
    assert verdict
    assert (verdict.status.id, verdict.attainment) == ("missed", Fraction(6, 10))


def test_a_target_is_judged_though_nothing_was_planned_for_the_last_year() -> None:
    planned = {H30: "3", H31: "3", H32: "―"}
    late = course(measure(planned, {H30: "1", H31: "3"}, target="6"), LONG_AFTER, years=THREE)
    verdict = late.judge_target(H32)
    assert verdict
    assert (verdict.status.id, verdict.attainment) == ("missed", Fraction(4, 6))
    assert RiskFinder(late).find_risk(H32) is None
    level = measure(planned, {H30: "1", H31: "3"}, target="3", kind=Kind.LEVEL)
    kept = course(level, LONG_AFTER, years=THREE).judge_target(H32)
    assert kept
    assert kept.status.id == "achieved"
    assert course(measure(planned, target="6"), LONG_AFTER, years=THREE).judge_target(H32) is None


# Cells as written


def test_a_quantity_beside_words_counts() -> None:
    printed = Cell(lines=("新規３事業",), value=Decimal(3))
    one = replace(measure({}, {H30: "2"}), planned=ByYear(((H30, printed),)))
    assert course(one).judge_year(H30).attainment == Fraction(2, 3)


def test_a_measure_without_a_direction_is_never_computed() -> None:
    one = measure({H30: "3"}, {H30: "2"}, direction=None)
    assert course(one).judge_year(H30).status is Unrated.NOT_JUDGED


def test_what_came_up_to_the_last_baseline_is_inside_it() -> None:
    results = {H29: "9", H30: "2", H31: "3"}
    one = measure({H30: "2", H31: "3"}, results, baseline={H30: "3"}, target="6")
    assert course(one, LONG_AFTER).total.sum_up_to(H31) == (Decimal(6), Decimal(6))
    before = measure({H30: "2", H31: "3"}, results, baseline={H29: "1"})
    assert course(before, LONG_AFTER).total.sum_up_to(H30) == (Decimal(3), Decimal(3))
