"""A year without a plan of its own, on its way from the last baseline to the target."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from plantool.analysis.choices import Flag
from plantool.analysis.course_to_target import TargetCourse
from plantool.analysis.progress import judge_measures
from plantool.analysis.selection import Listing
from plantool.light_dataclasses import replace
from plantool.model.evaluation import Unrated
from plantool.model.fiscal_year import FiscalYear
from plantool.model.life import Life
from plantool.model.measure import Direction, Kind
from plantool.model.result import Result, Stage
from plantool.reports.course_text import format_line
from tests.analysis.building import cell, initiative, measure, plan, result

if TYPE_CHECKING:
    from collections.abc import Mapping

    from plantool.analysis.progress import Progress
    from plantool.model.measure import Measure
    from plantool.model.plan import Plan

OVER = date(2030, 1, 1)
UP, DOWN, MAINTAIN, NONE = Direction.UP, Direction.DOWN, Direction.MAINTAIN, Direction.NONE
ON, BEHIND, WORSE = "on-course", "behind-course", "deteriorated"


def years(*starts: int) -> tuple[FiscalYear, ...]:
    return tuple(map(FiscalYear, range(starts[0], starts[-1] + 1)))


def by_year(said: Mapping[int, str | None]) -> dict[FiscalYear, str | None]:
    return {FiscalYear(start): text for start, text in said.items()}


def towards(  # noqa: PLR0913 - as many as a course depends on
    target: str,
    results: Mapping[int, str | Result | None],
    *,
    direction: Direction = UP,
    baseline: Mapping[int, str | None] | None = None,
    planned: Mapping[int, str | None] | None = None,
    target_year: int | None = None,
    kind: Kind = Kind.LEVEL,
    tolerance: str | None = None,
) -> Measure:
    one = measure(
        by_year(planned or {}),
        {FiscalYear(start): said for start, said in results.items()},
        kind=kind,
        direction=direction,
        baseline=by_year(baseline or {}),
        target=target,
        tolerance=tolerance,
    )
    return replace(one, target_year=FiscalYear(target_year) if target_year else None)


def judge(
    one: Measure, year: int, term: tuple[int, int], as_of: date = OVER, life: Life | None = None
) -> Progress:
    owner = replace(initiative(one), life=life or Life())
    whole = plan(years=years(*term))
    whole = replace(whole, initiatives=(owner,))
    listing = Listing(whole.chapters[0], None, owner)
    (found,) = judge_measures(whole, [listing], [FiscalYear(year)], as_of)
    return found


def whole_plan(first: int, last: int) -> Plan:
    return plan(years=years(first, last))


RATE = {"baseline": {2014: "5.5"}, "planned": {2017: "5.9"}}
DEFICIT = {"direction": UP, "baseline": {2013: "-1577"}}


@pytest.mark.parametrize(
    ("target", "given", "year", "said", "status", "line", "progress"),
    [
        # 婚姻率 5.5 (H26) -> 5.9 (H29)
        ("5.9", RATE, 2015, "5.4", WORSE, "169/30", "-1/4"),
        ("5.9", RATE, 2016, "5.0", WORSE, "173/30", "-5/4"),
        ("5.9", RATE, 2015, "5.6", BEHIND, "169/30", "1/4"),
        ("5.9", RATE, 2015, "5.7", ON, "169/30", "1/2"),
        ("5.9", RATE, 2015, "5.5", BEHIND, "169/30", "0"),  # as it was, and no worse
        # through a planned number: 2021 = 74.0, not 74.218
        *(
            ("75", {"baseline": {2012: "70.7"}, "planned": {2019: "73"}}, 2021, *rest)
            for rest in (
                ("74.0", ON, "74", "33/43"),  # exactly on it
                ("73.9", BEHIND, "74", "32/43"),  # one unit below
                ("70.6", WORSE, "74", "-1/43"),
            )
        ),
        # at each year's end
        ("75", {"baseline": {2019: "71"}}, 2020, "72", ON, "72", "1/4"),
        ("75", {"baseline": {2019: "71"}}, 2021, "73", ON, "73", "1/2"),
        ("75", {"baseline": {2019: "71"}}, 2022, "73", BEHIND, "74", "1/2"),
        # down, to 0
        ("0", {"direction": DOWN, "baseline": {2019: "8"}}, 2020, "6", ON, "6", "1/4"),
        ("0", {"direction": DOWN, "baseline": {2019: "8"}}, 2020, "7", BEHIND, "6", "1/8"),
        ("0", {"direction": DOWN, "baseline": {2019: "8"}}, 2020, "9", WORSE, "6", "-1/8"),
        # a negative amount up to 0: H28 is half of the way
        ("0", {**DEFICIT, "target_year": 2019}, 2016, "-788.5", ON, "-1577/2", "1/2"),
        ("0", {**DEFICIT, "target_year": 2019}, 2016, "-789", BEHIND, "-1577/2", "788/1577"),
        ("0", {**DEFICIT, "target_year": 2019}, 2016, "-1600", WORSE, "-1577/2", "-23/1577"),
        # a flat line: the baseline is the target
        ("5", {"baseline": {2019: "5"}}, 2021, "5", ON, "5", None),
        ("5", {"baseline": {2019: "5"}}, 2021, "6", ON, "5", None),
        ("5", {"baseline": {2019: "5"}}, 2021, "4.9", WORSE, "5", None),
        # beyond the plan, through a number beyond the plan
        ("100", {"baseline": {2013: "0"}, "target_year": 2033}, 2023, "50", ON, "50", "1/2"),
        (
            "0",
            {
                "direction": DOWN,
                "baseline": {2013: "600"},
                "planned": {2030: "430"},
                "target_year": 2050,
            },
            2023,
            "501",
            BEHIND,
            "500",
            "33/200",
        ),
    ],
)
def test_a_year_is_held_to_the_straight_line(  # noqa: PLR0913, PLR0917 - a row of the table
    target: str,
    given: dict[str, object],
    year: int,
    said: str,
    status: str,
    line: str,
    progress: str | None,
) -> None:
    one = towards(target, {year: said}, **given)  # type: ignore[arg-type]
    term = (2014, 2017) if year < 2017 and "target_year" not in given else (2014, 2023)
    found = judge(one, year, term)
    position = found.verdict.position
    assert found.status.id == status
    assert position is not None
    assert position.line == Fraction(line)
    assert found.progress == (None if progress is None else Fraction(progress))
    assert found.attainment is None
    assert (Flag.AT_RISK in found.flags) is (status != ON)
    assert Flag.MISSED not in found.flags


@pytest.mark.parametrize(
    ("target", "given"),
    [
        ("55", {"baseline": {2019: "68.55"}}),  # better than the target
        ("55", {"baseline": {2019: "―"}}),
        ("55", {"baseline": {2019: "1.4人/年"}}),  # words, in another unit
        ("55", {}),
        ("7割程度に", {"baseline": {2019: "40"}}),  # a target in words
        ("55", {"baseline": {2019: "40"}, "planned": {2021: "―"}}),  # the year has a cell
        ("55", {"baseline": {2019: "40"}, "planned": {2021: "調査"}}),
    ],
)
def test_without_a_course_a_result_is_shown_and_never_flagged(
    target: str, given: dict[str, object]
) -> None:
    found = judge(towards(target, {2021: "50"}, **given), 2021, (2020, 2023))  # type: ignore[arg-type]
    assert (found.status, found.flags) == (Unrated.NOT_JUDGED, ())


@pytest.mark.parametrize(
    ("said", "status"), [("100", ON), ("102", ON), ("97.9", BEHIND), ("103", BEHIND)]
)
def test_a_level_to_be_kept_has_no_line(said: str, status: str) -> None:
    one = towards("100", {2021: said}, direction=MAINTAIN, tolerance="2")
    assert judge(one, 2021, (2020, 2023)).status.id == status


@pytest.mark.parametrize(
    ("said", "status", "flags"),
    [("5.9", "achieved", ()), ("5.4", "partly-achieved", None), ("1", "missed", (Flag.MISSED,))],
)
def test_the_target_year_is_reached_or_missed(
    said: str, status: str, flags: tuple[Flag, ...] | None
) -> None:
    found = judge(towards("5.9", {2017: said}, baseline={2014: "5.5"}), 2017, (2015, 2017))
    assert found.verdict == found.target_verdict  # one verdict
    assert found.progress is None
    if flags is not None:
        assert (found.status.id, found.flags) == (status, flags)


def test_the_year_of_a_target_is_reported_like_a_planned_one() -> None:
    one = towards("5.9", {2015: "5.7"}, baseline={2014: "5.5"})
    assert judge(one, 2016, (2015, 2017)).status is Unrated.NOT_PLANNED
    assert judge(one, 2017, (2015, 2017), date(2017, 6, 1)).status is Unrated.NOT_DUE
    late = judge(one, 2017, (2015, 2017))
    assert (late.status, late.flags, late.target_verdict) == (
        Unrated.UNREPORTED,
        (Flag.UNREPORTED,),
        None,
    )


def test_a_target_beyond_the_plan_is_neither_reached_nor_missed_in_it() -> None:
    one = towards("100", {2020: "80", 2025: "90"}, baseline={2015: "0"}, target_year=2025)
    last = judge(one, 2020, (2016, 2020))
    assert (last.status.id, last.target_verdict) == (ON, None)
    assert judge(one, 2025, (2016, 2020)).status.missed is False


def test_the_target_of_an_initiative_that_ends_is_due_with_it() -> None:
    one = towards("10", {2017: "10"}, baseline={2015: "0"})
    ended = judge(one, 2017, (2016, 2020), life=Life(ends=FiscalYear(2017)))
    assert ended.status.id == "achieved"


SAVINGS = {2016: "700", 2017: "516", 2018: "1057"}


@pytest.mark.parametrize(
    ("results", "year", "status"),
    [
        (SAVINGS, 2018, ON),  # 2,273 of 1,978.2
        ({**SAVINGS, 2018: "762.2"}, 2018, ON),  # exactly on it
        ({**SAVINGS, 2018: "762.1"}, 2018, BEHIND),
        ({2016: "700", 2018: "1057"}, 2018, "cannot-be-judged"),  # 2017 is unknown, and not 0
        ({2018: Result(cell("1057"), running=cell("2273"))}, 2018, ON),  # the printed total
    ],
)
def test_a_running_total_without_planned_years_is_held_to_the_line(
    results: dict[int, str | Result | None], year: int, status: str
) -> None:
    one = towards("3297", results, kind=Kind.CUMULATIVE)
    found = judge(one, year, (2016, 2020))
    assert (found.status.id, found.risk) == (status, None)
    if found.verdict.position:
        assert found.verdict.position.line == Fraction("1978.2")
    assert (Flag.AT_RISK in found.flags) is (status == BEHIND)


def test_a_running_total_goes_on_from_its_baseline() -> None:
    one = towards("13", {2016: "2"}, baseline={2015: "3"}, kind=Kind.CUMULATIVE)
    position = judge(one, 2016, (2016, 2020)).verdict.position
    assert position is not None
    assert (position.quantity, position.line) == (Decimal(5), Fraction(5))
    assert position.progress == Fraction(1, 5)


def test_a_forecast_is_held_to_the_line_and_people_go_before_it() -> None:
    forecast = towards("75", {2021: result("71", stage="forecast")}, baseline={2019: "71"})
    found = judge(forecast, 2021, (2020, 2023), date(2021, 12, 1))
    assert (found.status.id, found.is_provisional, found.flags) == (BEHIND, True, (Flag.AT_RISK,))
    judged = towards("75", {2021: result("71", judged="achieved")}, baseline={2019: "71"})
    found = judge(judged, 2021, (2020, 2023))
    assert (found.status.id, found.flags) == ("achieved", ())


def test_an_interim_number_is_not_held_to_the_line() -> None:
    one = towards("75", {2021: Result(cell("60"), stage=Stage.INTERIM)}, baseline={2019: "71"})
    found = judge(one, 2021, (2020, 2023), date(2021, 12, 1))
    assert (found.verdict.position, found.flags) == (None, ())


@pytest.mark.parametrize("planned", [{}, {2021: "5"}])
def test_a_figure_without_a_good_direction_is_reported_or_not(
    planned: dict[int, str | None],
) -> None:
    one = towards("5", {2021: "3", 2022: "9"}, direction=NONE, planned=planned)
    found = judge(one, 2021, (2020, 2023))
    assert (found.status, found.attainment, found.trend) == (Unrated.REPORTED, None, None)
    assert (found.flags, found.target_verdict, found.running_verdict) == ((), None, None)
    assert judge(one, 2023, (2020, 2023)).status is Unrated.UNREPORTED


def test_words_on_the_way_draw_no_corner() -> None:
    one = towards("30", {}, baseline={2019: "0"}, planned={2020: "―", 2021: "検討"})
    course = TargetCourse(one, whole_plan(2020, 2022))
    assert [(point.year.start, point.quantity) for point in course.points] == [
        (2019, Decimal(0)),
        (2022, Decimal(30)),
    ]


@pytest.mark.parametrize(
    ("line", "quantity", "shown"),
    [
        (Fraction(169, 30), "5.4", "5.63"),
        (Fraction(169, 30), "5.63", "5.633"),
        (Fraction(74), "73.9", "74"),
        (Fraction("1978.2"), "2273", "1,978.2"),
        (Fraction(1, 3), "0.3333", "0.33333"),
        (Fraction(-1577, 2), "-789", "-788.5"),
    ],
)
def test_a_line_is_never_shown_as_the_result_beside_it(
    line: Fraction, quantity: str, shown: str
) -> None:
    assert format_line(line, Decimal(quantity)) == shown
