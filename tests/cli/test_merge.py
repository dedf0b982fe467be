"""Merges in real repositories, as git calls plantool for them."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from plantool import load
from tests.running import ROOT, Run, run

if TYPE_CHECKING:
    from pathlib import Path

WHO = ("-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false")
HOME = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
LINE = "plan/*.yaml merge=plantool"
TEXT = (ROOT / "plan" / "18-2.yaml").read_text("utf-8")
RESULT = next(line for line in TEXT.splitlines(keepends=True) if "H30: {value" in line)


def git(home: Path, *arguments: str, **variables: str) -> Run:
    kept = {name: text for name, text in os.environ.items() if not name.startswith("PLANTOOL_L")}
    done = subprocess.run(
        ["git", *WHO, *arguments],
        cwd=home,
        env={**kept, **HOME, "LANG": "C.UTF-8", **variables},
        capture_output=True,
    )
    return Run(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))


@pytest.fixture
def home(plan_copy: Path) -> Path:
    """Return a repository with the real plan in it."""
    home = plan_copy.parent
    git(home, "init", "-q", "-b", "main")
    commit(home)
    return home


def install(home: Path, *options: str) -> Run:
    return run("merge", "--install", *options, cwd=home)


def commit(home: Path) -> None:
    git(home, "add", "-A")
    assert git(home, "commit", "-qm", "x").code == 0


def replace(home: Path, name: str, old: str, new: str) -> None:
    path = home / name
    text = path.read_bytes().decode("utf-8")
    assert old in text
    path.write_bytes(text.replace(old, new, 1).encode())


def part(home: Path, name: str, old: str, ours: str, theirs: str) -> None:
    """Change one place on two branches; the first stays checked out."""
    for branch, new in (("theirs", theirs), ("ours", ours)):
        git(home, "checkout", "-q", "-b", branch, "main")
        replace(home, name, old, new)
        commit(home)


def merge(home: Path, **variables: str) -> Run:
    return git(home, "merge", "theirs", "-m", "x", **variables)


def years_of_results(home: Path) -> list[str]:
    initiative = load(home / "plan").initiative("18-2")
    assert initiative
    return [year.key for measure in initiative.measures() for year in measure.results.years]


@pytest.mark.parametrize("driven", [True, False])
def test_adjacent_years_merge_with_the_driver_only(home: Path, *, driven: bool) -> None:
    if driven:
        assert install(home).code == 0
        commit(home)
    part(
        home,
        "plan/18-2.yaml",
        RESULT,
        RESULT + "      H31: {value: 3}\n",
        RESULT + "      H29: {value: 4}\n",
    )
    done = merge(home)
    text = (home / "plan" / "18-2.yaml").read_text("utf-8")
    assert (done.code, "<<<<<<<" in text) == ((0, False) if driven else (1, True))
    if driven:
        assert years_of_results(home) == ["H29", "H30", "H31"]
        assert text.count("\n") == TEXT.count("\n") + 2
        assert git(home, "status", "--short").out == ""


SAID = {
    "ja": "「プロジェクト事業の実施」の実績の値（H31）: こちら 2、あちら ３事業（元 なし）",
    "en": "'プロジェクト事業の実施', Value (H31): ours 2, theirs ３事業 (was nothing)",
}


@pytest.mark.parametrize("language", ["ja", "en", ""])
def test_a_conflict_is_told_in_plan_words(home: Path, language: str) -> None:
    install(home)
    commit(home)
    years = [f"{RESULT}      H31: {{value: {value}}}\n" for value in ("2", "３事業")]
    part(home, "plan/18-2.yaml", RESULT, *years)
    variables = {"PLANTOOL_LANG": language} if language else {}
    done = merge(home, **variables)
    assert done.code == 1
    assert f"plan/18-2.yaml: {SAID[language or 'ja']}\n" in done.err + done.out
    text = (home / "plan" / "18-2.yaml").read_text("utf-8")
    assert text.count("<<<<<<< ours\n") == text.count(">>>>>>> theirs\n") == 1
    assert git(home, "diff", "--name-only", "--diff-filter=U").out == "plan/18-2.yaml\n"


def test_a_conflict_of_no_lines_is_none_that_passes(home: Path) -> None:
    install(home)
    commit(home)
    planned = "    planned: {H30: 新規３事業, H31: 新規３事業}\n"
    for branch, old, new in (
        ("theirs", planned, planned + "    tolerance: 1\n"),
        ("ours", "    unit: 事業\n", "    tolerance: 2\n    unit: 事業\n"),
    ):
        git(home, "checkout", "-q", "-b", branch, "main")
        replace(home, "plan/18-2.yaml", old, new)
        commit(home)
    done = merge(home, PLANTOOL_LANG="en")
    assert done.code == 1
    assert "ours 2, theirs 1 (was nothing)" in done.err + done.out
    assert "no markers" in done.err + done.out
    text = (home / "plan" / "18-2.yaml").read_text("utf-8")
    assert text.count("tolerance") == 2


@pytest.mark.parametrize(("ours", "code"), [("title: [\n", 1), ("number: [\n", 0)])
def test_what_cannot_be_read_is_merged_by_lines(home: Path, ours: str, code: int) -> None:
    install(home)
    commit(home)
    name, theirs = "plan/18-2.yaml", "title: 別の題\n"
    for branch, old, new in (
        ("theirs", "title: 地域おこしプロジェクトの実施\n", theirs),
        ("ours", "title: 地域おこしプロジェクトの実施\n" if code else "      H30: {", ours),
    ):
        git(home, "checkout", "-q", "-b", branch, "main")
        replace(home, name, old, new)
        commit(home)
    done = merge(home, PLANTOOL_LANG="en")
    text = (home / name).read_text("utf-8")
    assert (done.code, "<<<<<<<" in text) == (code, bool(code))
    assert (ours in text, theirs in text) == (True, True)
    assert "merged by lines" in done.err + done.out


def test_names_in_japanese_and_blanks(plan_copy: Path) -> None:
    home = plan_copy.parent
    plan = plan_copy.rename(home / "計画 [30]")
    git(home, "init", "-q", "-b", "main")
    (home / ".gitattributes").write_text("*.png binary", "utf-8")
    installed = run("--plan", str(plan), "merge", "--install", cwd=home)
    assert installed.code == 0
    lines = ["*.png binary", '"計画 \\\\[30]/*.yaml" merge=plantool', ""]
    assert (home / ".gitattributes").read_text("utf-8").split("\n") == lines
    (plan / "18-2.yaml").rename(plan / "18-事業.yaml")
    commit(home)
    part(home, f"{plan.name}/18-事業.yaml", RESULT, RESULT + "      H31: {value: 3}\n", "")
    conflict = merge(home)
    assert (conflict.code, "計画 [30]/18-事業.yaml: " in conflict.err + conflict.out) == (1, True)
    git(home, "merge", "--abort")
    git(home, "checkout", "-q", "-B", "theirs", "main")
    replace(home, f"{plan.name}/18-事業.yaml", RESULT, RESULT + "      H29: {value: 3}\n")
    commit(home)
    git(home, "checkout", "-q", "ours")
    assert merge(home).code == 0


def test_a_rebase_and_a_new_file_on_both_sides(home: Path) -> None:
    install(home)
    commit(home)
    text = TEXT.replace("18-2", "18-9")
    for branch, more in (("theirs", "H29: {value: 1}"), ("ours", "H31: {value: 2}")):
        git(home, "checkout", "-q", "-b", branch, "main")
        new = text.replace(RESULT, f"{RESULT}      {more}\n")
        (home / "plan" / "18-9.yaml").write_text(new, "utf-8")
        commit(home)
    assert git(home, "rebase", "theirs").code == 0
    merged = (home / "plan" / "18-9.yaml").read_text("utf-8")
    assert ("H29: {value: 1}" in merged, "H31: {value: 2}" in merged) == (True, True)


def test_installing_twice_and_taking_it_away(home: Path) -> None:
    config = (home / ".git" / "config").read_bytes()
    first = install(home)
    written = (home / ".git" / "config").read_bytes()
    assert (first.code, LINE in first.err, "merge.plantool.driver" in first.err) == (0, True, True)
    assert sys.executable in git(home, "config", "merge.plantool.driver").out
    again = install(home / "plan")
    assert (again.code, LINE in again.err) == (0, False)
    assert (home / ".git" / "config").read_bytes() == written
    assert (home / ".gitattributes").read_text("utf-8") == f"{LINE}\n"
    for _ in range(2):
        assert run("merge", "--uninstall", cwd=home).code == 0
        assert not (home / ".gitattributes").exists()
        assert git(home, "config", "--get-regexp", "merge").out == ""
    assert (home / ".git" / "config").read_bytes() == config


def test_the_program_on_the_path_is_named_as_such(home: Path, tmp_path: Path) -> None:
    program = tmp_path / "bin" / "plantool"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    run("merge", "--install", cwd=home, PATH=f"{program.parent}{os.pathsep}{os.environ['PATH']}")
    assert (
        git(home, "config", "merge.plantool.driver").out
        == f"plantool merge %O %A %B %P {CURRENT}\n"
    )


def test_nothing_of_the_repository_runs(home: Path) -> None:
    install(home)
    (home / "plantool.py").write_text("raise SystemExit(0)", "utf-8")
    (home / "typing.py").write_text("raise SystemExit(0)", "utf-8")
    commit(home)
    part(home, "plan/18-2.yaml", "planned: {H30: 9,", "planned: {H30: 8,", "planned: {H30: 7,")
    assert merge(home).code == 1
    assert "<<<<<<<" in (home / "plan" / "18-2.yaml").read_text("utf-8")


def test_other_attributes_stay(home: Path) -> None:
    before = b"*.yaml text\r\n# \xe6\xb3\xa8 \xff\r\n"
    (home / ".gitattributes").write_bytes(before)
    install(home)
    assert (home / ".gitattributes").read_bytes() == before + f"{LINE}\r\n".encode()
    run("merge", "--uninstall", cwd=home)
    assert (home / ".gitattributes").read_bytes() == before


def test_a_file_that_git_cannot_merge_stays_ours(tmp_path: Path) -> None:
    for name, text in (("base", b"a\0"), ("ours", b"b\0"), ("theirs", b"c\0")):
        (tmp_path / name).write_bytes(text)
    done = run("merge", "base", "ours", "theirs", "plan/18-2.yaml", cwd=tmp_path)
    assert (done.code, (tmp_path / "ours").read_bytes()) == (1, b"b\0")
    assert "is left as ours" in done.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [((), "--install"), (("a", "b"), "--install"), (("a", "b", "c"), "cannot read a")],
)
def test_what_is_missing_is_told(tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    done = run("merge", *arguments, cwd=tmp_path)
    assert (done.code, said in done.err) == (2, True)


def test_there_must_be_a_repository(plan_copy: Path) -> None:
    done = run("merge", "--install", cwd=plan_copy)
    assert (done.code, "no git repository" in done.err) == (2, True)


CURRENT = "--marker-size=%L --base-label=%S --ours-label=%X --theirs-label=%Y"


def three(folder: Path) -> tuple[str, str, str]:
    """Write three versions that contradict each other."""
    for name, amount in (("base", "9"), ("ours", "8"), ("theirs", "7")):
        text = TEXT.replace("planned: {H30: 9,", f"planned: {{H30: {amount},")
        (folder / name).write_text(text, "utf-8")
    return ("base", "ours", "theirs")


@pytest.mark.parametrize(
    ("options", "marks"),
    [
        ((), ["<<<<<<< ours", "||||||| base", "=======", ">>>>>>> theirs"]),
        (  # git from 2.44 on
            ("--marker-size=9", "--base-label=a1b2c3d", "--ours-label=HEAD", "--theirs-label=a b"),
            ["<<<<<<<<< HEAD", "||||||||| a1b2c3d", "=========", ">>>>>>>>> a b"],
        ),
        (  # before, and with nothing to name
            ("--base-label=%S", "--ours-label=%X", "--theirs-label="),
            ["<<<<<<< ours", "||||||| base", "=======", ">>>>>>> theirs"],
        ),
    ],
)
def test_markers_are_those_that_git_wants(
    tmp_path: Path, options: tuple[str, ...], marks: list[str]
) -> None:
    git(tmp_path, "init", "-q")
    git(tmp_path, "config", "merge.conflictStyle", "diff3")
    done = run("merge", *three(tmp_path), "plan/18-2.yaml", *options, cwd=tmp_path)
    text = (tmp_path / "ours").read_text("utf-8")
    found = [line for line in text.splitlines() if line[:7] in {c * 7 for c in "<|=>"}]
    assert (done.code, found) == (1, marks)


def test_an_older_driver_is_written_anew(home: Path) -> None:
    for value in ("plantool merge %O %A %B %P", "another"):
        git(home, "config", "--add", "merge.plantool.driver", value)
    assert install(home).code == 0
    (driver,) = git(home, "config", "--get-all", "merge.plantool.driver").out.splitlines()
    assert driver.endswith(f"merge %O %A %B %P {CURRENT}")


def test_all_work_trees_share_the_driver(home: Path, tmp_path: Path) -> None:
    tree = tmp_path / "tree"
    git(home, "checkout", "-q", "--detach")
    git(home, "worktree", "add", "-q", str(tree), "main")
    assert install(tree).code == 0
    assert (tree / ".gitattributes").read_text("utf-8") == f"{LINE}\n"
    assert not (home / ".gitattributes").exists()
    commit(tree)
    years = [f"{RESULT}      {year}: {{value: 3}}\n" for year in ("H31", "H29")]
    part(tree, "plan/18-2.yaml", RESULT, *years)
    assert git(tree, "rebase", "theirs").code == 0
    assert "H29: {value: 3}" in (tree / "plan" / "18-2.yaml").read_text("utf-8")


def test_no_link_leads_the_installation_astray(home: Path, tmp_path: Path) -> None:
    (tmp_path / "profile").write_text("", "utf-8")
    (home / ".gitattributes").symlink_to(tmp_path / "profile")
    done = install(home)
    assert (done.code, (tmp_path / "profile").read_text("utf-8")) == (2, "")
    assert git(home, "config", "--get-regexp", "merge").out == ""
