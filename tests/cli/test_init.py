"""plantool init: the files of a new plan, from options, from answers, and where files are."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from plantool import load
from plantool.starting.plan_kinds import PLAN_KINDS
from tests.running import ROOT, Run, run, run_in_terminal

if TYPE_CHECKING:
    from pathlib import Path

NAMES = ("--title", "架空市実行計画", "--publisher", "架空市", "--years", "R7,R8")
PLAN_FILES = ["plan/1-1.yaml", "plan/1-2.yaml", "plan/1-3.yaml", "plan/1.yaml", "plan/plan.yaml"]
EDITOR_FILES = [
    ".vscode/plantool/chapter.schema.json",
    ".vscode/plantool/initiative.schema.json",
    ".vscode/plantool/plan.schema.json",
    ".vscode/settings.json",
]
NO_GIT = {"PATH": ""}


def begin(folder: Path, *arguments: str) -> Run:
    return run("init", *NAMES, "--language", "ja", *arguments, cwd=folder, **NO_GIT)


def files(folder: Path) -> list[str]:
    found = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return sorted(found)


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("kind", PLAN_KINDS)
def test_a_plan_of_any_kind_is_valid_where_there_is_no_git(
    kind: str, language: str, tmp_path: Path
) -> None:
    options = ("--kind", kind, "--language", language)
    assert run("init", *NAMES, *options, cwd=tmp_path, **NO_GIT).code == 0
    assert files(tmp_path) == [".gitignore", *EDITOR_FILES, "README.md", *PLAN_FILES]
    checked = run("validate", cwd=tmp_path, **NO_GIT)
    clean = {
        "ja": "5ファイルを検査しました。問題はありません\n",
        "en": "files checked: 5, nothing found\n",
    }
    assert checked == Run(0, clean[language], "")
    assert run("fmt", "--check", cwd=tmp_path, **NO_GIT).code == 0


def test_all_options_at_once(tmp_path: Path) -> None:
    done = begin(
        tmp_path,
        *("計画", "--code", "131202", "--unit", "百万円", "--kind", "reform"),
        *("--evaluation", "abcd", "--department", "企画部 企画課、財政課", "--ci", "gitlab"),
        *("--department", "総務部 総務課", "--plan-only", "--no-input"),
    )
    assert done.code == 0
    assert files(tmp_path / "計画") == [".gitlab-ci.yml", *PLAN_FILES]
    plan = load(tmp_path / "計画" / "plan")
    assert (plan.title, plan.publisher) == ("架空市実行計画", ("架空市", "131202"))
    assert ([year.key for year in plan.planned_years], plan.unit) == (["R7", "R8"], "百万円")
    assert (plan.scheme.preset, plan.has_net_budgets) == ("abcd", True)
    names = [department.name for department in plan.departments if department.division]
    assert names == ["企画部 企画課", "企画部 財政課", "総務部 総務課"]
    written = [f"書きました: 計画/{name}" for name in ("plan/plan.yaml", "plan/1.yaml")]
    assert done.err.split("\n")[:2] == written
    assert "計画/.gitlab-ci.yml の OWNER/plantool と版（v0.1）は" in done.err


@pytest.mark.parametrize(
    "encoded",
    [
        "企画部\n　企画課\n".encode(),
        "企画部\r\n　企画課\r\n".encode("cp932"),
        "\ufeff企画部 企画課".encode(),
    ],
    ids=["UTF-8", "Shift_JIS", "BOM"],
)
def test_departments_of_a_file(encoded: bytes, tmp_path: Path) -> None:
    (tmp_path / "部署.txt").write_bytes(encoded)
    assert begin(tmp_path, "--departments", "部署.txt").code == 0
    departments = load(tmp_path / "plan").departments
    assert [each.name for each in departments] == ["企画部 企画課", "企画部"]


def test_departments_of_standard_input(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "plantool", "init", *NAMES, "--departments", "-"]
    done = subprocess.run(
        command, cwd=tmp_path, input="企画部 企画課".encode(), capture_output=True
    )
    assert done.returncode == 0
    assert load(tmp_path / "plan").departments[0].name == "企画部 企画課"


def test_what_is_there_is_never_overwritten_and_all_of_it_is_named(tmp_path: Path) -> None:
    (tmp_path / ".vscode").write_text("a file, where a folder is to be", "utf-8")
    (tmp_path / "README.md").write_text("mine", "utf-8")
    (tmp_path / "plan").mkdir()
    (tmp_path / "plan" / "1-2.yaml").symlink_to("nowhere")
    before = files(tmp_path)
    done = begin(tmp_path)
    assert (done.code, done.out) == (5, "")
    assert done.err == (
        "エラー: . には、これから作るファイルと同じ名前のものがあります。何も書いていません\n"
        "  plan/1-2.yaml\n  README.md\n  .vscode\n"
        "直し方: 新しいフォルダの名前を付けて plantool init フォルダ名 とするか、"
        "plan/ だけでよければ --plan-only を付けてください\n"
    )
    assert files(tmp_path) == before
    assert (tmp_path / "README.md").read_text("utf-8") == "mine"
    assert begin(tmp_path, "新しい計画").code == 0
    assert begin(tmp_path, "新しい計画").code == 5  # a second time


def test_no_plan_begins_within_the_folder_of_a_plan(plan_copy: Path) -> None:
    done = begin(plan_copy, "--plan-only")
    assert (done.code, "\n  plan.yaml\n" in done.err) == (5, True)


def test_nothing_stays_behind_where_a_file_cannot_be_written(tmp_path: Path) -> None:
    long = "x" * 200
    done = begin(tmp_path, f"{long}/{long}/{'y' * 300}")  # longer than a name can be
    assert (done.code, files(tmp_path), [*tmp_path.iterdir()]) == (5, [], [])


def test_all_options_that_are_wrong_are_told_together(tmp_path: Path) -> None:
    wrong = ("--code", "131203", "--kind", "七", "--years", "R7,R9")
    done = run("--lang", "en", "init", *NAMES[:4], *wrong, cwd=tmp_path)
    assert (done.code, files(tmp_path)) == (2, [])
    told = [line for line in done.err.split("\n") if line.startswith("error: ")]
    assert told == [
        "error: the check digit of 131203 (the last, 3) is wrong: the first five digits give 2",
        "error: '七' is not one of the choices",
        "error: R9 follows R7",
    ]


def test_what_has_to_be_said_is_named_where_nobody_can_be_asked(tmp_path: Path) -> None:
    done = run("init", "--title", "計画", "--lang", "ja", cwd=tmp_path)
    assert (done.code, files(tmp_path)) == (2, [])
    assert done.err.startswith("エラー: 次のものが足りません: --publisher, --years\n")


ANSWERS = [
    ("ja", "計画書の言語（ja 日本語、en 英語） [ja]: "),
    ("", "計画書の名前: "),
    ("架空市実行計画", ""),
    ("架空市", "発行する団体の名前（例: 架空市）: "),
    ("13120", "コード（6桁。最後の1桁は、打ち間違いを見つけるための検査数字。なければ Enter）: "),
    ("131202", "直し方: 131202と書いてください"),
    ("3", "計画の種類（番号か名前） [action-plan]: "),
    ("R7〜R9", "計画の年度（例: R8,R9,R10 や R8〜R10、2026〜2028）: "),
    ("", "金額の単位（千円、百万円、円。金額のない計画は「なし」） [千円]: "),
    ("２", "評価の基準（番号か名前） [standard]: "),
    ("企画部\n　企画課\n　財政課\n\n総務部　総務課\n\n", "部署の一覧を貼り付けてください"),
    ("", "計画のファイルを作りました。次に、plan/plan.yaml と plan/1.yaml を"),
]  # fmt: skip


def test_a_person_is_asked(tmp_path: Path) -> None:
    typed = "".join(f"{answer}\n" for answer, _ in ANSWERS)
    done = run_in_terminal(120, "--lang", "ja", "init", cwd=tmp_path, typed=typed, **NO_GIT)
    assert done.code == 0
    assert [said for _, said in ANSWERS if said not in done.out] == []
    assert "  2 strategy: 総合戦略（指標を基準値から目標値へ）\n" in done.out
    assert "  2 abcd: A、B、C、D\n" in done.out
    plan = load(tmp_path / "plan")
    assert (plan.publisher.code, plan.unit, plan.scheme.preset) == ("131202", "千円", "abcd")
    assert [year.key for year in plan.planned_years] == ["R7", "R8", "R9"]
    assert [each.name for each in plan.departments if each.division] == [
        "企画部 企画課",
        "企画部 財政課",
        "総務部 総務課",
    ]
    assert run("validate", cwd=tmp_path, **NO_GIT).code == 0


def test_only_what_no_option_says_is_asked(tmp_path: Path) -> None:
    said = ("--kind", "commitments", "--evaluation", "rag", "--department", "企画部")
    typed = "en\nnone\n"  # the language is asked, an English plan has no code; the unit
    done = run_in_terminal(100, "--lang", "en", "init", *NAMES, *said, cwd=tmp_path, typed=typed)
    assert (done.code, "check digit" in done.out, "Paste" in done.out) == (0, False, False)
    assert load(tmp_path / "plan").language == "en"


def test_nothing_is_written_where_the_answers_break_off(tmp_path: Path) -> None:
    done = run_in_terminal(100, "--lang", "ja", "init", cwd=tmp_path, typed="ja\n計画\n\x04")
    assert (done.code, files(tmp_path)) == (130, [])
    assert "何も書いていません" in done.out or "書きません" in done.out


def test_editors_find_the_schemas(tmp_path: Path) -> None:
    assert begin(tmp_path).code == 0
    written = json.loads((tmp_path / ".vscode" / "settings.json").read_text("utf-8"))
    assert [*written["yaml.schemas"].values()] == [
        "plan/plan.yaml",
        ["plan/1.yaml"],
        "plan/*-*.yaml",
    ]
    for path in written["yaml.schemas"]:
        assert json.loads((tmp_path / path).read_text("utf-8"))["$id"].startswith("urn:plantool:")
    before = (tmp_path / ".vscode" / "settings.json").read_bytes()
    assert run("schema", "--vscode", cwd=tmp_path).code == 0  # brings them up to date, no more
    assert (tmp_path / ".vscode" / "settings.json").read_bytes() == before


@pytest.mark.parametrize(
    ("service", "file"), [("github", ".github/workflows/plan.yml"), ("gitlab", ".gitlab-ci.yml")]
)
def test_checks_of_changes_are_those_of_the_docs(service: str, file: str, tmp_path: Path) -> None:
    assert begin(tmp_path, "--ci", service).code == 0
    example = ROOT / "docs" / "ci" / f"{service}.yml"
    assert (tmp_path / file).read_text("utf-8") == example.read_text("utf-8")


def test_the_readme_names_commands_that_there_are(tmp_path: Path) -> None:
    assert begin(tmp_path).code == 0
    text = (tmp_path / "README.md").read_text("utf-8")
    assert text.startswith("# 架空市実行計画\n")
    commands = re.findall(r"\| `plantool (\w+)", text)
    assert len(commands) == 11
    for command in commands:
        assert run(command, "--help", cwd=tmp_path).code == 0


def test_where_there_is_no_plan_init_is_named(tmp_path: Path) -> None:
    done = run("status", "--lang", "ja", cwd=tmp_path)
    assert (done.code, "計画を新しく始めるには plantool init を実行してください" in done.err) == (
        3,
        True,
    )
