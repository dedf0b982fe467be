"""Money in parts, in totals alone, net of what is carried out: as users see it."""

from __future__ import annotations

import json
import re
import shutil
from typing import TYPE_CHECKING, Any

import pytest

from tests.running import ROOT, run

if TYPE_CHECKING:
    from pathlib import Path

PLAN = ("--plan", str(ROOT / "tests" / "examples" / "valid" / "money"))


def shown(*arguments: str, lang: str = "ja") -> list[list[str]]:
    """Return the words of each line of a table."""
    done = run(*PLAN, "--lang", lang, *arguments)
    assert done.code == 0, done.err
    return [line.split() for line in done.out.splitlines()]


def rows(*arguments: str) -> list[dict[str, Any]]:
    document = json.loads(run(*PLAN, *arguments, "--format", "json").out)
    found: list[dict[str, Any]] = document["rows"]
    return found


def test_the_parts_of_the_money_are_summed_beside_the_whole() -> None:
    assert shown("budget", "--by", "part", "--basis", "settled")[4:] == [
        ["内訳", "令和3年度", "令和4年度", "計"],
        ["────────────", "─────────", "─────────", "─────────"],
        ["財源"],
        ["国庫支出金", "30+…", "50+…", "80+…"],
        ["一般財源", "50+…", "80+…", "130+…"],
        ["小計", "80+…", "130+…", "210+…"],
        ["総コスト（事業費の外）"],
        ["人件費", "900+…", "950+…", "1,850+…"],
        ["小計", "900+…", "950+…", "1,850+…"],
        ["事業費の全体", "80+…", "130+…", "7,415,260"],
        [],
        ["「30+…」は、分かっている金額だけの計です（分からないものは入っていません）。"],
    ]


def test_one_group_is_asked_for_by_its_name() -> None:
    found = rows("budget", "--by", "財源", "--basis", "initial", "--year", "R4")
    assert [(r["row"], r["part"], r["amount"], r["unknown"]) for r in found] == [
        ("part", "国庫支出金", 50, 1),
        ("part", "一般財源", 60, 1),
        ("group", None, 110, 2),
        ("whole", None, 110, 1),
    ]
    assert {(r["year"], r["western_year"], r["basis"], r["unit"]) for r in found} == {
        ("R4", 2022, "initial", "千円")
    }


def test_the_parts_of_a_year_are_compared_without_rates() -> None:
    arguments = ("--by", "財源", "--compare", "--year", "R3")
    (head, _, *lines) = shown("budget", *arguments, lang="en")[4:10]
    assert head == ["Part", "Planned", "Initial", "Current", "Settled"]
    # the supplementary budget of R3 is not broken down, so that no part's current one is known
    assert lines[1:3] == [
        ["国庫支出金", "…", "40+…", "…", "30+…"],
        ["一般財源", "…", "60+…", "…", "50+…"],
    ]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--by", "会計"), "--by に「会計」は使えません"),
        (("--by", "part", "--vs", "HEAD"), "内訳ごとの合計は --vs では比べられません"),
    ],
)
def test_groups_that_the_plan_has_not_are_named(arguments: tuple[str, ...], message: str) -> None:
    done = run(*PLAN, "budget", *arguments)
    assert done.code == 2
    assert message in done.err
    undivided = run("budget", "--by", "part")
    assert (undivided.code, "money.breakdown" in undivided.err) == (2, True)


def test_the_printed_page_has_every_basis_with_its_parts() -> None:
    lines = [
        [word for word in line if word != "│"]
        for line in shown("show", "1-1")
        if line and line[0] == "│"
    ]
    assert lines[2:] == [
        ["事業費（千円）", "100", "110", "210"],
        ["当初予算（千円）", "100", "110", "210"],
        ["財源", "国庫支出金", "40", "50", "90"],
        ["財源", "一般財源", "60", "60", "120"],
        ["補正予算（千円）", "10", "3", "13"],
        ["流用（千円）", "-2", "-2"],
        ["前年度からの繰越（千円）", "20", "20"],
        ["予算現額（千円）", "88", "133", "221"],
        ["決算（千円）", "80", "130", "210"],
        ["財源", "国庫支出金", "30", "50", "80"],
        ["財源", "一般財源", "50", "80", "130"],
        ["総コスト", "人件費", "900", "950", "1,850"],
        ["翌年度への繰越（千円）", "20", "20"],
        ["不用額（千円）", "8", "3", "11"],
        ["要求額（千円）", "140"],
        ["執行率", "90.9%", "97.7%", "95.0%"],
    ]
    assert ["令和5年度の要求額:", "150千円"] in shown("show", "1-1")
    assert ["│", "執行率", "│", "│", "│", "93.4%", "│"] in shown("show", "1-2")


