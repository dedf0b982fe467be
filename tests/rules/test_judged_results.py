"""Reports that count say why something was missed, what will be done, and agree with people."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from plantool.messages import catalogue
from tests.checking.examples import found_in

if TYPE_CHECKING:
    from pathlib import Path

    from plantool.diagnostics import Diagnostic

AS_OF = date(2019, 12, 1)  # H30 is over, H31 is not
NUMBERS = (
    "measures:\n  - id: trees\n    name: 並木\n    kind: {kind}\n    direction: {direction}\n"
    "    unit: 本\n    planned: {{H30: {planned}, H31: 20本}}\n    results: {{{results}}}\n{more}"
)
WORDS = (
    "measures:\n  - id: survey\n    name: 調査\n    kind: milestone\n"
    "    planned: {{H30: 準備, H31: 実施}}\n    results: {{{results}}}\n"
)


def found(  # noqa: PLR0913 - what a row may say
    plan: Path,
    results: str,
    evaluation: str = "",
    *,
    kind: str = "cumulative",
    direction: str = "up",
    planned: str = "10本",
    more: str = "",
    as_of: date = AS_OF,
) -> list[Diagnostic]:
    if ":" not in results.partition("{")[0].partition("[")[0]:
        results = f"H30: {results}"
    row = NUMBERS if kind != "milestone" else WORDS
    text = row.format(kind=kind, direction=direction, planned=planned, results=results, more=more)
    settings = f"evaluation: {evaluation}\n" if evaluation else ""
    return found_in(plan, as_of, initiative=text, settings=settings)


def codes(diagnostics: list[Diagnostic]) -> list[str]:
    return [diagnostic.code.code for diagnostic in diagnostics]


@pytest.mark.parametrize(
    ("report", "expected"),
    [
        ("{value: 8本}", []),
        ("{value: 7.99本}", ["PLT703"]),
        ("{value: 7本, reason: 台風のため}", []),
        ("{value: 7本, reason: ''}", ["PLT703"]),
        ("{value: ―}", ["PLT703"]),
        ("{note: 集計中}", []),
        ("{state: postponed}", ["PLT703"]),
        ("{state: cancelled}", ["PLT703"]),
        ("{state: cancelled, reason: 用地がないため}", []),
        ("{value: 12本, state: cancelled}", ["PLT703"]),
        ("{value: -99999999999999999999999999999999999999}", ["PLT703"]),
    ],
)
def test_what_fell_well_short_needs_a_reason(
    report: str, expected: list[str], tmp_path: Path
) -> None:
    assert codes(found(tmp_path, report)) == expected


@pytest.mark.parametrize(
    ("evaluation", "expected"),
    [
        ("{preset: abcd}", ["PLT703"]),
        ("{preset: seven}", ["PLT703"]),
        ("{preset: symbols}", ["PLT703"]),
        ("{preset: on-track}", []),
        ("{preset: rag}", ["PLT703", "PLT706"]),
        ("{formula: none}", []),
    ],
)
def test_the_scheme_says_what_is_short(
    evaluation: str, expected: list[str], tmp_path: Path
) -> None:
    assert codes(found(tmp_path, "{value: 7本}", evaluation)) == expected


OWN = (
    "{bands: [{id: over, label: 超過, above: 100, missed: true},"
    " {id: good, label: 良, from: 70}, {id: poor, label: 不可, from: 0, missed: true}],"
    " kinds: {milestone: {done: good, partial: poor, not-done: poor, postponed: poor}}}"
)


@pytest.mark.parametrize(
    ("value", "status"), [("10本", ""), ("7本", ""), ("6.9本", "不可"), ("10.1本", "超過")]
)
def test_own_bands_are_named(value: str, status: str, tmp_path: Path) -> None:
    diagnostics = found(tmp_path, f"{{value: {value}}}", OWN)
    expected = [f"H30は「{status}」ですが、理由（reason）が書かれていません"] if status else []
    assert [catalogue("ja").message(d) for d in diagnostics] == expected


@pytest.mark.parametrize(
    ("baseline", "expected"), [("6本", []), ("7本", ["PLT706"]), ("8本", ["PLT706"])]
)
def test_a_trend_band_looks_at_the_year_before(
    baseline: str, expected: list[str], tmp_path: Path
) -> None:
    more = f"    baseline: {{H29: {baseline}}}\n"
    report = "{value: 7本, reason: 台風のため}"
    assert codes(found(tmp_path, report, "{preset: rag}", kind="level", more=more)) == expected


@pytest.mark.parametrize(
    ("evaluation", "more", "expected"),
    [
        ("", "", ["PLT703"]),
        ("{tolerance: 30}", "", []),
        ("{tolerance: 30}", "    tolerance: 2\n", ["PLT703"]),
        ("", "    tolerance: 3\n", []),
    ],
)
def test_what_is_to_be_kept_may_stray(
    evaluation: str, more: str, expected: list[str], tmp_path: Path
) -> None:
    kept = found(
        tmp_path, "{value: 13本}", evaluation, kind="level", direction="maintain", more=more
    )
    assert codes(kept) == expected


SHORT = "{value: 5本, reported: 2019-05-20}"
CANCELLED = "{state: cancelled, reported: 2019-05-20"


@pytest.mark.parametrize(
    ("reports", "at"),
    [
        ("{value: 5本, reported: 2019-05-20}, {value: 9本, reported: 2019-06-20}", None),
        ("{value: 9本, reported: 2019-05-20}, {value: 5本, reported: 2019-06-20}", 1),
        ("{value: 5本, reported: 2019-06-20}, {value: 9本, reported: 2019-05-20}", 0),
        ("{value: 9本, reported: 2019-05-20}, {value: 5本, reported: 2019-05-20}", 1),
        (SHORT, 0),
        ("{value: 5本, reported: 2018-10-31, stage: interim}", None),
        ("{value: 5本, reported: 2019-01-31, stage: forecast}", None),
        (f"{SHORT}, {{value: 9本, reported: 2019-06-20, stage: interim}}", 0),
        ("{state: cancelled, reported: 2018-10-31, stage: interim}", 0),
        (f"{CANCELLED}}}, {CANCELLED}, reason: 用地がない}}", None),
        (f"{SHORT}, {{note: 集計中, reported: 2019-06-20}}", 0),
    ],
)
def test_only_the_report_that_counts_is_judged(
    reports: str, at: int | None, tmp_path: Path
) -> None:
    diagnostics = found(tmp_path, f"[{reports}]")
    assert codes(diagnostics) == ([] if at is None else ["PLT703"])
    assert all(diagnostic.path[-1] == at for diagnostic in diagnostics)


def test_a_later_day_may_know_more(tmp_path: Path) -> None:
    reports = "[{value: 5本, reported: 2019-05-20}, {value: 9本, reported: 2019-06-20}]"
    assert codes(found(tmp_path, reports, as_of=date(2019, 6, 1))) == ["PLT703", "PLT704"]


def test_a_running_year_is_not_missed_yet(tmp_path: Path) -> None:
    assert codes(found(tmp_path, "H31: {value: 1本}")) == ["PLT701"]
    assert codes(found(tmp_path, "H31: {value: 1本, stage: interim}")) == []


def test_a_year_outside_the_plan_is_found_as_that(tmp_path: Path) -> None:
    results = "H33: {value: 1本}"
    assert codes(found(tmp_path / "1", results)) == ["PLT403"]
    results = "H29: {state: cancelled}"
    assert codes(found(tmp_path / "2", results, kind="milestone")) == []  # of the past


@pytest.mark.parametrize(
    ("report", "expected"),
    [
        ("{value: 準備}", ["PLT705"]),
        ("{note: 準備中}", ["PLT705"]),
        ("{value: 準備, stage: interim}", []),
        ("{state: partial}", []),
        ("{state: not-done}", ["PLT703"]),
        ("{judgement: {status: achieved, reason: 済}}", []),
        ("{judgement: {status: missed, reason: 遅れた}}", []),
        ("[{value: 準備, reported: 2018-10-31}, {state: done, reported: 2019-05-20}]", []),
        ("[{state: done, reported: 2018-10-31}, {value: 準備, reported: 2019-05-20}]", ["PLT705"]),
    ],
)
def test_words_need_a_state_or_a_judgement(
    report: str, expected: list[str], tmp_path: Path
) -> None:
    assert codes(found(tmp_path, report, kind="milestone")) == expected


@pytest.mark.parametrize(
    ("report", "evaluation", "expected"),
    [
        ("{value: 9本, judgement: {status: nearly, reason: 済}}", "", []),
        ("{value: 9本, judgement: {status: achieved, reason: 済}}", "", ["PLT708"]),
        ("{value: 7本, judgement: {status: nearly, reason: 済}}", "", ["PLT703", "PLT708"]),
        ("{value: 9本, judgement: {status: achieved, reason: 済}}", "{formula: none}", []),
        ("{value: 9本, judgement: {status: late, reason: 遅}}", "{preset: on-track}", []),
        ("{value: 9本, judgement: {status: near, reason: 済}}", "", ["PLT707"]),
        ("{state: postponed, judgement: {status: partial, reason: 半分}, reason: 雨}", "", None),
        ("{value: 9本, stage: interim, judgement: {status: missed, reason: 遅}}", "", []),
    ],
)
def test_people_and_figures_agree(
    report: str, evaluation: str, expected: list[str] | None, tmp_path: Path
) -> None:
    expected = ["PLT708"] if expected is None else expected
    assert codes(found(tmp_path, report, evaluation)) == expected


@pytest.mark.parametrize(
    ("report", "expected"),
    [
        ("{value: 4本, reason: 台風}", ["PLT706"]),
        ("{value: 4本, reason: 台風, action: 秋に植える}", []),
        ("{value: 9本}", []),
        ("{state: cancelled, reason: 用地}", []),
        ("{judgement: {status: red, reason: 台風}}", ["PLT706"]),
        ("{judgement: {status: red, reason: 台風}, action: 秋に植える}", []),
        ("{value: 9本, judgement: {status: red, reason: 枯れた}}", ["PLT708"]),
    ],
)
def test_what_wants_an_action_has_one(report: str, expected: list[str], tmp_path: Path) -> None:
    assert codes(found(tmp_path, report, "{preset: rag}")) == expected


def test_an_unplanned_year_with_several_reports_is_found_once(tmp_path: Path) -> None:
    reports = "[{value: 5本, reported: 2019-05-20}, {value: 9本, reported: 2019-06-20}]"
    diagnostics = found(tmp_path, reports, planned="―")
    assert codes(diagnostics) == ["PLT702"]
    assert diagnostics[0].path[-1] == "H30"
