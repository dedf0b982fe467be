"""The arithmetic that ``--why`` prints, line by line, in both languages."""

from __future__ import annotations

import operator
import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from plantool.light_dataclasses import replace
from plantool.messages import catalogue
from plantool.model.evaluation import Band, Deadlines, Formula, Scheme, Trend
from plantool.model.measure import Direction, Kind, Measure
from plantool.model.presets import PRESETS, STANDARD
from plantool.reports.arithmetic import Reckoning
from tests.analysis.building import (
    ENDED,
    H29,
    H30,
    H31,
    entry,
    initiative,
    level,
    measure,
    plan,
    result,
)

if TYPE_CHECKING:
    from plantool.model.result import Result

UP, DOWN, MAINTAIN = Direction.UP, Direction.DOWN, Direction.MAINTAIN
ON_TRACK, RAG = PRESETS["on-track"], PRESETS["rag"]
PROGRESS = replace(STANDARD, level_formula=Formula.PROGRESS)
LATER = date(2020, 4, 1)
BEYOND = replace(
    STANDARD,
    bands=(Band("beyond", "S", threshold=Decimal(100), above=True), *STANDARD.bands),
)


def why(
    one: Measure,
    scheme: Scheme = STANDARD,
    *,
    language: str = "ja",
    year: str = "H30",
    as_of: date = ENDED,
) -> list[str]:
    """Return the lines on the only measure of a plan of two years."""
    at = H30 if year == "H30" else H31
    found = entry(one, at, as_of, scheme)
    return list(
        Reckoning(plan(scheme, initiative(one)), catalogue(language)).explain_verdicts(found)
    )


@pytest.mark.parametrize(
    ("planned", "said", "line"),
    [
        ("3", "2", "2 ÷ 3 = 66.7% < 80% → × 未達成"),
        ("3", "3", "3 ÷ 3 = 100.0% ≥ 100% → ◎ 達成"),
        ("3", "4", "4 ÷ 3 = 133.3% ≥ 100% → ◎ 達成"),
        ("3", "2.4", "2.4 ÷ 3 = 80.0% ≥ 80%, < 100% → ○ 概ね達成"),
        ("3", "0", "0 ÷ 3 = 0.0% < 80% → × 未達成"),
        ("3", "-1", "-1 ÷ 3 = -33.3% < 80% → × 未達成"),
        ("3", "―", "0 ÷ 3 = 0.0% < 80% → × 未達成"),
        ("12000", "9000", "9,000 ÷ 12,000 = 75.0% < 80% → × 未達成"),
        ("1E+4", "1.50E+4", "15,000 ÷ 10,000 = 150.0% ≥ 100% → ◎ 達成"),
        ("1000", "995.5", "995.5 ÷ 1,000 = 99.6% ≥ 80%, < 100% → ○ 概ね達成"),
    ],
)
def test_a_quotient(planned: str, said: str, line: str) -> None:
    assert why(level(planned, said)) == [line]


@pytest.mark.parametrize(
    ("planned", "said", "line"),
    [
        ("100", "79.96", "79.96 ÷ 100 = 79.96% < 80% → × 未達成"),
        ("100", "79.9999", "79.9999 ÷ 100 = 79.9999% < 80% → × 未達成"),
        ("1000000", "999999", "999,999 ÷ 1,000,000 = 99.9999% ≥ 80%, < 100% → ○ 概ね達成"),
        ("100", "80.04", "80.04 ÷ 100 = 80.04% ≥ 80%, < 100% → ○ 概ね達成"),
        ("100", "79.94", "79.94 ÷ 100 = 79.9% < 80% → × 未達成"),
        (
            "100",
            "79." + "9" * 30,
            f"79.{'9' * 30} ÷ 100 = 79.{'9' * 30}% < 80% → × 未達成",
        ),
    ],
)
def test_no_ratio_is_rounded_onto_a_threshold(planned: str, said: str, line: str) -> None:
    assert why(level(planned, said)) == [line]


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ("66.666", "66.666 ÷ 100 = 66.666% < 66.67% → D"),  # 66.7 would be above the threshold
        ("66.67", "66.67 ÷ 100 = 66.67% ≥ 66.67% → C"),
        ("66.6", "66.6 ÷ 100 = 66.6% < 66.67% → D"),
        ("66.72", "66.72 ÷ 100 = 66.7% ≥ 66.67% → C"),
    ],
)
def test_no_ratio_is_rounded_past_a_threshold_with_decimals(said: str, line: str) -> None:
    bands = (Band("c", "C", threshold=Decimal("66.67")), Band("d", "D", threshold=Decimal(0)))
    assert why(level("100", said), replace(STANDARD, bands=bands)) == [line]


