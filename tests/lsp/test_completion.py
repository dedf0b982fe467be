from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plantool.lsp.completion import build_completion
from plantool.lsp.cursor import find_typed
from tests.lsp.editing import edit
from tests.running import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from plantool.lsp.value_choices import CompletionChoice

TEXT = (ROOT / "plan" / "18-3.yaml").read_text("utf-8")


def offered(folder: Path, name: str, old: str, new: str) -> tuple[int, dict[str, CompletionChoice]]:
    edited = edit(folder, name, old, new)
    found = build_completion(edited.view, edited.line, edited.column)
    assert found
    return found.start, {choice.label: choice for choice in found.choices}


UNIT, KIND, YEARS = "    unit: か所\n", "kind: cumulative", "{H30: ２か所開設, H31: ２か所開設}"
DEPARTMENTS = "[地域文化部 協働推進課]"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (UNIT, "    ‸\n", ["number", "mark", "unit", "results"]),
        (UNIT, "    u‸\n", ["number", "mark", "unit", "results"]),
        (UNIT, '    name: "x\n    ‸\n', ["number", "mark", "unit", "results"]),
        ("    target: 計16か所\n", "    target: 計16か所\n    results:\n      H30: {‸", None),
        (KIND, "kind: ‸", ["cumulative", "level", "milestone"]),
        (KIND, "kind: le‸vel", ["cumulative", "level", "milestone"]),
        ("direction: up", "direction: ‸", ["up", "down", "maintain", "none"]),
        ("section: 2", "section: ‸", ["1", "2", "3"]),
        ("mark: ★", "mark: ‸", ["★", "☆"]),
        ("unit: か所", "unit: ‸", ["事業"]),
        (YEARS, "{‸}", ["H30", "H31"]),
        (YEARS, "{H30: ２か所開設, ‸", ["H31"]),
        (YEARS, "{2018: ２か所開設, H‸}", ["H31"]),
        (YEARS, "\n      ‸", ["H30", "H31"]),
        ("baseline: {H26: ―, ", "baseline: {H26: ―, ‸", ["H29"]),
        ("{H30: 26, H31: 25}", "{H30: 26, H‸", ["H31"]),
        ("# yaml", "# ‸yaml", None),
        ("NPO・", "‸NPO・", []),
    ],
)
def test_what_may_stand_there_is_offered(
    plan_copy: Path, old: str, new: str, expected: list[str] | None
) -> None:
    edited = edit(plan_copy, "18-3.yaml", old, new)
    found = build_completion(edited.view, edited.line, edited.column)
    if expected is None:
        labels = {choice.label for choice in found.choices} if found else set()
        assert labels == ({"value", "note", "reason", "source", "reported"} if found else set())
    else:
        assert found
        offered = [choice.label for choice in found.choices]
        assert [label for label in offered if label in expected] == expected
        assert expected or not offered


def test_keys_come_with_their_titles_and_a_star_where_they_are_needed(plan_copy: Path) -> None:
    start, keys = offered(plan_copy, "18-3.yaml", UNIT, "    un‸\n")
    assert start == 4
    assert keys["unit"].title == "単位"
    assert keys["unit"].text == "unit: "
    assert keys["unit"].description == (
        "数のすぐ後に印刷された単位。指数など単位のない項目では書かない。"
    )
    assert keys["results"].text == "results:"
    assert "measures" not in keys
    assert "name" not in keys
    _, keys = offered(plan_copy, "18-3.yaml", "    direction: up\n", "    di‸\n")
    assert keys["direction"].title == "良い向き*"


def test_a_milestone_has_no_unit(plan_copy: Path) -> None:
    _, keys = offered(plan_copy, "18-1.yaml", "    total: 推進\n", "    ‸\n")
    assert list(keys) == ["number", "mark", "due", "total", "target", "attributes", "results"]


def test_a_new_row_may_become_a_group(plan_copy: Path) -> None:
    new = "    target: 計16か所\n  - ‸\n"
    _, keys = offered(plan_copy, "18-3.yaml", "    target: 計16か所\n", new)
    assert {"id", "name", "kind", "planned", "measures"} <= {*keys}


