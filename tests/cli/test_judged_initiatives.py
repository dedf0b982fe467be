"""Whole initiatives as people judge them: by year and for the term, counted apart."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from plantool import load
from tests.cases.small import found
from tests.running import Run, run

if TYPE_CHECKING:
    from pathlib import Path

SETTINGS = """\
title: 行政改革プラン
publisher: {name: 市}
language: ja
years: {planned: [R3, R4]}
departments: {課: []}
evaluation:
  judgement:
    bands: [{id: on-track, label: 順調, symbol: ◎}, {id: late, label: 遅れ, missed: true}]
  term:
    bands: [{id: achieved, label: 達成}, {id: open, label: 未完了, missed: true}]
"""
CHAPTER = "id: 1\ntitle: 章\nsections: [{id: 1, title: 柱}]\n"
ALONE = """\
id: 1-1
title: 窓口の集約
section: 1
departments: [課]
judgement:
  R3: {status: on-track, reason: 計画どおり, by: 推進本部, attributes: {今後の方向性: 現状維持}}
  R4:
    - {status: on-track, stage: interim, reported: 2022-10-20}
    - {status: late, reason: 工事の遅れ, reported: 2023-05-20}
  term: {status: achieved}
"""
MEASURED = """\
id: 1-2
title: 電子申請
section: 1
departments: [課]
measures:
  - {id: a, name: 手続の数, kind: cumulative, direction: up, unit: 件, planned: {R3: 10, R4: 10},
     results: {R3: {value: 10件, reported: 2022-04-20}}}
  - {id: b, name: 条例, kind: milestone, planned: {R3: 検討, R4: 制定},
     results: {R3: {value: 検討}}}