@pytest.mark.parametrize(
    ("planned", "said", "line"),
    [
        ("10", "12.5", "10 ÷ 12.5 = 80.0% ≥ 80%, < 100% → ○ 概ね達成"),
        ("10", "13", "10 ÷ 13 = 76.9% < 80% → × 未達成"),
        ("10", "8", "10 ÷ 8 = 125.0% ≥ 100% → ◎ 達成"),
        ("0", "5", "0 ÷ 5 = 0.0% < 80% → × 未達成"),
        ("0", "0", "0 ≤ 0 → ◎ 達成"),
        ("10", "0", "0 ≤ 10 → ◎ 達成"),
        ("-3", "-2", "-2 > -3 → × 未達成"),
        ("-3", "-4", "-4 ≤ -3 → ◎ 達成"),
    ],
)
def test_where_less_is_better(planned: str, said: str, line: str) -> None:
    assert why(level(planned, said, DOWN)) == [line]


@pytest.mark.parametrize(
    ("planned", "said", "line"),
    [
        ("0", "0", "0 ≥ 0 → ◎ 達成"),
        ("0", "1200", "1,200 ≥ 0 → ◎ 達成"),
        ("0", "-1", "-1 < 0 → × 未達成"),
        ("-2", "-3", "-3 < -2 → × 未達成"),
    ],
)
def test_without_a_ratio_there_is_a_comparison(planned: str, said: str, line: str) -> None:
    assert why(level(planned, said)) == [line]


@pytest.mark.parametrize(
    ("direction", "baseline", "planned", "said", "line"),
    [
        (UP, "40", "60", "52", "(52 - 40) ÷ (60 - 40) = 60.0% < 80% → × 未達成"),
        (UP, "40", "60", "60", "(60 - 40) ÷ (60 - 40) = 100.0% ≥ 100% → ◎ 達成"),
        (UP, "40", "60", "38", "(38 - 40) ÷ (60 - 40) = -10.0% < 80% → × 未達成"),
        (UP, "-5", "5", "0", "(0 - (-5)) ÷ (5 - (-5)) = 50.0% < 80% → × 未達成"),
        (DOWN, "60", "40", "44", "(44 - 60) ÷ (40 - 60) = 80.0% ≥ 80%, < 100% → ○ 概ね達成"),
        (UP, "60", "60", "59", "59 < 60 → × 未達成"),
        (UP, "60", "60", "60", "60 ≥ 60 → ◎ 達成"),
        (UP, None, "60", "52", "52 < 60 → 判定不能"),
        (UP, None, "60", "61", "61 ≥ 60 → ◎ 達成"),
        (MAINTAIN, "40", "60", "54", "54 ÷ 60 = 90.0% ≥ 80%, < 100% → ○ 概ね達成"),
    ],
)
def test_progress_from_the_baseline(
    direction: Direction, baseline: str | None, planned: str, said: str, line: str
) -> None:
    assert why(level(planned, said, direction, baseline=baseline), PROGRESS) == [line]


@pytest.mark.parametrize(
    ("planned", "said", "tolerance", "line"),
    [
        ("100", "98", "5", "98 ÷ 100 = 98.0%, |98 - 100| ≤ 5 → ◎ 達成"),
        ("100", "105", "5", "105 ÷ 100 = 105.0%, |105 - 100| ≤ 5 → ◎ 達成"),
        ("100", "100", "0", "100 ÷ 100 = 100.0%, |100 - 100| ≤ 0 → ◎ 達成"),
        ("100", "90", "5", "90 ÷ 100 = 90.0% ≥ 80%, < 100% → ○ 概ね達成"),
        ("100", "70", "5", "70 ÷ 100 = 70.0% < 80% → × 未達成"),
        (
            "100",
            "125",
            "5",
            "125 ÷ 100 = 125.0%, 100 ÷ 125 = 80.0% ≥ 80%, < 100% → ○ 概ね達成",
        ),
        ("100", "300", "5", "300 ÷ 100 = 300.0%, 100 ÷ 300 = 33.3% < 80% → × 未達成"),
        ("100", "0", "5", "0 ÷ 100 = 0.0% < 80% → × 未達成"),
        ("0", "3", "2", "|3 - 0| > 2 → × 未達成"),
        ("0", "1", "2", "|1 - 0| ≤ 2 → ◎ 達成"),
        ("-5", "-8", "2", "|-8 - (-5)| > 2 → × 未達成"),
    ],
)
def test_what_is_to_be_kept(planned: str, said: str, tolerance: str, line: str) -> None:
    assert why(level(planned, said, MAINTAIN, tolerance=tolerance)) == [line]