def test_states_come_with_their_words(plan_copy: Path) -> None:
    new = "    total: 推進\n    results: {H30: {state: ‸}}\n"
    _, states = offered(plan_copy, "18-1.yaml", "    total: 推進\n", new)
    assert states["not-done"].title == "未実施"


@pytest.mark.parametrize(
    ("new", "start", "text"),
    [
        ("[地域‸", 14, "区民部 収納課"),
        ("[地域文化部 協働推進課, ‸]", 27, "区民部 収納課"),
        ("‸", 13, "[区民部 収納課]"),
        ("\n  - 地‸", 4, "区民部 収納課"),
        ("['区‸", 15, "区民部 収納課"),
    ],
)
def test_departments_are_those_of_the_plan(
    plan_copy: Path, new: str, start: int, text: str
) -> None:
    column, names = offered(plan_copy, "18-3.yaml", DEPARTMENTS, new)
    assert (column, names["区民部 収納課"].text) == (start, text)
    assert ("地域文化部 協働推進課" in names) is ("協働推進課," not in new)


def test_another_section_is_one_that_is_not_there_yet(plan_copy: Path) -> None:
    _, sections = offered(plan_copy, "18-3.yaml", "section: 2", "section: [2, ‸]")
    assert list(sections) == ["1", "3"]


def test_what_a_chapter_may_relist(plan_copy: Path) -> None:
    relisted = "    label: 【再掲】※1\n"
    _, ids = offered(plan_copy, "18.yaml", relisted, f"{relisted}  - id: ‸\n")
    assert list(ids) == ["2-4"]
    assert ids["2-4"].title == "ＩＣＴを活用した子育て関連サービスの拡充 ★"
    _, sections = offered(plan_copy, "18.yaml", "section: 3\n", "section: ‸\n")
    assert sections["3"].title == "ＩＣＴの活用などによる区民サービスの向上"


def test_plan_yaml_has_keys_and_values_of_its_own(plan_copy: Path) -> None:
    _, languages = offered(plan_copy, "plan.yaml", "language: ja", "language: ‸")
    assert list(languages) == ["ja", "en"]
    _, keys = offered(plan_copy, "plan.yaml", "title: みどり", "v‸\ntitle: みどり")
    assert list(keys) == [
        *("contact", "license", "timezone", "headings"),
        *("reporting", "evaluation", "validation"),
    ]


TARGET = "    target: 計16か所\n"


@pytest.mark.parametrize(
    ("reports", "expected"),
    [
        ("{‸}", {"stage": "報告の段階", "reported": "報告日", "value": "実績の値"}),
        ("[{‸}]", {"stage": "報告の段階", "reported": "報告日*", "action": "改善策"}),
        ("\n        - ‸", {"reported": "報告日*", "judgement": "人による評価"}),
        ("\n        - value: 2\n          ‸", {"reported": "報告日*", "state": "達成の状態"}),
        ("{judgement: {‸}}", {"status": "評価*", "reason": "評価の理由*"}),
        ("{state: ‸}", {"postponed": "延期", "cancelled": "中止"}),
        ("[{state: ‸}]", {"postponed": "延期", "cancelled": "中止"}),
        ("[{stage: ‸}]", {"interim": "", "forecast": "", "final": ""}),
        ("[{judgement: {status: ‸}}]", {"achieved": "◎ 達成", "missed": "× 未達成"}),
    ],
)
def test_one_report_and_several_of_a_year_are_completed_alike(
    reports: str, expected: dict[str, str], plan_copy: Path
) -> None:
    new = f"{TARGET}    results:\n      H30: {reports}\n"
    _, found = offered(plan_copy, "18-3.yaml", TARGET, new)
    titles = {label: choice.title for label, choice in found.items()}
    assert expected.items() <= titles.items()
    assert "done" not in titles
    assert "value" not in titles or reports != "\n        - value: 2\n          ‸"