def test_machines_get_every_amount_by_its_field() -> None:
    found = {(r["field"], r["year"]): r["value"] for r in rows("show", "1-1")}
    assert found["budget.settled.total", None] == 210
    assert found["budget.execution_rate", "R3"] == 90.9
    assert found["budget.execution_rate.total", None] == 95
    assert found["budget.requested", "R5"] == 150
    assert found["budget.breakdown.財源.一般財源.settled", "R4"] == 80
    assert found["budget.breakdown.財源.一般財源.settled.total", None] == 130


def test_a_rate_over_what_is_known_says_so() -> None:
    lines = shown("budget", "--compare", "--year", "R3", lang="en")
    assert ["Total", "100+…", "100+…", "88+…", "80+…", "90.9%+…"] in lines
    note = " ".join(lines[-1])
    assert note == (
        "A rate such as '90.9%+…' is over the initiatives whose settled and current amounts are "
        "both known (1 left out)."
    )
    (total,) = (r for r in rows("budget", "--compare", "--year", "R3") if r["row"] == "total")
    assert total["execution_rate"] == pytest.approx(80 / 88)
    assert "settled" in total["unknown"]


@pytest.mark.parametrize(
    ("money", "options", "total", "carried"),
    [
        ("unit: 千円", ("--basis", "current"), 187, ["30"]),
        ("unit: 千円", ("--compare",), 187, ["30"]),
        ("unit: 千円", ("--basis", "current", "--year", "R4"), 107, []),
        ("unit: 千円", ("--basis", "settled"), 150, []),
        ("unit: 千円, current: net", ("--basis", "current"), 157, []),
    ],
)
def test_what_is_carried_over_stands_in_the_budgets_of_two_years(
    money: str, options: tuple[str, ...], total: int, carried: list[str], tmp_path: Path
) -> None:
    (tmp_path / "plan.yaml").write_text(
        "title: T\npublisher: {name: X}\nlanguage: ja\nyears: {planned: [R4, R5]}\n"
        f"money: {{{money}}}\n"
    )
    (tmp_path / "1.yaml").write_text("id: 1\ntitle: C\n")
    (tmp_path / "1-1.yaml").write_text(
        "id: 1-1\ntitle: I\nbudget:\n  planned: {total: 150}\n  initial: {R4: 100, R5: 50}\n"
        "  carried_in: {R4: 7, R5: 30}\n  settled: {R4: 70, R5: 80}\n  carried_out: {R4: 30}\n"
    )
    done = run("--plan", str(tmp_path), "budget", *options)
    assert str(total) in done.out
    assert (
        re.findall("翌年度へ繰り越した(.*)千円が、繰り越す前と後の両方の年度に", done.out)
        == carried
    )


def test_joint_initiatives_are_a_group_of_their_own_and_in_the_lists_of_each() -> None:
    lines = shown("budget", "--by", "bureau")
    assert [line[0] for line in lines[6:9]] == ["環境部", "共同（環境部、土木部）", "合計"]
    assert ["Joint:", "環境部,", "土木部", "100", "110", "210"] in shown(
        "budget", "--by", "bureau", lang="en"
    )
    for member in ("環境部", "土木部", "公園課"):
        status = run(*PLAN, "status", "--department", member, "--format", "json").out
        assert '"1-1"' in status
        pending = run(*PLAN, "pending", "--department", member).out
        assert "1-1 公園の整備" in pending


def test_a_plan_without_money_says_so_in_one_line(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "tests" / "examples" / "valid" / "money", tmp_path, dirs_exist_ok=True)
    plan = (tmp_path / "plan.yaml").read_text("utf-8")
    head, _, tail = plan.partition("money:")
    (tmp_path / "plan.yaml").write_text(head + tail[tail.index("departments:") :], "utf-8")
    done = run("--plan", str(tmp_path), "validate", "--format", "concise")
    assert (done.code, done.out.count("PLT519")) == (1, 1)
    for name in ("1-1", "1-2"):
        text = (tmp_path / f"{name}.yaml").read_text("utf-8")
        (tmp_path / f"{name}.yaml").write_text(text.partition("budget:")[0], "utf-8")
    assert run("--plan", str(tmp_path), "validate").code == 0
    for options in ((), ("--compare",), ("--by", "bureau")):
        done = run("--plan", str(tmp_path), "--lang", "en", "budget", *options)
        assert (done.code, done.out) == (0, "The plan states no money.\n")
    assert json.loads(run("--plan", str(tmp_path), "budget", "--format", "json").out)["rows"] == []
    report = run("--plan", str(tmp_path), "report", "--year", "R3").out
    assert "事業費" not in report
    assert "事業費" not in run("--plan", str(tmp_path), "show", "1-1").out


def test_an_amount_of_each_kind_is_recorded(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "tests" / "examples" / "valid" / "money", tmp_path, dirs_exist_ok=True)
    done = run(
        *("--plan", str(tmp_path), "record", "1-2", "--year", "R4"),
        *("--transfers", "-3", "--requested", "40"),
    )
    assert done.code == 0, done.err
    text = (tmp_path / "1-2.yaml").read_text("utf-8")
    assert "  transfers: {R4: -3}\n" in text
    assert "  requested: {R4: 40}\n" in text