def test_no_cap_is_said_of_what_is_to_be_kept() -> None:
    capped = replace(STANDARD, cap=Decimal(120))
    line = "300 ÷ 100 = 300.0%, 100 ÷ 300 = 33.3% < 80% → × 未達成"
    assert why(level("100", "300", MAINTAIN), capped) == [line]


@pytest.mark.parametrize(
    ("said", "line", "english"),
    [
        (
            "5",
            "5 ÷ 3 = 166.7%（上限 120%） ≥ 100% → ◎ 達成",
            "5 ÷ 3 = 166.7% (capped at 120%) ≥ 100% → ◎ achieved",
        ),
        ("3.6", "3.6 ÷ 3 = 120.0% ≥ 100% → ◎ 達成", "3.6 ÷ 3 = 120.0% ≥ 100% → ◎ achieved"),
        ("2", "2 ÷ 3 = 66.7% < 80% → × 未達成", "2 ÷ 3 = 66.7% < 80% → × missed"),
    ],
)
def test_a_cap_is_named_where_it_cuts(said: str, line: str, english: str) -> None:
    capped = replace(STANDARD, cap=Decimal(120))
    assert why(level("3", said), capped) == [line]
    assert why(level("3", said), capped, language="en") == [english]


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ("101", "101 ÷ 100 = 101.0% > 100% → S"),
        ("100.01", "100.01 ÷ 100 = 100.01% > 100% → S"),
        ("100", "100 ÷ 100 = 100.0% ≥ 100% → ◎ 達成"),
        ("99.99", "99.99 ÷ 100 = 99.99% ≥ 80%, < 100% → ○ 概ね達成"),
    ],
)
def test_a_band_above_its_threshold(said: str, line: str) -> None:
    assert why(level("100", said), BEYOND) == [line]


def test_a_scheme_of_one_band_claims_no_threshold_that_was_not_met() -> None:
    scheme = replace(STANDARD, bands=(Band("met", "達成", threshold=Decimal(100)),))
    assert why(level("3", "3"), scheme) == ["3 ÷ 3 = 100.0% ≥ 100% → 達成"]
    assert why(level("3", "2"), scheme) == ["2 ÷ 3 = 66.7% → 達成"]


@pytest.mark.parametrize(
    ("before", "said", "line", "english"),
    [
        (
            "40",
            "50",
            "50 ÷ 100 = 50.0% < 90%, ↗ 前年度より良い → ▲ 黄",
            "50 ÷ 100 = 50.0% < 90%, ↗ better than last year → ▲ amber",
        ),
        ("60", "50", "50 ÷ 100 = 50.0% < 90% → ■ 赤", "50 ÷ 100 = 50.0% < 90% → ■ red"),
        (None, "50", "50 ÷ 100 = 50.0% < 90% → ■ 赤", "50 ÷ 100 = 50.0% < 90% → ■ red"),
        ("40", "90", "90 ÷ 100 = 90.0% ≥ 90% → ● 緑", "90 ÷ 100 = 90.0% ≥ 90% → ● green"),
        (
            "-40",
            "-9",
            "-9 ÷ 100 = -9.0% < 90%, ↗ 前年度より良い → ▲ 黄",
            "-9 ÷ 100 = -9.0% < 90%, ↗ better than last year → ▲ amber",
        ),
    ],
)
def test_a_trend_is_named_where_it_decides(
    before: str | None, said: str, line: str, english: str
) -> None:
    one = level("100", said, baseline=before)
    assert why(one, RAG) == [line]
    assert why(one, RAG, language="en") == [english]


@pytest.mark.parametrize(
    ("state", "line", "english"),
    [
        ("done", "報告された状態「実施済み」→ ◎ 達成", "reported as done → ◎ achieved"),
        (
            "partial",
            "報告された状態「一部実施」→ △ 一部実施",
            "reported as partly done → △ partly done",
        ),
        ("not-done", "報告された状態「未実施」→ × 未達成", "reported as not done → × missed"),
        ("postponed", "報告された状態「延期」→ × 未達成", "reported as postponed → × missed"),
        ("cancelled", "報告された状態「中止」→ 中止", "reported as cancelled → cancelled"),
    ],
)
def test_a_state(state: str, line: str, english: str) -> None:
    one = measure({H30: "検討"}, {H30: result("検討", state=state)}, kind=Kind.MILESTONE)
    assert why(one) == [line]
    assert why(one, language="en") == [english]


PLANNED = {H30: "3", H31: "3"}


