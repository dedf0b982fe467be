"""plantool new: an initiative with the next free id, its rows and the years of the plan."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from plantool import load
from plantool.model.measure import Kind
from tests.history import Repository
from tests.running import Run, run, run_in_terminal

if TYPE_CHECKING:
    from pathlib import Path

WHO = ("--department", "協働推進課")


def new(plan: Path, *arguments: str) -> Run:
    return run("--plan", str(plan), "new", *arguments, cwd=plan.parent)


def test_a_file_with_all_years_and_rows(plan_copy: Path) -> None:
    done = new(plan_copy, "18", "--title", "新しい事業", "--section", "2", *WHO, "--unit", "か所")
    assert (done.code, done.out) == (0, "plan/18-9.yaml\n")
    assert done.err == (
        "18-9 新しい事業のファイルを作りました: plan/18-9.yaml\n"
        "記入するところが5か所あります。ファイルの「要記入」を書き換えてください"
        "（残っているところは plantool validate plan/18-9.yaml で見られます）\n"
    )
    assert (plan_copy / "18-9.yaml").read_text("utf-8") == (
        "# 「要記入」を計画書の言葉と数に書き換えてください。"
        "残っているところは plantool validate で分かります。\n"
        "id: 18-9\n"
        "title: 新しい事業\n"
        "number: (5)\n"
        "section: 2\n"
        "departments: [地域文化部 協働推進課]\n"
        "\n"
        "# 年度別計画の表の行（取組項目）。行を増やすときは「- id:」から写します。\n"
        "measures:\n"
        "  - id: main # 半角の英小文字で付け、あとで変えない\n"
        "    name: 要記入\n"
        "    kind: cumulative # 年度ごとの数を積み上げる項目（開設数、件数など）\n"
        "    direction: up # 増えるほど良い。減らすなら down、保つなら maintain\n"
        "    unit: か所 # 数の単位。欄の数にも同じ単位を付ける\n"
        "    planned: {H30: 要記入, H31: 要記入} # その年度に増やす数\n"
        "    total: 要記入 # 計。年度の数の合計と突き合わせる\n"
        "    target: 要記入 # 計画の終わりの目標。現況＋計と突き合わせる\n"
        "\n"
        "# 年度ごとの事業費（百万円）。null を半角の数に書き換え、なければ ― と書きます。\n"
        "budget:\n"
        "  planned: {H30: null, H31: null}\n"
    )


def test_what_is_left_to_fill_in_is_a_warning_each(plan_copy: Path) -> None:
    new(plan_copy, "18", "--title", "新しい事業", "--section", "2", *WHO, "--kind", "milestone")
    done = run("validate", str(plan_copy / "18-9.yaml"), "--format", "concise", cwd=plan_copy)
    found = [line.split()[1:3] for line in done.out.split("\n") if "18-9.yaml" in line]
    assert (done.code, found) == (0, [["警告", "PLT606"]] * 4)
    assert run("fmt", "--check", str(plan_copy / "18-9.yaml"), cwd=plan_copy).code == 0
    initiative = load(plan_copy).initiative("18-9")
    assert initiative
    assert [year.key for year in next(initiative.measures()).planned.years] == ["H30", "H31"]


def test_a_copy_has_the_structure_and_no_figures(plan_copy: Path) -> None:
    assert new(plan_copy, "18", "--title", "写した事業", "--copy", "１８－３").code == 0
    text = (plan_copy / "18-9.yaml").read_text("utf-8")
    assert text.partition("title: ")[2] == (
        "写した事業\n"
        "number: (5)\n"
        "section: 2\n"
        "departments: [地域文化部 協働推進課]\n"
        "measures:\n"
        "  - id: hiroba\n"
        "    name: 相談情報ひろば\n"
        "    kind: cumulative\n"
        "    direction: up\n"
        "    unit: か所\n"
        "    planned: {H30: 要記入, H31: 要記入}\n"
        "    total: 要記入\n"
        "    target: 要記入\n"
        "\n"
        "# 年度ごとの事業費（百万円）。null を半角の数に書き換え、なければ ― と書きます。\n"
        "budget:\n"
        "  planned: {H30: null, H31: null}\n"
    )


@pytest.mark.parametrize("source", [f"18-{number}" for number in range(1, 9)])
def test_any_initiative_can_be_copied(source: str, plan_copy: Path) -> None:
    assert new(plan_copy, "18", "--title", "写した事業", "--copy", source).code == 0
    plan = load(plan_copy)
    old, copy = (plan.initiative(identifier) for identifier in (source, "18-9"))
    assert old
    assert copy
    assert [(m.id, m.name, m.kind, m.unit) for m in copy.measures()] == [
        (m.id, m.name, m.kind, m.unit) for m in old.measures()
    ]
    assert (copy.section, copy.departments) == (old.section, old.departments)
    assert not any(measure.results.years for measure in copy.measures())
    assert plan.ok


def test_dry_run_shows_the_file(plan_copy: Path) -> None:
    arguments = ("18", "--title", "新しい事業", "--section", "2", *WHO)
    shown = new(plan_copy, *arguments, "--dry-run")
    assert (shown.code, (plan_copy / "18-9.yaml").exists()) == (0, False)
    assert new(plan_copy, *arguments).code == 0
    assert shown.out == (plan_copy / "18-9.yaml").read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("19", "--title", "x"), "「19」という章はありません。今ある章:\n  18 新しい成熟都市"),
        (("18", "--title", "　"), "名前が空です"),
        (("18", "--title", "x", "--section", "9"), "章18に「9」という柱はありません"),
        (("18", "--title", "x"), "--section がありません\n  1 区政改革計画"),
        (("18", "--title", "x", "--section", "1"), "--department がありません\n  "),
        (
            ("18", "--title", "x", "--section", "1", "--department", "共働推進課"),
            "という部署は plan.yaml にありません（「地域文化部 協働推進課」ではありませんか）",
        ),
        (("--title", "x"), "CHAPTER がありません\n  18 新しい成熟都市"),
        (("18",), "--title がありません\n"),
        (("18", "--title", "x", "--copy", "18-99"), "「18-99」という番号の事業や章はありません"),
    ],
)
def test_what_does_not_exist_is_told_with_what_does(
    arguments: tuple[str, ...], said: str, plan_copy: Path
) -> None:
    before = sorted(plan_copy.iterdir())
    done = new(plan_copy, *arguments)
    assert (done.code, said in done.err) == (2, True), done.err
    assert sorted(plan_copy.iterdir()) == before


def test_departments_in_any_width_several_and_by_their_division(plan_copy: Path) -> None:
    names = ("--department", "地域文化部　協働推進課、企画部", "--department", "保育課")
    done = new(plan_copy, "18", "--title", "x", "--section", "1", *names)
    assert done.code == 0, done.err
    begun = load(plan_copy).initiative("18-9")
    assert begun
    assert [each.name for each in begun.departments] == [
        "地域文化部 協働推進課",
        "企画部",
        "こども家庭部 保育課",
    ]


def test_a_person_is_asked(plan_copy: Path) -> None:
    typed = "19\n18\n新しい事業\n2\n協働推進課\n２\n人\n"
    done = run_in_terminal(100, "--plan", str(plan_copy), "new", cwd=plan_copy, typed=typed)
    assert done.code == 0
    initiative = load(plan_copy).initiative("18-9")
    assert initiative
    assert (initiative.title, initiative.section) == ("新しい事業", "2")
    (measure,) = initiative.measures()
    assert (measure.kind, measure.unit) == (Kind.LEVEL, "人")
    assert "  2 level: その時点の水準で表す項目" in done.out
    assert "「19」という章はありません" in done.out


def test_nothing_is_written_where_the_answers_break_off(plan_copy: Path) -> None:
    before = sorted(plan_copy.iterdir())
    done = run_in_terminal(100, "--plan", str(plan_copy), "new", "18", cwd=plan_copy, typed="\x04")
    assert (done.code, sorted(plan_copy.iterdir())) == (130, before)


def test_ids_of_all_branches_are_avoided(plan_copy: Path) -> None:
    repository = Repository(plan_copy.parent)
    repository.git("init", "--quiet")
    repository.commit("計画")
    for branch, number in (("a", 9), ("b", 12)):
        repository.git("checkout", "--quiet", "-b", branch, "main")
        text = (plan_copy / "18-8.yaml").read_text("utf-8").replace("id: 18-8", f"id: 18-{number}")
        (plan_copy / f"18-{number}.yaml").write_text(text, "utf-8")
        repository.commit(branch)
    repository.git("checkout", "--quiet", "main")
    repository.git("update-ref", "refs/remotes/origin/c", "b")
    repository.git("branch", "--quiet", "-D", "b")
    done = new(plan_copy, "18", "--title", "新しい事業", "--section", "2", *WHO)
    assert (done.code, done.out) == (0, "plan/18-13.yaml\n")


def test_a_repository_without_a_commit_and_a_folder_without_git(plan_copy: Path) -> None:
    arguments = ("18", "--section", "2", *WHO, "--title")
    Repository(plan_copy.parent).git("init", "--quiet")
    assert new(plan_copy, *arguments, "一つ目").out == "plan/18-9.yaml\n"
    done = run("new", *arguments, "二つ目", cwd=plan_copy, PATH="")
    assert (done.code, done.out) == (0, "18-10.yaml\n")
    assert "ブランチ" not in done.err


def test_a_plan_with_errors_gets_initiatives_all_the_same(plan_copy: Path) -> None:
    (plan_copy / "18-1.yaml").write_text("id: [", "utf-8")
    done = new(plan_copy, "18", "--title", "新しい事業", "--section", "2", *WHO)
    assert (done.code, done.out) == (0, "plan/18-9.yaml\n")


def test_two_at_once_get_two_ids(plan_copy: Path) -> None:
    command = ["plantool", "new", "18", "--section", "2", *WHO, "--title"]
    runs = [
        subprocess.Popen([sys.executable, "-m", *command, f"事業{n}"], cwd=plan_copy.parent)
        for n in range(3)
    ]
    assert [each.wait() for each in runs] == [0, 0, 0]
    titles = {i.title for i in load(plan_copy).initiatives if i.id in {"18-9", "18-10", "18-11"}}
    assert titles == {"事業0", "事業1", "事業2"}


def test_years_are_spelled_as_in_the_settings(tmp_path: Path) -> None:
    names = ("--title", "Plan", "--publisher", "City", "--language", "en")
    years = ("--years", "FY2026,FY2027", "--kind", "program-budget", "--department", "Place: Waste")
    assert run("init", *names, *years, cwd=tmp_path).code == 0
    assert run("new", "1", "--title", "Bins", "--department", "waste", cwd=tmp_path).code == 0
    text = (tmp_path / "plan" / "1-4.yaml").read_text("utf-8")
    assert "departments: [Place Waste]\n" in text
    assert "    planned: {FY2026: TODO, FY2027: TODO} # what the year is to add\n" in text
    assert "  planned: {FY2026: null, FY2027: null}\n" in text
