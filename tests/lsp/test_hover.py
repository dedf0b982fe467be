from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from plantool.lsp.hover import build_help
from plantool.lsp.workspace import OpenPlans
from tests.lsp.editing import edit, point

if TYPE_CHECKING:
    from pathlib import Path


def shown(folder: Path, name: str, words: str, language: str | None = None) -> list[str]:
    edited = point(folder, name, words, OpenPlans(language))
    found = build_help(edited.view, edited.line, edited.column)
    return found.text.split("\n\n") if found else []


@pytest.mark.parametrize(
    ("name", "words", "expected"),
    [
        ("18-3.yaml", "H30: ‸２か所開設", ["2 + 2 = 4 か所"]),
        ("18-3.yaml", "total: ４‸か所開設", ["2 + 2 = 4 か所"]),
        ("18-3.yaml", "target: 計‸16か所", ["12 + 2 + 2 = 16 か所"]),
        ("18-3.yaml", "H29: 計1‸2か所", ["12 + 2 + 2 = 16 か所"]),
        ("18-3.yaml", "total: 5‸1", ["26 + 25 = 51 百万円"]),
        (
            "18-3.yaml",
            "H31: 2‸5}",
            ["26 + 25 = 51 百万円", "戦略計画 18の平成31年度（計画）: 140百万円"],
        ),
        (
            "18-3.yaml",
            "[地域文化部 ‸協働",
            ["地域文化部 協働推進課（事業: 18-2、18-3、18-5）", "**事業実施課**"],
        ),
        ("18-3.yaml", "section: ‸2", ["2 区民とともに進める区政", "**取組の柱**"]),
        ("18.yaml", "id: 2‸-4", ["2-4 ＩＣＴを活用した子育て関連サービスの拡充 ★"]),
        ("18.yaml", "section: ‸3", ["3 ＩＣＴの活用などによる区民サービスの向上"]),
        ("18-3.yaml", "H‸31: ２", ["平成31年度 = 令和元年度 = 2019年度", "2 + 2 = 4 か所"]),
        ("plan.yaml", "planned: [H30, H‸31]", ["平成31年度 = 令和元年度 = 2019年度"]),
    ],
)
def test_figures_and_references_say_what_they_stand_for(
    plan_copy: Path, name: str, words: str, expected: list[str]
) -> None:
    assert shown(plan_copy, name, words)[: len(expected)] == expected


def test_a_key_is_described_in_the_language_of_the_plan(plan_copy: Path) -> None:
    title, words, values = shown(plan_copy, "18-3.yaml", "ki‸nd")
    assert title == "**種類**"
    assert words.startswith("cumulative: 年度ごとに積み上がる数。")
    assert values == "使える値: `cumulative`, `level`, `milestone`"


def test_or_in_the_one_chosen(plan_copy: Path) -> None:
    assert shown(plan_copy, "18-3.yaml", "uni‸t", "en") == [
        "**Unit**",
        "The unit that stands right after the number; none for an index.",
        "For example `か所`",
    ]


@pytest.mark.parametrize(("locale", "expected"), [("ja-JP", "**種類**"), ("fr", "**Kind**")])
def test_or_of_the_editor_where_the_plan_cannot_be_read(
    plan_copy: Path, locale: str, expected: str
) -> None:
    (plan_copy / "plan.yaml").write_text("title: [", "utf-8")
    edited = point(plan_copy, "18-3.yaml", "ki‸nd", OpenPlans(locale=locale))
    found = build_help(edited.view, edited.line, edited.column)
    assert found
    assert found.text.startswith(expected)


def test_a_row_is_described_as_what_it_is(plan_copy: Path) -> None:
    assert shown(plan_copy, "18-3.yaml", "base‸line")[1] == "**現況**"


@pytest.mark.parametrize(
    ("report", "expected"),
    [
        ("{st‸ate: postponed}", ["**達成の状態**", "使える値: `postponed`, `cancelled`"]),
        ("[{st‸ate: postponed, reported: 2019-05-20}]", ["使える値: `postponed`, `cancelled`"]),
        ("[{rep‸orted: 2019-05-20, value: 2}]", ["**報告日**", "例: `2018-09-28`"]),
        ("[{judgement: {status: mis‸sed, reason: 遅れ}}]", ["missed × 未達成", "**評価**"]),
        ("{judgement: {status: mi‸st, reason: 遅れ}}", ["**評価**"]),
    ],
)
def test_one_report_and_several_of_a_year_are_described_alike(
    report: str, expected: list[str], plan_copy: Path
) -> None:
    target = "    target: 計16か所\n"
    edited = edit(plan_copy, "18-3.yaml", target, f"{target}    results: {{H30: {report}}}\n")
    found = build_help(edited.view, edited.line, edited.column)
    assert found
    blocks = found.text.split("\n\n")
    assert [block for block in blocks if block in expected] == expected


@pytest.mark.parametrize(
    ("evaluation", "expected"),
    [
        ("{pre‸set: rag}", "**既定の評価基準**"),
        ("{bands: [{id: good, label: 順調, tre‸nd: better, from: 0}]}", "**前年度との比較**"),
        ("{preset: rag, kinds: {milestone: {done: gre‸en}}}", "green ● 緑"),
    ],
)
def test_the_evaluation_scheme_is_described(
    evaluation: str, expected: str, plan_copy: Path
) -> None:
    new = f"evaluation: {evaluation}\nmoney:\n"
    edited = edit(plan_copy, "plan.yaml", "money:\n", new)
    found = build_help(edited.view, edited.line, edited.column)
    assert found
    assert found.text.startswith(expected)


def test_a_key_of_a_broken_file_is_described(plan_copy: Path) -> None:
    edited = edit(plan_copy, "18-3.yaml", "kind: cumulative\n", 'ki‸nd: "cumulative\n')
    assert edited.view.document.root is None
    found = build_help(edited.view, edited.line, edited.column)
    assert found
    assert found.text.startswith("**種類**")


@pytest.mark.parametrize("words", ["# yaml-‸language", "‸measures:\n  - id: hiroba"])
def test_nothing_is_said_of_comments_and_something_of_every_key(
    plan_copy: Path, words: str
) -> None:
    assert bool(shown(plan_copy, "18-3.yaml", words)) is not words.startswith("#")
