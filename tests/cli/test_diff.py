"""diff, log, blame and --at on a scripted history in a real repository."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest

from tests.history import REAL, Repository, begun, told
from tests.running import Run, run

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    return told(tmp_path_factory.mktemp("history"))


@pytest.fixture
def fresh(tmp_path: Path) -> Repository:
    return begun(tmp_path / "repository")


def at(repository: Repository, *arguments: str, plan: Path | None = None) -> Run:
    return run("--plan", str(plan or repository.plan), *arguments, cwd=repository.path)


def document(repository: Repository, *arguments: str, plan: Path | None = None) -> dict[str, Any]:
    done = at(repository, *arguments, "--format", "json", plan=plan)
    assert done.code == 0, done.err
    found: dict[str, Any] = json.loads(done.out)
    return found


def steps(repository: Repository) -> list[tuple[str, str]]:
    """Return the commits with their subjects, the oldest first."""
    lines = repository.git("log", "--reverse", "--first-parent", "--format=%H %s").splitlines()
    return [(line[:40], line[41:]) for line in lines]


def test_the_history_is_long(history: Repository) -> None:
    assert int(history.git("rev-list", "--count", "HEAD")) > 30


def test_every_commit_says_what_it_does(
    history: Repository, screen: Callable[[str, str], None]
) -> None:
    shown = []
    commits = steps(history)
    for (before, _), (after, subject) in pairwise(commits):
        done = at(history, "diff", f"{before}..{after}")
        assert done.code == 0, done.err
        text = done.out.replace(before, "A").replace(after, "B")
        shown.append(f"### {subject}\n\n{text}")
    screen("diff-history", "\n".join(shown[: len(REAL)]))


@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_comment_is_short_and_folds_the_rest(
    history: Repository, language: str, screen: Callable[[str, str], None]
) -> None:
    first, last = steps(history)[0][0], steps(history)[len(REAL)][0]
    done = at(history, "--lang", language, "diff", first, last, "--format", "markdown")
    assert done.code == 0, done.err
    head, fold, details = done.out.partition("<details>")
    assert (fold, len(head.splitlines()) < 50, "</details>" in details) == ("<details>", True, True)
    screen(f"diff-markdown-{language}", done.out.replace(first, "A").replace(last, "B"))


@pytest.mark.parametrize("name", ["plan", "ward/plan"])
def test_totals_before_and_changes_make_totals_after(history: Repository, name: str) -> None:
    commits = [commit for commit, _ in steps(history)]
    plan = history.path / name
    for before, after in pairwise(commits):
        found = document(history, "diff", f"{before}..{after}", plan=plan)
        money: dict[str, float] = {}
        for row in found["rows"]:
            if row["field"] == "budget.planned":
                old, new = (
                    float((row[key] or "0").replace(",", "")) for key in ("before", "after")
                )
                money[row["year"]] = money.get(row["year"], 0) + new - old
        for total in found["sums"]:
            if total["by"] == "total" and total["basis"] == "planned":
                assert total["before"] + money[total["year"]] == total["after"]


def test_another_layout_is_no_change(history: Repository) -> None:
    (first, _), (second, subject) = steps(history)[:2]
    assert subject == "18-3: 書き方をそろえる"
    assert document(history, "diff", f"{first}..{second}")["rows"] == []


def test_folders_and_revisions_say_the_same(history: Repository, tmp_path: Path) -> None:
    first, last = steps(history)[0][0], steps(history)[-1][0]
    history.git("worktree", "add", "--quiet", str(tmp_path / "then"), first)
    by_folder = document(history, "diff", str(tmp_path / "then" / "plan"), str(history.plan))
    by_revision = document(history, "diff", first, last)
    assert by_folder["rows"] == by_revision["rows"] != []
    history.git("worktree", "remove", str(tmp_path / "then"))


def test_a_folder_that_is_called_like_a_revision_hides_nothing(fresh: Repository) -> None:
    fresh.git("switch", "--quiet", "--create", "change")
    shutil.copytree(fresh.plan, fresh.path / "main")
    fresh.replace("plan/18-4.yaml", ("H31: 33", "H31: 35"), ("total: 66", "total: 68"))
    shutil.copy(fresh.plan / "18-4.yaml", fresh.path / "main")
    assert len(document(fresh, "diff", "main")["rows"]) == 2
    assert document(fresh, "diff", "./main")["rows"] == []


def test_without_words_it_is_about_the_work_since_the_default_branch(fresh: Repository) -> None:
    assert document(fresh, "diff")["rows"] == []
    fresh.git("switch", "--quiet", "--create", "change")
    fresh.replace("plan/18-4.yaml", ("H31: 33", "H31: 35"), ("total: 66", "total: 68"))
    fresh.commit("事業費")
    fresh.replace("plan/18-4.yaml", ("H31: 35", "H31: 36"), ("total: 68", "total: 69"))
    rows = document(fresh, "diff")["rows"]
    assert [(r["place"], r["before"], r["after"]) for r in rows] == [
        ("budget.planned.H31", "33", "36"),
        ("budget.total", "66", "69"),
    ]
    assert document(fresh, "diff", "HEAD")["rows"][0]["before"] == "35"


def test_a_notice_fails_unless_somebody_justifies_it(fresh: Repository) -> None:
    fresh.git("switch", "--quiet", "--create", "change")
    fresh.replace(
        "plan/18-3.yaml",
        ("計16か所", "計15か所"),
        ("H31: ２か所開設", "H31: １か所開設"),
        ("４か所", "３か所"),
    )
    fail = ("diff", "--fail-on", "target-lowered,result-deleted")
    assert at(fresh, *fail).code == 1
    assert at(fresh, "diff", "--fail-on", "result-deleted").code == 0
    assert at(fresh, *fail, "--justify", "target-lowered:18-3=議会の議決による").code == 0
    assert at(fresh, *fail, "--justify", "target-lowered:18-4=別の事業").code == 1
    fresh.commit("目標を下げる\n\nPlan-Justification: target-lowered 18-3 議会の議決による")
    done = at(fresh, *fail)
    assert (done.code, "議会の議決による" in done.out) == (0, True)


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("diff", "nowhere"), 2, "nowhere"),
        (("diff", "--", "--output=x"), 2, "--output=x"),
        (("diff", "--fail-on", "target-lowred"), 2, "target-lowered"),
        (("diff", "--justify", "target-lowered:18-3"), 2, "target-lowered:18-3"),
        (("--at", "HEAD", "diff"), 2, "--at"),
        (("--at", "nowhere", "status"), 2, "nowhere"),
        (("--at", "--all", "status"), 2, "--all"),
        (("--at", "1999-12-31", "status"), 2, "1999-12-31"),
        (("--at", "HEAD", "fmt"), 2, "--at"),
        (("--at", "HEAD", "validate", "--fix"), 2, "--at"),
        (("--at", "HEAD", "record", "18-3", "--year", "30", "--value", "2"), 2, "--at"),
        (("log", "18-99"), 2, "18-99"),
        (("log", "18-3", "--field", "nichts"), 2, "nichts"),
        (("blame", "18-3", "--field", "nichts"), 2, "nichts"),
    ],
)
def test_what_cannot_be_compared_is_said(
    history: Repository, arguments: tuple[str, ...], code: int, said: str
) -> None:
    done = at(history, *arguments)
    assert (done.code, said in done.err, "Traceback" in done.err) == (code, True, False), done.err
    assert done.out == ""


def test_a_broken_plan_is_not_compared_as_if_it_were_whole(fresh: Repository) -> None:
    fresh.replace("plan/18-4.yaml", ("total: 66", "total: 99"))
    done = at(fresh, "diff", "HEAD")
    assert (done.code, "PLT501" in done.err, done.out) == (1, True, "")
    assert at(fresh, "diff", "HEAD", "--keep-going").code == 0


def test_closed_years_want_a_correction(history: Repository) -> None:
    commits = {subject: commit for commit, subject in steps(history)}
    silent = commits["18-3: 締めた年度を黙って変える"]
    found = document(history, "diff", f"{silent}~1..{silent}")
    assert found["notices"] == {"closed-year-changed": 1, "result-changed": 1}
    corrected = commits["18-3: 訂正として直す"]
    found = document(history, "diff", f"{corrected}~1..{corrected}")
    assert found["notices"] == {"result-changed": 1, "corrected": 1}
    shown = at(history, "--at", corrected, "show", "18-3").out
    assert "訂正（2019-08-01）: 相談情報ひろば 実績 30年度 もとは １か所。数え違い" in shown
    report = at(history, "--at", corrected, "report", "--as-of", "2019-09-01", "--year", "30")
    assert "数え違い" in report.out


# Other times


def test_any_command_looks_at_a_revision_without_touching_the_work_tree(
    history: Repository,
) -> None:
    first = steps(history)[0][0]
    before = {path: path.stat().st_mtime_ns for path in history.plan.iterdir()}
    then = run("--plan", "plan", "budget", "--year", "31", "--by", "bureau")
    assert at(history, "--at", first, "budget", "--year", "31", "--by", "bureau").out == then.out
    for command in (("status",), ("show", "18-5"), ("validate",), ("report",), ("pending",)):
        assert at(history, "--at", first, *command).code == 0
    assert {path: path.stat().st_mtime_ns for path in history.plan.iterdir()} == before
    assert history.git("status", "--porcelain") == ""


def test_a_day_means_the_last_commit_until_then(history: Repository) -> None:
    def total(day: str) -> float:
        found = document(history, "--at", day, "budget", "--year", "31", "--by", "chapter")
        return float(next(row["amount"] for row in found["rows"] if row["row"] == "total"))

    assert (total("2019-04-03"), total("2019-04-04")) == (140, 142)


def test_sums_of_two_revisions_side_by_side(history: Repository) -> None:
    found = document(
        history, "--at", "2019-04-04", "budget", "--vs", "2019-04-03", "--by", "bureau"
    )
    rows = {(row["title"], row["year"]): row for row in found["rows"]}
    changed = rows["区長室", "H31"]
    assert (changed["before"], changed["after"], changed["difference"]) == (33, 35, 2)
    assert rows["合計", "H31"]["difference"] == 2
    assert rows["地域文化部", "H31"]["difference"] == 0


def test_findings_of_the_past_name_their_revision(fresh: Repository) -> None:
    fresh.replace("plan/18-4.yaml", ("total: 66", "total: 99"))
    fresh.commit("誤り")
    fresh.git("tag", "v1")
    fresh.replace("plan/18-4.yaml", ("total: 99", "total: 66"))
    done = at(fresh, "--at", "v1", "validate", "--format", "concise")
    assert (done.code, done.out.startswith("v1:plan/18-4.yaml:")) == (1, True)
    assert at(fresh, "validate").code == 0


def test_a_bare_a_shallow_and_another_work_tree(history: Repository, tmp_path: Path) -> None:
    source = history.path.as_uri()
    history.git("clone", "--quiet", "--bare", source, str(tmp_path / "bare.git"))
    history.git("clone", "--quiet", "--depth", "1", source, str(tmp_path / "shallow"))
    history.git("worktree", "add", "--quiet", "--detach", str(tmp_path / "tree"), "HEAD")
    expected = at(history, "--at", "HEAD", "budget").out
    for place in ("bare.git", "shallow", "tree"):
        done = run("--plan", str(tmp_path / place / "plan"), "--at", "HEAD", "budget")
        assert (done.code, done.out) == (0, expected), done.err
    assert run("--plan", str(tmp_path / "shallow/plan"), "--at", "HEAD~3", "budget").code == 2
    history.git("worktree", "remove", str(tmp_path / "tree"))


def test_a_plan_in_a_folder_with_a_japanese_name(fresh: Repository) -> None:
    fresh.git("mv", "plan", "計画 書")
    fresh.commit("移す")
    moved = fresh.path / "計画 書"
    assert document(fresh, "diff", "HEAD", plan=moved)["rows"] == []
    done = at(fresh, "--at", "HEAD~1", "status", plan=moved)
    assert (done.code, "計画 書" in done.err) == (3, True)
    assert at(fresh, "--at", "HEAD~1", "status").code == 0  # where it was


def test_misleading_variables_of_git_are_ignored(history: Repository, tmp_path: Path) -> None:
    plan = ("--plan", str(history.plan))
    done = run(*plan, "--at", "HEAD", "status", GIT_DIR=str(tmp_path), GIT_WORK_TREE=str(tmp_path))
    assert done.code == 0, done.err


def test_a_link_of_the_past_is_not_followed(fresh: Repository) -> None:
    path = fresh.plan / "18-4.yaml"
    path.unlink()
    path.symlink_to("/etc/passwd")
    fresh.commit("リンク")
    done = at(fresh, "--at", "HEAD", "validate", "--format", "concise")
    assert (done.code, "18-4.yaml" in done.out, "root:" in done.out) == (1, True, False)


# Histories


def test_the_history_of_a_figure(history: Repository) -> None:
    rows = document(
        history, "log", "18-3", "--field", "hiroba.results.30年度".replace("30年度", "H30")
    )["rows"]
    assert [(r["subject"], r["before"], r["after"]) for r in rows] == [
        ("18-3: 訂正として直す", "１か所", "２か所"),
        ("18-3: 締めた年度を黙って変える", "２か所", "１か所"),
        ("18-3: 30年度の実績", None, "２か所"),
    ]
    assert {row["author"] for row in rows} == {"企画課"}


def test_a_history_follows_renames(history: Repository) -> None:
    rows = document(history, "log", "18-9")["rows"]
    assert [row["subject"] for row in rows] == ["計画を置く"]
    assert document(history, "log", "18-8")["rows"][0]["subject"] == "18-8 をやめる"


def test_blame_names_the_commit_of_every_figure(history: Repository) -> None:
    rows = {r["place"]: r for r in document(history, "blame", "18-4")["rows"]}
    assert rows["budget.planned.H31"]["subject"] == "18-4: 31年度の事業費を改める"
    assert rows["budget.planned.H30"]["subject"] == "計画を置く"
    assert rows["departments"]["subject"] == "組織改正"
    assert rows["budget.planned.R1".replace("R1", "H31")]["date"] == "2019-04-04"


def test_what_is_not_committed_yet_is_the_latest_event(fresh: Repository) -> None:
    fresh.replace("plan/18-4.yaml", ("H31: 33", "H31: 34"), ("total: 66", "total: 67"))
    first, *_ = document(fresh, "log", "18-4", "--field", "budget.planned.H31")["rows"]
    assert (first["commit"], first["before"], first["after"]) == ("", "33", "34")


def test_unchanged_files_are_never_parsed_twice(history: Repository) -> None:
    """Both sides of a comparison share what is read: a cold one parses each content once."""
    program = """
import sys
import plantool.syntax.parse as p
seen, parse = [], p.parse
def counting(data, file):
    seen.append(data)
    return parse(data, file)
p.parse = counting
from plantool.cli.main import main
import os
end = os._exit
def exit(code):
    sys.stderr.write(f"{len(seen)} {len(set(seen))}")
    sys.stderr.flush()
    end(code)
os._exit = exit
main()
"""
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            program,
            "--no-cache",
            "--plan",
            str(history.plan),
            "diff",
            "HEAD~5..HEAD~2",
        ],
        capture_output=True,
        text=True,
        cwd=history.path,
    )
    times, contents = done.stderr.split()
    assert (done.returncode, times) == (0, contents)