@pytest.mark.parametrize(
    ("one", "line", "english"),
    [
        (
            measure({H30: "検討"}, {H30: "検討"}, kind=Kind.MILESTONE),
            "言葉の実績に、状態（state）も人の評価もない → 判定不能",
            "words without a state or a judgement → cannot be judged",
        ),
        (
            measure({H30: "3"}, {H30: "検討中"}),
            "言葉の実績に、状態（state）も人の評価もない → 判定不能",
            "words without a state or a judgement → cannot be judged",
        ),
        (
            measure({H30: "―"}, {H30: "2"}),
            "比べる計画がない → 判定不能",
            "nothing planned to compare with → cannot be judged",
        ),
        (
            measure({H30: "―"}),
            "この年度の計画はない → 計画なし",
            "nothing is planned for the year → not planned",
        ),
        (
            measure({H30: "3"}),
            "2019-03-31までに実績の報告がない → 未報告",
            "no report by 2019-03-31 → not reported",
        ),
    ],
)
def test_nothing_to_compute(one: Measure, line: str, english: str) -> None:
    assert why(one)[0] == line
    assert why(one, language="en")[0] == english


def test_a_year_not_over_is_not_due() -> None:
    early = date(2019, 3, 31)
    assert why(measure({H30: "3"}), as_of=early) == ["2019-03-31までは評価しない → 期限前"]
    line = "not judged before 2019-03-31 → not due"
    assert why(measure({H30: "3"}), as_of=early, language="en") == [line]
    half = measure({H30: "3"}, {H30: result("1", stage="interim")})
    assert why(half, as_of=early) == ["2019-03-31までは評価しない → 期限前"]
    assert why(level("3", "2"), as_of=early) == ["2 ÷ 3 = 66.7% < 80% → × 未達成（暫定）"]


def test_the_day_named_is_the_plans_deadline() -> None:
    whole = replace(plan(), deadlines=Deadlines(final=(5, 31)))
    found = entry(measure({H30: "3"}))
    lines = list(Reckoning(whole, catalogue("ja")).explain_verdicts(found))
    assert lines == ["2019-05-31までに実績の報告がない → 未報告"]


def test_cancelled_in_an_earlier_year() -> None:
    one = measure(PLANNED, {H30: result(state="cancelled")})
    assert why(one, year="H31", as_of=LATER) == ["前の年度までに中止 → 中止"]
    assert why(one, year="H31", as_of=LATER, language="en") == ["cancelled before → cancelled"]


def test_the_running_total_the_target_and_the_risk() -> None:
    one = measure(PLANNED, {H30: "2"}, baseline={H29: "3"}, target="9")
    assert why(one) == [
        "2 ÷ 3 = 66.7% < 80% → × 未達成",
        "累計: 5 ÷ 6 = 83.3% ≥ 80%, < 100% → ○ 概ね達成",
        "残りの年度に必要 4 > 計画 3 → 達成困難のおそれ",
    ]
    assert why(one, language="en") == [
        "2 ÷ 3 = 66.7% < 80% → × missed",
        "running total: 5 ÷ 6 = 83.3% ≥ 80%, < 100% → ○ nearly achieved",
        "the remaining years must bring 4 > planned 3 → at risk",
    ]


def test_the_target_at_the_plans_end() -> None:
    one = measure(PLANNED, {H30: "2", H31: "3"}, baseline={H29: "3"}, target="10")
    assert why(one, year="H31", as_of=LATER) == [
        "3 ÷ 3 = 100.0% ≥ 100% → ◎ 達成",
        "累計: 8 ÷ 9 = 88.9% ≥ 80%, < 100% → ○ 概ね達成",
        "目標: 8 ÷ 10 = 80.0% ≥ 80%, < 100% → ○ 概ね達成",
    ]
    assert why(one, year="H31", as_of=LATER, language="en")[2] == (
        "target: 8 ÷ 10 = 80.0% ≥ 80%, < 100% → ○ nearly achieved"
    )


def test_large_amounts_at_risk_have_separators() -> None:
    one = measure({H30: "3000", H31: "3E+3"}, {H30: "2000"}, target="6000")
    assert why(one)[-1] == "残りの年度に必要 4,000 > 計画 3,000 → 達成困難のおそれ"


def test_a_running_total_with_a_gap_cannot_be_judged() -> None:
    one = measure(PLANNED, {H31: "3"})
    running = replace(STANDARD, running=True)
    assert why(one, running, year="H31", as_of=LATER) == [
        "前の年度の実績がなく累計が分からない → 判定不能"
    ]
    english = "a year before is not known, so neither is the total → cannot be judged"
    assert why(one, running, year="H31", as_of=LATER, language="en") == [english]