judgement: {R3: {status: late}}
"""


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    for name, text in (("plan", SETTINGS), ("1", CHAPTER), ("1-1", ALONE), ("1-2", MEASURED)):
        (tmp_path / f"{name}.yaml").write_text(text, "utf-8")
    return tmp_path


def at(plan: Path, *arguments: str) -> Run:
    return run("--plan", str(plan), *arguments)


def test_status_shows_them_above_the_measures_and_counts_them_apart(plan: Path) -> None:
    lines = at(plan, "status", "--year=R3", "--as-of=2022-06-01").out.splitlines()
    start = lines.index("1-1 窓口の集約")
    assert lines[start : start + 4] == [
        "1-1 窓口の集約",
        "  事業の評価 令和3年度: ◎ 順調（評価者 推進本部: 計画どおり）",
        "  計画期間の評価: 達成（暫定）",
        "1-2 電子申請",
    ]
    assert lines[start + 4] == "  事業の評価 令和3年度: 遅れ"
    assert [line for line in lines if "項目（" in line or "事業（" in line] == [
        "令和3年度: 2項目（達成 1、判定不能 1）",
        "事業の評価 令和3年度: 2事業（順調 1、遅れ 1）",
        "計画期間の評価: 1事業（達成 1、うち暫定 1）",
    ]


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        ("2022-10-19", (None, None)),
        ("2022-10-20", ("on-track", True)),
        ("2023-05-19", ("on-track", True)),  # the year is over, the judgement is not on all of it
        ("2023-05-20", ("late", False)),
    ],
)
def test_the_latest_judgement_counts_as_for_results(
    plan: Path, as_of: str, expected: tuple[str | None, bool | None]
) -> None:
    shown = json.loads(at(plan, "status", "--year=R4", f"--as-of={as_of}", "--format=json").out)
    judged = [row for row in shown["rows"] if row["id"] == "1-1" and row["year"] == "R4"]
    found = [(row["initiative_status"], row["initiative_provisional"]) for row in judged]
    assert found == ([expected] if expected[0] else [])


def test_machines_find_them_beside_the_measures_and_counted_apart(plan: Path) -> None:
    shown = json.loads(at(plan, "status", "--year=R3", "--as-of=2024-01-01", "--format=json").out)
    assert shown["counts"] == {"R3": {"achieved": 1, "cannot-be-judged": 1}}
    assert shown["initiatives"] == {
        "R3": {"on-track": 1, "late": 1},
        "term": {"achieved": 1},
    }
    keys = ("id", "measure", "year", "initiative_status", "flags")
    assert [tuple(row[key] for key in keys) for row in shown["rows"]] == [
        ("1-2", "a", "R3", "late", []),
        ("1-2", "b", "R3", "late", []),
        ("1-1", None, "R3", "on-track", []),
        ("1-1", None, "term", "achieved", []),
    ]


def test_one_judged_as_missed_wants_attention(plan: Path) -> None:
    assert at(plan, "status", "--year=R3", "--fail-on=missed").code == 1
    assert at(plan, "status", "1-1", "--year=R3", "--fail-on=missed").code == 0
    flagged = at(plan, "status", "--year=R4", "--flag=missed", "--as-of=2024-01-01").out
    assert ("1-1 窓口の集約" in flagged, "1-2" in flagged) == (True, False)
    lines = at(plan, "report", "--year=R4", "--as-of=2024-01-01").out.splitlines()
    start = lines.index("### 事業全体の評価が目標に届かなかったもの（1）")
    assert lines[start + 4] == "| 1-1 窓口の集約 | 事業の評価 令和4年度 | 遅れ | 工事の遅れ |"
    start = lines.index("### 事業全体の評価")
    assert lines[start + 2 : start + 4] == [
        "- 事業の評価 令和4年度: 1事業（遅れ 1）",
        "- 計画期間の評価: 1事業（達成 1）",
    ]


def test_show_prints_every_judgement_with_what_was_said_beside(plan: Path) -> None:
    lines = at(plan, "show", "1-1").out.splitlines()
    assert lines[-5:] == [
        "事業の評価 令和3年度: ◎ 順調（評価者 推進本部: 計画どおり）",
        "事業の評価 令和3年度 今後の方向性: 現状維持",
        "事業の評価 令和4年度（中間、2022-10-20報告）: ◎ 順調",
        "事業の評価 令和4年度（2023-05-20報告）: 遅れ（工事の遅れ）",
        "計画期間の評価: 達成",
    ]
    rows: list[dict[str, Any]] = json.loads(at(plan, "show", "1-1", "--format=json").out)["rows"]
    assert [(r["field"], r["year"], r["judged"], r["stage"]) for r in rows if r["judged"]] == [
        ("judgement", "R3", "on-track", "final"),
        ("judgement", "R4", "on-track", "interim"),
        ("judgement", "R4", "late", "final"),
        ("judgement.term", None, "achieved", "final"),
    ]


def change(plan: Path, name: str, old: str, new: str) -> None:
    text = (plan / name).read_text("utf-8")
    assert old in text
    (plan / name).write_text(text.replace(old, new), "utf-8")


@pytest.mark.parametrize(
    ("name", "old", "new", "expected"),
    [
        ("1-1.yaml", "{status: achieved}", "{status: on-track}", ("PLT707", 10, 18)),
        ("1-1.yaml", "R3: {status: on-track", "R3: {status: achieved", ("PLT707", 6, 16)),
        ("1-1.yaml", "R3: {", "R6: {", ("PLT403", 6, 3)),
        ("plan.yaml", "id: late", "id: on-track", ("PLT709", 8, 56)),
        ("plan.yaml", "id: open", "id: achieved", ("PLT709", 10, 45)),
    ],
)
def test_what_is_wrong_with_them_is_found(
    plan: Path, name: str, old: str, new: str, expected: tuple[str, int, int]
) -> None:
    assert found(plan) == []  # of a milestone in a judged year no state is asked for
    change(plan, name, old, new)
    code, line, column = expected
    assert (code, name, line, column) in found(plan)


def test_a_milestone_of_a_plan_that_says_states_needs_one_unless_the_year_is_judged(
    plan: Path,
) -> None:
    change(plan, "1-2.yaml", "judgement: {R3: {status: late}}\n", "")
    assert found(plan) == []  # no milestone of the plan has a state
    change(plan, "1-2.yaml", "{value: 検討}}", "{value: 検討}, R4: {state: done}}")
    assert [code for code, *_ in found(plan)] == ["PLT705"]


def test_record_enters_them(plan: Path) -> None:
    said = ("--judgement", "遅れ", "--judgement-reason", "議論の遅れ", "--by", "本部")
    ran = at(plan, "record", "1-2", "--whole", "--year=R4", *said, "--reported=R5.4.20")
    assert ran.code == 0
    assert ran.out.splitlines()[-1].startswith("+judgement: {R3: {status: late}, R4: {status: late")
    assert at(plan, "record", "1-2", "--whole", "--year=term", "--judgement=達成").code == 0
    initiative = load(plan).initiative("1-2")
    assert initiative
    (_, _, _), (_, _, fourth), (_, _, term) = initiative.judgements.yield_reports()
    assert fourth.judgement is not None
    assert fourth.judgement[:3] == ("late", "議論の遅れ", "本部")
    assert term.judgement is not None
    assert term.judgement.status == "achieved"
    again = ("record", "1-2", "--whole", "--year=R4", "--judgement=順調")
    assert at(plan, *again).code == 0
    assert "R4: [{status: late" in (plan / "1-2.yaml").read_text("utf-8")
    assert at(plan, *again, "--replace", "--by=本部").code == 0
    for mixed in (("--value=3",), ("a",), ("--settled=3",)):
        assert at(plan, *again, *mixed).code == 2


def test_record_enters_a_report_of_a_part_of_the_year(plan: Path) -> None:
    ran = at(plan, "record", "1-2", "a", "--year=R4", "--value=4", "--planned=5", "--period=上期")
    assert ran.code == 0
    initiative = load(plan).initiative("1-2")
    assert initiative
    last = list(next(initiative.measures()).yield_reports())[-1][2]
    assert last.period is not None
    assert (last.period.value, last.stage.value, last.planned is not None) == (
        "first-half",
        "interim",
        True,
    )
    assert at(plan, "record", "1-2", "a", "--year=R4", "--value=9", "--period=H1").code == 1
