"""Statuses and flags, of small plans and of the real one."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from plantool.analysis.choices import Flag
from plantool.analysis.measure_risk import Risk
from plantool.analysis.progress import Progress, judge_measures
from plantool.analysis.selection import yield_listings
from plantool.light_dataclasses import replace
from plantool.loading.folder import Folder
from plantool.loading.read_plan import load_plan
from plantool.model.evaluation import Formula, Trend, Unrated
from plantool.model.initiative import Source, Unverified
from plantool.model.measure import Direction, Group
from plantool.model.presets import PRESETS, STANDARD
from plantool.model.result import Judgement, Result
from tests.analysis.building import (
    ENDED,
    H30,
    H31,
    YEARS,
    entry,
    initiative,
    level,
    measure,
    plan,
    reports,
    result,
)

ON_TRACK, RAG = PRESETS["on-track"], PRESETS["rag"]
PLAN = load_plan(Folder.open_at(Path(__file__).parents[2] / "plan")).plan
SUMMER = date(2019, 6, 30)


def real(as_of: date = SUMMER) -> list[Progress]:
    return list(judge_measures(PLAN, list(yield_listings(PLAN)), YEARS, as_of))


# The real plan


def test_in_the_summer_of_2019_one_target_is_known_to_be_missed() -> None:
    (found,) = (e for e in real() if e.status.missed)
    assert (found.listing.initiative.id, found.measure.id, found.year) == ("18-2", "projects", H30)
    assert found.status == STANDARD.find_band("missed")
    assert found.attainment == Fraction(2, 3)
    assert found.running_verdict is not None
    assert found.running_verdict.attainment == Fraction(5, 6)
    assert found.running_verdict.status.id == "nearly"
    assert found.risk == Risk(Decimal(4), Decimal(3))
    assert (found.target_verdict, found.previous, found.trend, found.judged) == (
        None,
        None,
        None,
        None,
    )
    assert found.flags == (Flag.MISSED, Flag.AT_RISK)


def test_the_year_after_has_to_bring_four_where_three_are_planned() -> None:
    (found,) = (e for e in real() if e.listing.initiative.id == "18-2" and e.year == H31)
    assert found.status is Unrated.NOT_DUE
    assert found.risk == Risk(Decimal(4), Decimal(3))
    assert found.flags == (Flag.AT_RISK,)
    assert found.previous == 2


def test_every_other_measure_that_was_due_is_unreported() -> None:
    others = [e for e in real() if e.year == H30 and e.listing.initiative.id != "18-2"]
    assert len(others) == 15
    assert {e.status for e in others} == {Unrated.UNREPORTED}
    assert all(Flag.UNREPORTED in e.flags and Flag.MISSED not in e.flags for e in others)
    assert not any(e.risk for e in others)


def test_of_the_second_year_nothing_is_due_yet() -> None:
    statuses = Counter(e.status for e in real() if e.year == H31 and e.listing.is_counted)
    assert statuses == {Unrated.NOT_DUE: 8, Unrated.NOT_PLANNED: 2}


def test_the_result_of_the_real_plan_counts_before_the_year_was_over_but_is_not_missed() -> None:
    (found,) = (e for e in real(date(2019, 3, 31)) if e.result and e.year == H30)
    assert (found.status.id, found.attainment) == ("missed", Fraction(2, 3))
    assert found.is_provisional
    assert found.flags == (Flag.AT_RISK,)


def test_when_all_is_over_and_nothing_more_was_reported_nothing_more_is_missed() -> None:
    late = real(date(2030, 1, 1))
    assert [e.listing.initiative.id for e in late if Flag.MISSED in e.flags] == ["18-2"]
    assert all(e.target_verdict is None for e in late)
    unplanned = {e.measure.id for e in late if e.status is Unrated.NOT_PLANNED}
    dashes = {"search", "tokyo", "child-allowance", "nursery-status", "vacancies", "smartphone"}
    assert unplanned == dashes


def test_what_was_read_by_inference_is_unverified() -> None:
    flagged = {
        (e.listing.initiative.id, e.measure.id) for e in real() if Flag.UNVERIFIED in e.flags
    }
    assert {found for found, _ in flagged} == {"18-8", "2-4"}
    assert ("18-2", "projects") not in flagged
    assert {m for found, m in flagged if found == "18-8"} == {"search", "tokyo", "use"}


def test_entries_come_listing_by_listing_measure_by_measure_year_by_year() -> None:
    keys = [(e.listing.initiative.id, e.measure.id, e.year) for e in real()]
    expected = [
        (listing.initiative.id, one.id, year)
        for listing in yield_listings(PLAN)
        for one in listing.initiative.measures()
        for year in YEARS
    ]
    assert keys == expected


# Statuses: the computed one, or people's where nothing was computed


@pytest.mark.parametrize(
    ("said", "status"),
    [
        (result(judged="mostly"), "mostly"),
        (result("2", judged="late"), "late"),
        (result("検討", judged="on-track"), "on-track"),
        (result("検討", state="done", judged="behind"), "behind"),
        (result("2"), "cannot-be-judged"),
        (result("検討", state="done"), "cannot-be-judged"),
        (result(judged="no-such-status"), "cannot-be-judged"),
    ],
)
def test_where_nothing_is_computed_people_judge(said: Result, status: str) -> None:
    found = entry(measure({H30: "3"}, {H30: said}), scheme=ON_TRACK)
    assert found.status.id == status
    assert found.verdict.status is Unrated.NOT_JUDGED
    assert found.attainment is None
    missed = status in {"behind", "late"}
    assert found.flags == ((Flag.MISSED,) if missed else ())


@pytest.mark.parametrize(
    ("value", "judged", "status", "flags"),
    [
        ("2", "achieved", "missed", (Flag.MISSED, Flag.DISAGREEMENT)),
        ("2", "missed", "missed", (Flag.MISSED,)),
        ("3", "missed", "achieved", (Flag.DISAGREEMENT,)),
        ("3", "achieved", "achieved", ()),
        ("検討", "nearly", "nearly", ()),
        ("検討", "missed", "missed", (Flag.MISSED,)),
    ],
)
def test_a_judgement_beside_a_computed_status_may_disagree(
    value: str, judged: str, status: str, flags: tuple[Flag, ...]
) -> None:
    found = entry(measure({H30: "3"}, {H30: result(value, judged=judged)}))
    assert found.status.id == status
    assert found.judged == STANDARD.find_band(judged)
    assert found.flags == flags


def test_a_state_that_was_cancelled_is_not_disputed() -> None:
    found = entry(measure({H30: "3"}, {H30: result(state="cancelled", judged="missed")}))
    assert found.status is Unrated.CANCELLED
    assert found.flags == ()


@pytest.mark.parametrize("stage", ["interim", "forecast"])
def test_what_people_say_in_the_year_counts_provisionally(stage: str) -> None:
    said = result("2", stage=stage, judged="late")
    one = measure({H30: "3"}, {H30: said})
    for as_of, flags in (
        (date(2019, 3, 1), (Flag.MISSED,)),
        (date(2019, 4, 1), (Flag.MISSED, Flag.UNREPORTED)),
    ):
        found = entry(one, as_of=as_of, scheme=ON_TRACK)
        assert (found.status.id, found.is_provisional, found.flags) == ("late", True, flags)


def test_judgements_of_an_earlier_report_go_with_it() -> None:
    both = reports(
        result("検討", judged="late", reported="2019-04-10"),
        result("検討", judged="on-track", reported="2019-05-10"),
    )
    one = measure({H30: "3"}, {H30: both})
    statuses = [
        entry(one, as_of=day, scheme=ON_TRACK).status.id
        for day in (date(2019, 4, 9), date(2019, 4, 10), date(2019, 5, 10))
    ]
    assert statuses == ["unreported", "late", "on-track"]


# Flags


@pytest.mark.parametrize(
    ("said", "flags"),
    [
        ("2", (Flag.MISSED,)),
        ("2.4", ()),
        ("3", ()),
        ("―", (Flag.MISSED,)),
        (None, (Flag.UNREPORTED,)),
        (result(state="postponed"), (Flag.MISSED,)),
        (result(state="cancelled"), ()),
        (result("2", stage="interim"), (Flag.UNREPORTED,)),
        (result("3", stage="forecast"), (Flag.UNREPORTED,)),
        (result("2", stage="forecast"), (Flag.UNREPORTED, Flag.AT_RISK)),
        (result(state="postponed", stage="interim"), (Flag.UNREPORTED, Flag.AT_RISK)),
    ],
)
def test_flags_follow_the_status(said: str | Result | None, flags: tuple[Flag, ...]) -> None:
    assert entry(measure({H30: "3"}, {H30: said})).flags == flags


def test_a_forecast_that_falls_short_is_at_risk_and_not_missed() -> None:
    one = measure({H30: "3"}, {H30: result("2", stage="forecast")})
    found = entry(one, as_of=date(2019, 3, 1))
    assert (found.status.id, found.is_provisional, found.risk) == ("missed", True, Risk())
    assert found.flags == (Flag.AT_RISK,)


def test_everything_known_of_a_year_stands_in_its_entry() -> None:
    one = measure({H30: "3", H31: "3"}, {H30: "2", H31: "4"}, target="6")
    found = entry(one, H31, date(2020, 4, 1))
    assert found.planned == one.planned.get(H31)
    assert found.result == one.results.items[1][1].items[0]
    assert found.attainment == Fraction(4, 3)
    assert found.running_verdict is not None
    assert found.target_verdict is not None
    assert (found.running_verdict.attainment, found.target_verdict.attainment) == (
        Fraction(1),
        Fraction(1),
    )
    assert found.previous == 2
    assert found.trend is Trend.BETTER
    assert (found.risk, found.flags) == (None, ())


def test_progress_from_a_baseline_is_a_scheme_of_its_own() -> None:
    one = level("60", "52", baseline="40")
    found = entry(one, scheme=replace(STANDARD, level_formula=Formula.PROGRESS))
    assert (found.attainment, found.status.id) == (Fraction("0.6"), "missed")
    assert entry(one).status.id == "nearly"  # 52 of 60
    assert entry(level("10", "12", Direction.DOWN)).attainment == Fraction(10, 12)


@pytest.mark.parametrize(
    ("path", "flagged"),
    [
        (("measures", 0), [True, False]),
        (("measures", 0, "planned", "H30"), [True, False]),
        (("measures", 1, "measures", 0, "target"), [False, True]),
        (("measures", 1), [False, True]),  # the group it stands in
        (("measures",), [True, True]),
        (("measures", 10), [False, False]),
        (("budget", "planned"), [False, False]),
        ((), [False, False]),
    ],
)
def test_a_measure_is_unverified_where_something_in_or_around_it_is(
    path: tuple[str | int, ...], flagged: list[bool]
) -> None:
    first = measure({H30: "3"}, {H30: "3"})
    second = replace(first, id="n", path=("measures", 1, "measures", 0))
    source = Source("資料", (Unverified("x", "読めない", path),))
    rows = (first, Group(measures=(second,), name="群", path=("measures", 1)))
    owner = replace(initiative(), rows=rows, source=source)
    found = judge_measures(
        plan(STANDARD, owner), list(yield_listings(plan(STANDARD, owner))), [H30], ENDED
    )
    assert [Flag.UNVERIFIED in e.flags for e in found] == flagged


def test_a_judgement_names_a_status_of_the_scheme() -> None:
    said = result("1", judged="amber")
    assert said.judgement == Judgement("amber", "話し合い")
    found = entry(measure({H30: "3"}, {H30: said}), scheme=RAG)
    assert found.judged == RAG.find_band("amber")
    assert found.flags == (Flag.MISSED, Flag.DISAGREEMENT)