def test_a_forecast_that_falls_short() -> None:
    one = measure({H30: "3"}, {H30: result("2", stage="forecast")})
    early = date(2019, 3, 1)
    assert why(one, as_of=early) == [
        "2 ÷ 3 = 66.7% < 80% → × 未達成（暫定）",
        "見込みが計画に届かない → 達成困難のおそれ",
    ]
    assert why(one, as_of=early, language="en")[1] == "the forecast falls short → at risk"


def test_people_judge_beside_the_computed_status() -> None:
    one = measure({H30: "3"}, {H30: result("2", judged="nearly")})
    assert why(one)[0] == "2 ÷ 3 = 66.7% < 80% → × 未達成"
    assert why(one)[-1] == "人の評価: ○ 概ね達成（話し合い）"
    assert why(one, language="en")[-1] == "judged by people: ○ nearly achieved (話し合い)"


@pytest.mark.parametrize(
    "said",
    [
        result(judged="mostly"),
        result("検討", judged="mostly"),
        result("検討", state="done", judged="mostly"),
        result("2", judged="mostly"),
    ],
)
def test_where_people_alone_judge_nothing_else_claims_that_it_cannot_be_judged(
    said: Result,
) -> None:
    one = level("3", said)
    assert why(one, ON_TRACK) == ["人の評価: ○ 概ね順調（話し合い）"]
    assert why(one, ON_TRACK, language="en") == ["judged by people: ○ mostly on track (話し合い)"]


def test_a_number_that_people_have_not_judged_yet() -> None:
    assert why(level("3", "2"), ON_TRACK) == ["この計画では人が評価する → 判定不能"]


# Names


# What is printed is true

SIGNS = {"<": operator.lt, "≤": operator.le, ">": operator.gt, "≥": operator.ge}
NUMBER = r"-?[0-9,]+(?:\.[0-9]+)?"
NUMBERS = st.one_of(
    st.integers(-20, 200).map(Decimal),
    st.decimals(-100, 100, places=3),
    st.sampled_from(["79.96", "79.99999", "80.00001", "59.9999999999999999999", "99.95"]).map(
        Decimal
    ),
)


@given(
    st.sampled_from([*(s for s in PRESETS.values() if s.formula is not Formula.NONE), BEYOND]),
    st.sampled_from([None, Decimal(100), Decimal(120)]),
    st.sampled_from([each for each in Direction if each is not Direction.NONE]),
    st.sampled_from([None, Formula.PROGRESS]),
    st.one_of(st.just(Decimal(100)), NUMBERS),
    NUMBERS,
    st.one_of(st.none(), NUMBERS),
)
def test_every_inequality_holds_for_the_figures_that_are_printed(  # noqa: PLR0913, PLR0917 - drawn
    scheme: Scheme,
    cap: Decimal | None,
    direction: Direction,
    formula: Formula | None,
    planned: Decimal,
    said: Decimal,
    baseline: Decimal | None,
) -> None:
    scheme = replace(scheme, cap=cap, level_formula=formula)
    at_first = None if baseline is None else f"{baseline:f}"
    (line,) = why(level(f"{planned:f}", f"{said:f}", direction, baseline=at_first), scheme)
    ratios = re.findall(rf"= ({NUMBER})%", line)
    assume(ratios)
    shown = Decimal(ratios[-1].replace(",", ""))
    for sign, bound in re.findall(rf"([<≤>≥]) ({NUMBER})%", line):
        assert SIGNS[sign](shown, Decimal(bound)), line
    for one, other, sign, bound in re.findall(
        rf"\|({NUMBER}) - \(?({NUMBER})\)?\| ([≤>]) ({NUMBER})", line
    ):
        terms = [Decimal(term.replace(",", "")) for term in (one, other, bound)]
        assert SIGNS[sign](abs(terms[0] - terms[1]), terms[2]), line


@pytest.mark.parametrize("trend", Trend)
def test_a_band_may_ask_for_any_trend(trend: Trend) -> None:
    bands = (
        Band("good", "良", threshold=Decimal(90)),
        *(Band(t.value, t.value, threshold=Decimal(0), trend=t) for t in Trend),
    )
    said = {Trend.BETTER: "51", Trend.SAME: "50", Trend.WORSE: "49"}[trend]
    (line,) = why(level("100", said, baseline="50"), replace(STANDARD, bands=bands))
    sign = {Trend.BETTER: "↗", Trend.SAME: "→", Trend.WORSE: "↘"}[trend]
    assert line.startswith(f"{said} ÷ 100 = {said}.0% < 90%, {sign} ")
    assert line.endswith(f" → {trend.value}")