@pytest.mark.parametrize(
    ("evaluation", "expected"),
    [
        ("{‸}", ["preset", "formula", "bands", "kinds"]),
        ("{preset: ‸}", ["standard", "abcd", "seven", "on-track", "symbols", "rag"]),
        ("\n  bands:\n    - ‸", ["id", "label", "from", "above"]),
        ("{bands: [{id: good, above: 80, ‸}]}", ["label", "symbol", "color"]),
        ("{bands: [{id: good, trend: ‸}]}", ["better", "same", "worse"]),
        ("{preset: rag, kinds: {milestone: {done: ‸}}}", ["green", "amber", "red"]),
        ("{bands: [{id: good}, late], kinds: {milestone: {done: ‸}}}", ["good"]),
        ("{bands: {id: good}, kinds: {milestone: {done: ‸}}}", []),
    ],
)
def test_the_evaluation_scheme_is_completed(
    evaluation: str, expected: list[str], plan_copy: Path
) -> None:
    new = f"evaluation: {evaluation}\nmoney:\n"
    _, found = offered(plan_copy, "plan.yaml", "money:\n", new)
    assert [label for label in found if label in expected] == expected
    assert expected or not found


def test_of_two_thresholds_only_one_is_offered(plan_copy: Path) -> None:
    new = "evaluation: {bands: [{id: good, from: 80, ‸}]}\nmoney:\n"
    _, found = offered(plan_copy, "plan.yaml", "money:\n", new)
    assert "trend" in found
    assert "above" not in found


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("{‸}", ["財源"]),
        ("{財源: {‸}}", ["国費", "一般財源"]),
        ("{財源: {国費: {settled: {H30: 1}}, ‸}}", ["一般財源"]),
        ("{財源: {国費: {‸}}}", ["planned", "initial", "settled"]),
        ("{財源: {国費: {settled: {‸}}}}", ["H30", "H31", "total"]),
    ],
)
def test_the_parts_of_the_money_are_those_of_the_plan(
    plan_copy: Path, typed: str, expected: list[str]
) -> None:
    plan = plan_copy / "plan.yaml"
    unit = "  unit: 百万円\n"
    declared = f"{unit}  breakdown: {{財源: {{parts: [国費, 一般財源]}}}}\n"
    plan.write_text(plan.read_text("utf-8").replace(unit, declared), "utf-8")
    _, found = offered(plan_copy, "18-3.yaml", "  total: 51\n", f"  breakdown: {typed}\n")
    assert [label for label in found if label in expected] == expected
    assert expected[0] != "財源" or list(found) == expected


@given(st.integers(0, len(TEXT)), st.text(alphabet=" :-[]{},'\"#\n\t|a𠮷", max_size=4))
def test_nothing_that_is_typed_anywhere_is_too_much(at: int, more: str) -> None:
    text = TEXT[:at] + more + TEXT[at:]
    before = text[: at + len(more)]
    line = before.count("\n")
    found = find_typed(text, line, len(before) - before.rfind("\n") - 1)
    assert found is None or found.start <= len(before) - before.rfind("\n") - 1


@pytest.mark.parametrize("path", ["H30: {status: ‸}", "H30: [{status: ‸}]"])
def test_the_statuses_of_whole_initiatives_are_those_of_the_plan(
    path: str, plan_copy: Path
) -> None:
    plan = plan_copy / "plan.yaml"
    bands = "evaluation: {judgement: {bands: [{id: late, label: 遅れ}]}}\n"
    plan.write_text(plan.read_text("utf-8").replace("money:\n", f"{bands}money:\n"), "utf-8")
    _, statuses = offered(plan_copy, "18-3.yaml", "budget:\n", f"judgement: {{{path}}}\nbudget:\n")
    assert {label: choice.title for label, choice in statuses.items()} == {"late": "遅れ"}
    _, term = offered(
        plan_copy, "18-3.yaml", "budget:\n", "judgement: {term: {status: ‸}}\nbudget:\n"
    )
    assert "achieved" in term


def test_parts_of_the_year_come_with_their_names(plan_copy: Path) -> None:
    new = f"{TARGET}    results:\n      H30: {{period: ‸}}\n"
    _, periods = offered(plan_copy, "18-3.yaml", TARGET, new)
    assert (periods["first-half"].title, periods["Q2"].title) == ("上半期", "第2四半期")
