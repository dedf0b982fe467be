"""Every preset right on its thresholds, beside them, and where a per cent means nothing."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from plantool.analysis.rating import (
    MeasuredQuantity,
    cap_attainment,
    compare_results,
    measure_quantity,
    rate_quantity,
    score_quantity,
)
from plantool.model.evaluation import Band, Formula, Scheme, Trend, Unrated
from plantool.model.exact import exact_product, exact_sum
from plantool.model.measure import Direction, Kind
from plantool.model.presets import PRESETS, STANDARD
from plantool.model.result import State
from tests.analysis.building import H29, H30, course, level, measure

UP, DOWN, MAINTAIN = Direction.UP, Direction.DOWN, Direction.MAINTAIN
QUOTIENT, PROGRESS, NONE = Formula.QUOTIENT, Formula.PROGRESS, Formula.NONE
BETTER, SAME, WORSE = Trend.BETTER, Trend.SAME, Trend.WORSE
ABCD, RAG = PRESETS["abcd"], PRESETS["rag"]

BEYOND = replace(
    STANDARD,
    bands=(
        Band("far", "S", threshold=Decimal(120)),
        Band("beyond", "A", threshold=Decimal(100), above=True),
        *STANDARD.bands,
    ),
)
"""A scheme with statuses above 100 %: from 120 %, and more than 100 %."""

TRENDS_ONLY = replace(
    STANDARD,
    bands=(
        Band("green", "緑", threshold=Decimal(90)),
        Band("up", "↗", threshold=Decimal(0), trend=BETTER),
        Band("flat", "→", threshold=Decimal(0), trend=SAME),
        Band("down", "↘", threshold=Decimal(0), trend=WORSE),
    ),
)
"""A scheme in which everything under 90 % is named after its trend."""

COMPUTING = [scheme for scheme in PRESETS.values() if scheme.formula is not NONE]
WITHOUT_TREND = [scheme for scheme in COMPUTING if scheme.preset != "rag"]


def held(  # noqa: PLR0913 - a row of a table
    planned: str | Decimal,
    result: str | Decimal,
    direction: Direction = UP,
    *,
    formula: Formula = QUOTIENT,
    baseline: str | Decimal | None = None,
    tolerance: str | Decimal = "0",
) -> MeasuredQuantity:
    return measure_quantity(
        Decimal(result),
        Decimal(planned),
        direction=direction,
        formula=formula,
        baseline=None if baseline is None else Decimal(baseline),
        tolerance=Decimal(tolerance),
    )


def status(found: MeasuredQuantity, scheme: Scheme = STANDARD, trend: Trend | None = None) -> str:
    return rate_quantity(found, scheme, trend).id


THRESHOLDS = """\
standard | achieved  100 | nearly 80    | missed
abcd     | a 100         | b 80         | c 60        | d
seven    | grade-7 100 | grade-6 90 | grade-5 80 | grade-4 70 | grade-3 60 | grade-2 50 | grade-1
symbols  | excellent 100 | good 80      | fair 60     | poor
rag      | green 90      | red
"""


def thresholds() -> list[tuple[str, str, Decimal, str]]:
    """Return preset, status, the per cent it begins at and the status below that."""
    rows = []
    for line in THRESHOLDS.splitlines():
        preset, *steps = (part.strip() for part in line.split("|"))
        for step, below in pairwise(steps):
            name, at = step.split()
            rows.append((preset, name, Decimal(at), below.split()[0]))
    return rows


def test_the_table_names_every_band_that_is_computed() -> None:
    listed = {name for preset, *names in thresholds() for name in (preset, names[0], names[2])}
    bands = {b.id for s in COMPUTING for b in s.bands if b.threshold is not None and not b.trend}
    assert listed == bands | {scheme.preset for scheme in COMPUTING}


TINY = [Decimal("1E-1"), Decimal("1E-28"), Decimal("1E-37")]


@pytest.mark.parametrize(("preset", "at", "per_cent", "below"), thresholds())
@pytest.mark.parametrize("planned", ["100", "3", "0.7", "1E+30", "1E-20"])
def test_a_result_on_a_threshold_is_on_it_and_one_beneath_is_not(
    preset: str, at: str, per_cent: Decimal, below: str, planned: str
) -> None:
    scheme = PRESETS[preset]
    exactly = exact_product(Decimal(planned), per_cent, -2)
    assert status(held(planned, exactly), scheme) == at
    for step in TINY:
        short = exact_product(Decimal(planned), exact_sum((per_cent, -step)), -2)
        assert short < exactly
        assert status(held(planned, short), scheme) == below
        more = exact_product(Decimal(planned), exact_sum((per_cent, step)), -2)
        assert status(held(planned, more), scheme) == at


@pytest.mark.parametrize(("preset", "at", "per_cent", "below"), thresholds())
def test_a_way_from_the_baseline_has_the_same_thresholds(
    preset: str, at: str, per_cent: Decimal, below: str
) -> None:
    scheme = PRESETS[preset]
    for baseline, way in (("40", "20"), ("-3", "7"), ("0.1", "0.2")):
        planned = exact_sum((Decimal(baseline), Decimal(way)))
        on = exact_sum((Decimal(baseline), exact_product(Decimal(way), per_cent, -2)))
        short = exact_sum((on, Decimal("-1E-30")))
        for result, expected in ((on, at), (short, below)):
            found = held(planned, result, formula=PROGRESS, baseline=baseline)
            assert status(found, scheme) == expected


@pytest.mark.parametrize(("preset", "at", "per_cent", "below"), thresholds())
def test_where_less_is_better_it_is_planned_by_result(
    preset: str, at: str, per_cent: Decimal, below: str
) -> None:
    scheme = PRESETS[preset]
    assert status(held(per_cent, "100", DOWN), scheme) == at
    assert status(held(per_cent, "100." + "0" * 30 + "1", DOWN), scheme) == below
    assert status(held(exact_sum((per_cent, Decimal("-1E-30"))), "100", DOWN), scheme) == below


@pytest.mark.parametrize(
    ("planned", "result", "expected"),
    [  # shares that have no end in decimals or none in binary
        ("3", "2", {"standard": "missed", "abcd": "c", "seven": "grade-3", "rag": "red"}),
        ("3", "1", {"standard": "missed", "abcd": "d", "seven": "grade-1", "rag": "red"}),
        ("3", "2.4", {"standard": "nearly", "abcd": "b", "seven": "grade-5", "rag": "red"}),
        ("7", "5.6", {"standard": "nearly", "abcd": "b", "seven": "grade-5", "rag": "red"}),
        ("1.1", "0.99", {"standard": "nearly", "abcd": "b", "seven": "grade-6", "rag": "green"}),
        ("0.3", "0.3", {"standard": "achieved", "abcd": "a", "seven": "grade-7", "rag": "green"}),
        ("3", "3.01", {"standard": "achieved", "abcd": "a", "seven": "grade-7", "rag": "green"}),
        ("3", "0", {"standard": "missed", "abcd": "d", "seven": "grade-1", "rag": "red"}),
        ("3", "-1", {"standard": "missed", "abcd": "d", "seven": "grade-1", "rag": "red"}),
        ("3", "300", {"standard": "achieved", "abcd": "a", "seven": "grade-7", "rag": "green"}),
    ],
)
def test_ratios_are_never_rounded(planned: str, result: str, expected: dict[str, str]) -> None:
    found = held(planned, result)
    assert found.ratio == Fraction(result) / Fraction(planned)
    assert {preset: status(found, PRESETS[preset]) for preset in expected} == expected


def test_numbers_as_long_as_files_may_hold_are_compared_digit_by_digit() -> None:
    longest = "9" * 40
    assert status(held(longest, longest)) == "achieved"
    assert status(held(longest, longest[:-1] + "8")) == "nearly"
    assert status(held("1" + "0" * 39, "8" + "0" * 38)) == "nearly"
    assert status(held("1" + "0" * 39, "7" + "9" * 38)) == "missed"
    assert status(held("0." + "0" * 37 + "1", "1" + "0" * 39)) == "achieved"


@pytest.mark.parametrize(
    ("direction", "planned", "result", "ratio", "reached"),
    [
        (UP, "0", "0", None, True),
        (UP, "0", "5", None, True),
        (UP, "0", "-5", None, False),
        (UP, "-2", "-3", None, False),
        (UP, "-2", "-2", None, True),
        (UP, "-2", "-1", None, True),
        (UP, "-2", "4", None, True),
        (UP, "5", "-5", "-1", False),
        (UP, "5", "0", "0", False),
        (UP, "5", "10", "2", True),
        (DOWN, "0", "0", None, True),
        (DOWN, "0", "5", "0", False),
        (DOWN, "0", "-5", None, True),
        (DOWN, "-2", "-3", None, True),
        (DOWN, "-2", "-1", None, False),
        (DOWN, "-2", "1", None, False),
        (DOWN, "10", "10", "1", True),
        (DOWN, "10", "12.5", "0.8", False),
        (DOWN, "10", "8", "1.25", True),
        (DOWN, "10", "0", None, True),
        (DOWN, "10", "-1", None, True),
        (MAINTAIN, "0", "0", None, True),
        (MAINTAIN, "0", "5", None, False),
        (MAINTAIN, "0", "-5", None, False),
        (MAINTAIN, "-2", "-2", None, True),
        (MAINTAIN, "-2", "-3", None, False),
        (MAINTAIN, "5", "5.0", "1", True),
        (MAINTAIN, "5", "6", "1.2", False),
        (MAINTAIN, "5", "4", "0.8", False),
        (MAINTAIN, "5", "0", "0", False),
    ],
)
def test_nothing_is_divided_by_zero_or_by_less(
    direction: Direction, planned: str, result: str, ratio: str | None, *, reached: bool
) -> None:
    found = held(planned, result, direction)
    assert found.ratio == (None if ratio is None else Fraction(ratio))
    assert found.is_reached is reached


@pytest.mark.parametrize("scheme", COMPUTING, ids=lambda scheme: scheme.preset)
@pytest.mark.parametrize(
    ("direction", "planned", "result"),
    [
        (UP, "0", "0"),
        (UP, "0", "9"),
        (UP, "-2", "-1"),
        (DOWN, "0", "0"),
        (DOWN, "0", "-1"),
        (DOWN, "-2", "-3"),
        (DOWN, "9", "0"),
        (MAINTAIN, "0", "0"),
        (MAINTAIN, "-2", "-2"),
    ],
)
def test_what_was_reached_without_a_ratio_is_in_the_best_band(
    scheme: Scheme, direction: Direction, planned: str, result: str
) -> None:
    assert status(held(planned, result, direction), scheme) == scheme.bands[0].id


@pytest.mark.parametrize("scheme", COMPUTING, ids=lambda scheme: scheme.preset)
@pytest.mark.parametrize(
    ("direction", "planned", "result"),
    [
        (UP, "0", "-1"),
        (UP, "-2", "-3"),
        (DOWN, "0", "1"),
        (DOWN, "-2", "-1"),
        (DOWN, "-2", "9"),
        (MAINTAIN, "0", "1"),
        (MAINTAIN, "-2", "-3"),
        (MAINTAIN, "5", "-5"),
    ],
)
def test_what_fell_short_without_a_ratio_is_in_the_worst_band(
    scheme: Scheme, direction: Direction, planned: str, result: str
) -> None:
    found = held(planned, result, direction)
    assert status(found, scheme) == scheme.bands[-1].id
    assert rate_quantity(found, scheme, WORSE).missed


# Progress from a baseline


@pytest.mark.parametrize(
    ("direction", "baseline", "planned", "result", "ratio"),
    [
        (UP, "40", "60", "52", "0.6"),
        (UP, "40", "60", "60", "1"),
        (UP, "40", "60", "66", "1.3"),
        (UP, "40", "60", "40", "0"),
        (UP, "40", "60", "38", "-0.1"),
        (UP, "-10", "10", "0", "0.5"),
        (UP, "0", "3", "1", "1/3"),
        (UP, "-10", "0", "-5", "0.5"),
        (DOWN, "60", "40", "48", "0.6"),
        (DOWN, "60", "40", "40", "1"),
        (DOWN, "60", "40", "62", "-0.1"),
        (DOWN, "10", "0", "0", "1"),
        (DOWN, "10", "0", "4", "0.6"),
        (DOWN, "10", "-10", "0", "0.5"),
        (UP, "60", "60", "60", None),
        (UP, "60", "60", "59", None),
        (UP, "70", "60", "65", None),
        (UP, "70", "60", "55", None),
        (DOWN, "40", "40", "41", None),
        (DOWN, "30", "40", "35", None),
    ],
)
def test_progress_is_the_share_of_the_way(
    direction: Direction, baseline: str, planned: str, result: str, ratio: str | None
) -> None:
    found = held(planned, result, direction, formula=PROGRESS, baseline=baseline)
    assert found.ratio == (None if ratio is None else Fraction(ratio))


@pytest.mark.parametrize("scheme", COMPUTING, ids=lambda scheme: scheme.preset)
@pytest.mark.parametrize(
    ("direction", "baseline", "planned", "result", "best"),
    [
        (UP, "60", "60", "60", True),  # baseline = planned: nothing to gain
        (UP, "60", "60", "61", True),
        (UP, "60", "60", "59", False),
        (UP, "70", "60", "60", True),  # planned below the baseline: the wrong way
        (UP, "70", "60", "69", True),
        (UP, "70", "60", "59", False),
        (DOWN, "40", "40", "40", True),
        (DOWN, "40", "40", "41", False),
        (DOWN, "30", "40", "35", True),
        (DOWN, "30", "40", "41", False),
        (UP, "40", "60", "39", False),  # worse than it was
        (DOWN, "60", "40", "61", False),
    ],
)
def test_without_a_way_to_go_only_the_comparison_counts(  # noqa: PLR0913 - a row of a table
    scheme: Scheme, direction: Direction, baseline: str, planned: str, result: str, *, best: bool
) -> None:
    found = held(planned, result, direction, formula=PROGRESS, baseline=baseline)
    assert status(found, scheme) == scheme.bands[0 if best else -1].id


@pytest.mark.parametrize("scheme", COMPUTING, ids=lambda scheme: scheme.preset)
def test_progress_without_a_baseline_is_known_only_where_it_is_complete(scheme: Scheme) -> None:
    assert rate_quantity(held("60", "52", formula=PROGRESS), scheme, None) is Unrated.NOT_JUDGED
    assert rate_quantity(held("60", "0", formula=PROGRESS), scheme, BETTER) is Unrated.NOT_JUDGED
    assert status(held("60", "60", formula=PROGRESS), scheme) == scheme.bands[0].id


def test_two_formulas_disagree_about_the_same_figures() -> None:
    assert held("60", "57").ratio == Fraction("0.95")
    assert held("60", "57", formula=PROGRESS, baseline="54").ratio == Fraction("0.5")


def test_what_is_to_be_kept_makes_no_progress() -> None:
    found = held("60", "57", MAINTAIN, formula=PROGRESS, baseline="40")
    assert (found.formula, found.ratio) == (QUOTIENT, Fraction("0.95"))


# What is to be kept


@pytest.mark.parametrize(
    ("result", "tolerance", "reached", "expected"),
    [
        ("100", "0", True, "achieved"),
        ("99." + "9" * 30, "0", False, "nearly"),
        ("100." + "0" * 30 + "1", "0", False, "nearly"),
        ("95", "5", True, "achieved"),
        ("105", "5", True, "achieved"),
        ("94." + "9" * 30, "5", False, "nearly"),
        ("105." + "0" * 30 + "1", "5", False, "nearly"),
        ("80", "0", False, "nearly"),
        ("125", "0", False, "nearly"),
        ("79.9", "0", False, "missed"),
        ("125.1", "0", False, "missed"),
        ("300", "0", False, "missed"),
        ("0", "0", False, "missed"),
        ("-100", "0", False, "missed"),
        ("0", "100", True, "achieved"),
        ("-1", "101", True, "achieved"),
    ],
)
def test_too_much_is_as_bad_as_too_little(
    result: str, tolerance: str, expected: str, *, reached: bool
) -> None:
    found = held("100", result, MAINTAIN, tolerance=tolerance)
    assert found.is_reached is reached
    assert status(found) == expected


@pytest.mark.parametrize("cap", [None, "100", "120", "200"])
@pytest.mark.parametrize("result", ["33", "300"])
def test_no_cap_makes_too_much_of_it_good(cap: str | None, result: str) -> None:
    scheme = replace(STANDARD, cap=None if cap is None else Decimal(cap))
    assert status(held("100", result, MAINTAIN), scheme) == "missed"


@pytest.mark.parametrize("result", ["96", "100", "104"])
def test_what_was_kept_is_full_and_never_more(result: str) -> None:
    assert status(held("100", result, MAINTAIN, tolerance="5"), BEYOND) == "achieved"


@pytest.mark.parametrize(
    ("planned", "result", "own", "per_cent", "expected"),
    [
        ("40", "42", None, "5", "achieved"),  # 5 % of 40 are 2
        ("40", "38", None, "5", "achieved"),
        ("40", "42.0000000000000000000000000001", None, "5", "nearly"),
        ("40", "37.9999999999999999999999999999", None, "5", "nearly"),
        ("40", "42", "1", "5", "nearly"),  # the measure's own goes before the scheme's
        ("40", "41", "1", "0", "achieved"),
        ("40", "39", "1", "0", "achieved"),
        ("40", "39", "0", "100", "nearly"),
        ("40", "41", None, "0", "nearly"),
        ("-40", "-42", None, "5", "achieved"),  # per cent of what is planned, whatever its sign
        ("-40", "-43", None, "5", "missed"),
        ("0", "1", None, "50", "missed"),  # no share of nothing
        ("0", "1", "1", "0", "achieved"),
    ],
)
def test_tolerance_is_the_measures_own_in_its_unit_or_the_schemes_in_per_cent(
    planned: str, result: str, own: str | None, per_cent: str, expected: str
) -> None:
    one = level(planned, result, MAINTAIN, tolerance=own)
    scheme = replace(STANDARD, tolerance=Decimal(per_cent))
    assert course(one, scheme=scheme).judge_year(H30).status.id == expected


@pytest.mark.parametrize("direction", [UP, DOWN])
def test_tolerance_is_only_for_what_is_to_be_kept(direction: Direction) -> None:
    result = "99" if direction is UP else "101"
    one = level("100", result, direction, tolerance="5")
    assert course(one).judge_year(H30).status.id == "nearly"


# Above 100 per cent


@pytest.mark.parametrize(
    ("result", "expected"),
    [
        ("120", "far"),
        ("119." + "9" * 30, "beyond"),
        ("100." + "0" * 30 + "1", "beyond"),
        ("100", "achieved"),
        ("99." + "9" * 30, "nearly"),
        ("80", "nearly"),
        ("0", "missed"),
    ],
)
def test_a_band_above_takes_more_than_its_threshold(result: str, expected: str) -> None:
    assert status(held("100", result), BEYOND) == expected


@pytest.mark.parametrize(
    ("cap", "result", "counted", "expected"),
    [
        (None, "250", "2.5", "far"),
        ("120", "250", "1.2", "far"),
        ("119", "250", "1.19", "beyond"),
        ("100", "250", "1", "achieved"),
        ("100", "99", "0.99", "nearly"),
        ("120", "110", "1.1", "beyond"),
    ],
)
def test_what_is_above_the_cap_counts_as_the_cap(
    cap: str | None, result: str, counted: str, expected: str
) -> None:
    scheme = replace(BEYOND, cap=None if cap is None else Decimal(cap))
    found = held("100", result)
    assert cap_attainment(found, scheme) == Fraction(counted)
    assert status(found, scheme) == expected
    assert found.ratio == Fraction(result) / 100


def test_a_cap_makes_nothing_of_what_has_no_ratio() -> None:
    assert cap_attainment(held("0", "5"), replace(STANDARD, cap=Decimal(100))) is None


@pytest.mark.parametrize(
    ("cap", "expected"), [(None, "far"), ("110", "beyond"), ("100", "achieved")]
)
def test_none_where_some_were_allowed_is_better_than_any_per_cent(
    cap: str | None, expected: str
) -> None:
    scheme = replace(BEYOND, cap=None if cap is None else Decimal(cap))
    assert status(held("10", "0.1", DOWN), scheme) == expected
    assert status(held("10", "0", DOWN), scheme) == expected
    assert status(held("10", "-1", DOWN), scheme) == expected


def test_progress_past_zero_has_a_per_cent_of_its_own() -> None:
    found = held("10", "0", DOWN, formula=PROGRESS, baseline="110")
    assert found.ratio == Fraction("1.1")
    assert status(found, BEYOND) == "beyond"


def test_nothing_where_nothing_was_planned_is_just_that() -> None:
    assert status(held("0", "0", DOWN), BEYOND) == "achieved"
    assert status(held("0", "0", UP), BEYOND) == "achieved"


# Trends


@pytest.mark.parametrize(
    ("result", "trend", "expected"),
    [
        ("90", WORSE, "green"),
        ("90", None, "green"),
        ("89." + "9" * 30, BETTER, "amber"),
        ("89." + "9" * 30, SAME, "red"),
        ("89." + "9" * 30, WORSE, "red"),
        ("89." + "9" * 30, None, "red"),
        ("0", BETTER, "amber"),
        ("0", WORSE, "red"),
        ("-5", BETTER, "amber"),  # everything below the thresholds, trends and all
        ("-5", None, "red"),
    ],
)
def test_the_traffic_light_looks_at_the_year_before(
    result: str, trend: Trend | None, expected: str
) -> None:
    assert status(held("100", result), RAG, trend) == expected


@pytest.mark.parametrize(("planned", "direction"), [("0", UP), ("-9", UP), ("-99", DOWN)])
def test_a_trend_counts_where_there_is_no_ratio_as_well(planned: str, direction: Direction) -> None:
    found = held(planned, "-10", direction)
    assert (found.ratio, found.is_reached) == (None, False)
    assert status(found, RAG, BETTER) == "amber"
    assert status(found, RAG, WORSE) == "red"


@pytest.mark.parametrize(
    ("trend", "expected"),
    [(BETTER, "up"), (SAME, "flat"), (WORSE, "down"), (None, "cannot-be-judged")],
)
@pytest.mark.parametrize("result", ["89", "-5"])
def test_an_unknown_trend_gives_no_status_that_asks_for_one(
    result: str, trend: Trend | None, expected: str
) -> None:
    assert status(held("100", result), TRENDS_ONLY, trend) == expected


@pytest.mark.parametrize(
    ("direction", "before", "result", "planned", "expected"),
    [
        (UP, "5", "6", "9", BETTER),
        (UP, "5", "5.0", "9", SAME),
        (UP, "5", "4." + "9" * 30, "9", WORSE),
        (UP, "-5", "-4", "9", BETTER),
        (DOWN, "5", "6", "0", WORSE),
        (DOWN, "5", "5", "0", SAME),
        (DOWN, "5", "4", "0", BETTER),
        (MAINTAIN, "5", "6", "7", BETTER),
        (MAINTAIN, "5", "9", "7", SAME),
        (MAINTAIN, "8", "5", "7", WORSE),
        (MAINTAIN, "7", "7", "7", SAME),
    ],
)
def test_better_is_what_the_direction_says(
    direction: Direction, before: str, result: str, planned: str, expected: Trend
) -> None:
    found = compare_results(Decimal(result), Decimal(before), direction, Decimal(planned))
    assert found is expected


# People judge


@pytest.mark.parametrize(("planned", "result"), [("3", "3"), ("3", "0"), ("0", "0"), ("0", "-1")])
@pytest.mark.parametrize("direction", Direction)
def test_nothing_is_computed_where_people_judge(
    planned: str, result: str, direction: Direction
) -> None:
    scheme = PRESETS["on-track"]
    found = held(planned, result, direction, formula=scheme.formula)
    assert found.ratio is None
    assert rate_quantity(found, scheme, BETTER) is Unrated.NOT_JUDGED


@pytest.mark.parametrize("direction", Direction)
def test_thresholds_are_not_asked_where_people_judge(direction: Direction) -> None:
    for result in ("3", "0"):
        found = held("3", result, direction, formula=NONE)
        assert rate_quantity(found, STANDARD, BETTER) is Unrated.NOT_JUDGED


def test_a_scheme_without_thresholds_computes_nothing() -> None:
    scheme = replace(PRESETS["on-track"], formula=QUOTIENT)
    assert rate_quantity(held("3", "1"), scheme, None) is Unrated.NOT_JUDGED
    assert rate_quantity(held("3", "3"), scheme, None) is Unrated.NOT_JUDGED


# Cells that hold no number


@pytest.mark.parametrize("scheme", PRESETS.values(), ids=lambda scheme: scheme.preset)
@pytest.mark.parametrize(
    ("planned", "result", "expected"),
    [
        (None, "1", "cannot-be-judged"),
        ("―", "1", "cannot-be-judged"),
        ("検討", "1", "cannot-be-judged"),
        ("3", "検討", "cannot-be-judged"),
        ("検討", "検討", "cannot-be-judged"),
        ("3", None, "unreported"),
        ("検討", None, "unreported"),
        (None, None, "not-planned"),
        ("―", None, "not-planned"),
    ],
)
def test_words_and_nothing_are_never_numbers(
    scheme: Scheme, planned: str | None, result: str | None, expected: str
) -> None:
    assert course(level(planned, result), scheme=scheme).judge_year(H30).status.id == expected


@pytest.mark.parametrize("scheme", COMPUTING, ids=lambda scheme: scheme.preset)
def test_a_result_of_none_is_zero(scheme: Scheme) -> None:
    assert course(level("3", "―"), scheme=scheme).judge_year(H30).status == scheme.bands[-1]
    less = level("3", "―", DOWN)
    assert course(less, scheme=scheme).judge_year(H30).status == scheme.bands[0]


# States


@pytest.mark.parametrize(
    ("preset", "done", "partial", "not_done"),
    [
        ("standard", "achieved", "partial", "missed"),
        ("abcd", "a", "c", "d"),
        ("seven", "grade-7", "grade-4", "grade-1"),
        ("symbols", "excellent", "fair", "poor"),
        ("rag", "green", "amber", "red"),
        ("on-track", *["cannot-be-judged"] * 3),
    ],
)
def test_states_have_their_bands(preset: str, done: str, partial: str, not_done: str) -> None:
    scheme = PRESETS[preset]
    names = [(band := scheme.find_state_band(state)) and band.id for state in State]
    expected = [done, partial, not_done, not_done]
    assert names == [*(None if n == "cannot-be-judged" else n for n in expected), None]


@pytest.mark.parametrize(
    ("kind", "formula", "level_formula", "expected"),
    [
        (Kind.LEVEL, QUOTIENT, None, QUOTIENT),
        (Kind.LEVEL, PROGRESS, None, PROGRESS),
        (Kind.LEVEL, QUOTIENT, PROGRESS, PROGRESS),
        (Kind.LEVEL, NONE, QUOTIENT, QUOTIENT),
        (Kind.CUMULATIVE, PROGRESS, None, QUOTIENT),
        (Kind.CUMULATIVE, QUOTIENT, PROGRESS, QUOTIENT),
        (Kind.CUMULATIVE, NONE, QUOTIENT, NONE),
    ],
)
def test_only_levels_come_from_a_baseline(
    kind: Kind, formula: Formula, level_formula: Formula | None, expected: Formula
) -> None:
    scheme = replace(STANDARD, formula=formula, level_formula=level_formula)
    assert scheme.find_formula(kind) is expected
    one = measure({H30: "60"}, {H30: "52"}, kind=kind, baseline={H29: "40"})
    found = course(one, scheme=scheme).judge_year(H30).measured
    assert found is not None
    assert found.formula is expected
    assert found.baseline == (40 if kind is Kind.LEVEL else None)


# What holds for any numbers

NUMBERS = st.one_of(
    st.integers(-20, 20).map(Decimal),
    st.decimals(-1000, 1000, places=2),
    st.decimals("-1E+39", "1E+39", allow_nan=False, allow_infinity=False),
)
POSITIVE = st.one_of(
    st.integers(1, 99).map(Decimal), st.decimals("1E-20", "1E+20", allow_nan=False)
)
SIDES = st.sampled_from([UP, DOWN])
FORMULAS = st.sampled_from([QUOTIENT, PROGRESS])
CAPS = st.sampled_from([None, Decimal(100), Decimal(110), Decimal(150)])
TRENDS = st.sampled_from([None, *Trend])
SCHEMES = st.builds(
    lambda scheme, cap: replace(scheme, cap=cap),
    st.sampled_from([*WITHOUT_TREND, BEYOND]),
    CAPS,
)


@given(SCHEMES, SIDES, FORMULAS, NUMBERS, NUMBERS, NUMBERS, NUMBERS)
def test_a_better_result_never_has_a_worse_status(  # noqa: PLR0913, PLR0917 - drawn
    scheme: Scheme,
    direction: Direction,
    formula: Formula,
    planned: Decimal,
    baseline: Decimal,
    one: Decimal,
    other: Decimal,
) -> None:
    worse, better = sorted((one, other), reverse=direction is DOWN)
    order = [band.id for band in scheme.bands]
    ranks = [
        order.index(status(held(planned, r, direction, formula=formula, baseline=baseline), scheme))
        for r in (worse, better)
    ]
    assert ranks[1] <= ranks[0]


@given(SCHEMES, NUMBERS, NUMBERS, NUMBERS, POSITIVE)
def test_what_strays_farther_is_never_kept_better(
    scheme: Scheme, planned: Decimal, one: Decimal, other: Decimal, tolerance: Decimal
) -> None:
    assume((one > planned) == (other > planned))
    near, far = sorted((one, other), key=lambda r: abs(Fraction(r) - Fraction(planned)))
    order = [band.id for band in scheme.bands]
    ranks = [
        order.index(status(held(planned, r, MAINTAIN, tolerance=tolerance), scheme))
        for r in (far, near)
    ]
    assert ranks[1] <= ranks[0]


@given(
    st.sampled_from([*COMPUTING, BEYOND]),
    CAPS,
    st.sampled_from(Direction),
    FORMULAS,
    TRENDS,
    NUMBERS,
    NUMBERS,
    st.one_of(st.none(), NUMBERS),
)
def test_what_was_reached_is_not_missed_and_what_was_not_is_not_full(  # noqa: PLR0913, PLR0917 - drawn
    scheme: Scheme,
    cap: Decimal | None,
    direction: Direction,
    formula: Formula,
    trend: Trend | None,
    planned: Decimal,
    result: Decimal,
    baseline: Decimal | None,
) -> None:
    capped = replace(scheme, cap=cap)
    found = held(planned, result, direction, formula=formula, baseline=baseline)
    given_status = rate_quantity(found, capped, trend)
    counted = score_quantity(found, capped)
    if found.is_reached:
        assert isinstance(given_status, Band)
        assert not given_status.missed
        assert counted is not None
        assert counted >= 1
    else:
        assert counted is None or counted < 1
        assert found.ratio is None or found.ratio < 1 or direction is MAINTAIN
        assert given_status is Unrated.NOT_JUDGED or given_status in scheme.bands


@given(
    st.sampled_from([*COMPUTING, BEYOND, TRENDS_ONLY]),
    st.sampled_from(Direction),
    FORMULAS,
    TRENDS,
    NUMBERS,
    NUMBERS,
    st.one_of(st.none(), NUMBERS),
    st.one_of(st.just(Decimal(0)), POSITIVE),
    POSITIVE,
)
def test_a_unit_ten_times_smaller_changes_no_status(  # noqa: PLR0913, PLR0917 - drawn
    scheme: Scheme,
    direction: Direction,
    formula: Formula,
    trend: Trend | None,
    planned: Decimal,
    result: Decimal,
    baseline: Decimal | None,
    tolerance: Decimal,
    factor: Decimal,
) -> None:
    found = held(
        planned, result, direction, formula=formula, baseline=baseline, tolerance=tolerance
    )
    scaled = held(
        exact_product(planned, factor),
        exact_product(result, factor),
        direction,
        formula=formula,
        baseline=None if baseline is None else exact_product(baseline, factor),
        tolerance=exact_product(tolerance, factor),
    )
    assert (scaled.ratio, scaled.is_reached) == (found.ratio, found.is_reached)
    assert rate_quantity(scaled, scheme, trend) == rate_quantity(found, scheme, trend)


@given(SIDES, NUMBERS, NUMBERS, NUMBERS)
def test_a_trend_turned_round_is_its_opposite(
    direction: Direction, one: Decimal, other: Decimal, planned: Decimal
) -> None:
    opposite = {BETTER: WORSE, SAME: SAME, WORSE: BETTER}
    found = compare_results(one, other, direction, planned)
    assert compare_results(other, one, direction, planned) is opposite[found]
