"""diff, log, blame and --at on a scripted history in a real repository."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest

from tests.cases.hostile import run as run_inside
from tests.history import REAL, Repository, begun, told
from tests.running import ROOT, Run, run

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


def compared(plan: Path, before: str, after: str) -> dict[str, Any]:
    """Compare two commits within this process."""
    done = run_inside("--plan", str(plan), "diff", f"{before}..{after}", "--format", "json")
    assert (done.code, done.err) == (0, "")
    found: dict[str, Any] = json.loads(done.out)
    return found


@pytest.mark.parametrize("name", ["plan", "ward/plan"])
def test_totals_before_and_changes_make_totals_after(history: Repository, name: str) -> None:
    commits = [commit for commit, _ in steps(history)]
    plan = history.path / name
    for before, after in list(pairwise(commits))[:3]:  # as a user asks, it is the same
        asked = document(history, "diff", f"{before}..{after}", plan=plan)
        assert asked == compared(plan, before, after)
    for before, after in pairwise(commits):
        found = compared(plan, before, after)
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


@pytest.mark.parametrize("file", ["18-1.yaml", "18.yaml"])
def test_what_cannot_be_read_is_in_no_sum_and_named(fresh: Repository, file: str) -> None:
    fresh.replace("plan/18-3.yaml", ("{H30: 26, ", "{H30: 27, "), ("total: 51", "total: 52"))
    (fresh.plan / file).write_text("id: [\n", "utf-8")
    assert at(fresh, "diff", "HEAD").code == 1
    found = document(fresh, "diff", "HEAD", "--keep-going")
    assert (found["unreadable"], found["errors"]) == ([f"plan/{file}"], 1)
    assert {(row["what"], row["id"]) for row in found["rows"]} == {("changed", "18-3")}
    differences = {(sum_["year"], sum_["after"] - sum_["before"]) for sum_ in found["sums"]}
    assert differences == ({("H30", 1)} if file == "18-1.yaml" else set())
    shown = at(fresh, "--lang", "en", "diff", "HEAD", "--keep-going").out
    assert f"Not compared and in no sum, as they cannot be read: plan/{file}\n" in shown
    assert "The plan has errors (1), so figures may still change." in shown


def test_without_plan_yaml_there_is_a_page_that_says_so(fresh: Repository) -> None:
    (fresh.plan / "plan.yaml").write_text("title: [\n", "utf-8")
    refused = at(fresh, "diff", "HEAD")
    assert (refused.code, refused.out) == (1, "")
    done = at(fresh, "--lang", "en", "diff", "HEAD", "--keep-going", "--format", "markdown")
    assert done.code == 1
    assert "Nothing could be compared, as this cannot be read: plan/plan.yaml" in done.out
    fresh.git("add", "--all")
    fresh.git("commit", "--quiet", "--message=broken")
    fresh.git("checkout", "--quiet", "HEAD~1", "--", "plan")
    done = at(fresh, "diff", "HEAD", "--keep-going", "--format", "json")
    broken = f"{fresh.git('rev-parse', 'HEAD').strip()}:plan/plan.yaml"
    assert (done.code, json.loads(done.out)["unreadable"]) == (1, [broken])


def test_closed_years_want_a_correction(history: Repository) -> None:
    commits = {subject: commit for commit, subject in steps(history)}
    silent = commits["18-3: 確定した年度を黙って変える"]
    found = document(history, "diff", f"{silent}~1..{silent}")
    assert found["notices"] == {"closed-year-changed": 1, "result-changed": 1}
    corrected = commits["18-3: 訂正として直す"]
    found = document(history, "diff", f"{corrected}~1..{corrected}")
    assert found["notices"] == {"result-changed": 1, "corrected": 1}
    shown = at(history, "--at", corrected, "show", "18-3").out
    assert "訂正（2019-08-01）: 相談情報ひろば 実績 30年度 訂正前は１か所。数え違い" in shown
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
        ("18-3: 確定した年度を黙って変える", "２か所", "１か所"),
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


def test_branches_are_followed_each_for_itself(fresh: Repository) -> None:
    """Nothing is taken back by a merge, and what came from a branch is that branch's."""
    fresh.git("switch", "--quiet", "--create", "title")
    fresh.replace("plan/18-2.yaml", ("title: ", "title: 新しい"))
    fresh.commit("題名", "2019-05-01T12:00:00+09:00")
    fresh.git("switch", "--quiet", "main")
    fresh.replace("plan/18-2.yaml", ("H31: 12", "H31: 15"), ("total: 21", "total: 24"))
    fresh.commit("事業費", "2019-05-02T12:00:00+09:00")
    fresh.git("merge", "--quiet", "--no-ff", "--message", "取り込み", "title")
    rows = document(fresh, "log", "18-2")["rows"]
    assert sorted((r["subject"], r["place"]) for r in rows) == [
        ("事業費", "budget.planned.H31"),
        ("事業費", "budget.total"),
        ("計画を置く", "title"),
        ("題名", "title"),
    ]
    by = {r["place"]: r["subject"] for r in document(fresh, "blame", "18-2")["rows"]}
    assert (by["title"], by["budget.planned.H31"]) == ("題名", "事業費")
    assert by["budget.planned.H30"] == "計画を置く"


def test_what_a_merge_decided_is_its_own(fresh: Repository) -> None:
    fresh.git("switch", "--quiet", "--create", "more")
    fresh.replace("plan/18-2.yaml", ("H31: 12", "H31: 16"), ("total: 21", "total: 25"))
    fresh.commit("多く")
    fresh.git("switch", "--quiet", "main")
    fresh.replace("plan/18-2.yaml", ("H31: 12", "H31: 14"), ("total: 21", "total: 23"))
    fresh.commit("少し多く")
    fresh.git("merge", "--quiet", "--no-ff", "-X", "ours", "--no-commit", "more")
    fresh.replace("plan/18-2.yaml", ("H31: 14", "H31: 15"), ("total: 23", "total: 24"))
    fresh.commit("間を取る")
    found = document(fresh, "blame", "18-2", "--field", "budget.planned.31")["rows"]
    assert [(r["value"], r["subject"]) for r in found] == [("15", "間を取る")]


def test_a_measure_under_another_id_keeps_its_origins(fresh: Repository) -> None:
    fresh.replace("plan/18-3.yaml", ("id: hiroba", "id: plaza"))
    fresh.commit("id を変える")
    rows = document(fresh, "blame", "18-3", "--field", "measures")["rows"]
    assert {r["subject"] for r in rows} == {"計画を置く"}
    assert rows[0]["place"].startswith("measures.plaza")


def test_a_copy_has_a_history_of_its_own(fresh: Repository) -> None:
    text = (fresh.plan / "18-3.yaml").read_text("utf-8")
    text = text.replace("id: 18-3", "id: 18-9").replace("number: (2)", "number: (9)")
    (fresh.plan / "18-9.yaml").write_text(text.replace("相談情報", "別の"), "utf-8")
    assert document(fresh, "log", "18-9")["rows"][0]["commit"] == ""
    fresh.commit("18-9 を加える")
    assert [r["subject"] for r in document(fresh, "log", "18-9")["rows"]] == ["18-9 を加える"]
    by = {r["subject"] for r in document(fresh, "blame", "18-9")["rows"]}
    assert by == {"18-9 を加える"}


def test_subjects_may_hold_anything(fresh: Repository) -> None:
    fresh.replace("plan/18-4.yaml", ("H31: 33", "H31: 34"), ("total: 66", "total: 67"))
    fresh.commit("evil\x01\x1b[31m subject")
    done = at(fresh, "log", "18-4")
    assert (done.code, "\x1b" in done.out) == (0, False)


def test_a_day_is_good_for_every_command(history: Repository) -> None:
    rows = document(history, "--at", "2019-04-04", "log", "18-4")["rows"]
    assert rows[0]["subject"] == "18-4: 31年度の事業費を改める"
    assert document(history, "diff", "2019-04-03..2019-04-04")["rows"][0]["after"] == "35"
    found = document(history, "--at", "2019-04-04", "status")
    assert found["as_of"] == "2019-04-04"
    assert at(history, "--at", "2019-02-31", "status").code == 2


def test_a_day_is_what_the_plan_said_then(fresh: Repository) -> None:
    """What lay on a branch that day was not the plan's yet."""
    fresh.git("switch", "--quiet", "--create", "later")
    fresh.replace("plan/18-4.yaml", ("H31: 33", "H31: 34"), ("total: 66", "total: 67"))
    fresh.commit("案", "2019-04-10T12:00:00+09:00")
    fresh.git("switch", "--quiet", "main")
    day = "2019-04-20T12:00:00+09:00"
    fresh.git("merge", "--quiet", "--no-ff", "--message", "決定", "later", day=day)
    assert "  33 " in at(fresh, "--at", "2019-04-15", "budget").out
    assert "  34 " in at(fresh, "--at", "2019-04-20", "budget").out


def test_an_error_of_the_past_hides_nothing(fresh: Repository) -> None:
    fresh.replace("plan/18-3.yaml", ("計16か所", "計17か所"))
    fresh.commit("誤り")
    fresh.git("switch", "--quiet", "--create", "change")
    fresh.replace(
        "plan/18-3.yaml",
        ("計17か所", "計15か所"),
        ("H31: ２か所", "H31: １か所"),
        ("４か所", "３か所"),
    )
    done = at(fresh, "diff", "main", "--fail-on", "target-lowered", "--format", "json")
    found = json.loads(done.out)
    assert (done.code, found["notices"]["target-lowered"]) == (1, 1)
    assert {row["what"] for row in found["rows"]} == {"changed"}


def test_a_plan_that_is_new_or_gone_is_compared_with_nothing(tmp_path: Path) -> None:
    r = Repository(tmp_path / "r")
    r.path.mkdir()
    (r.path / "README").write_text("", "utf-8")
    r.git("init", "--quiet")
    r.commit("始め")
    shutil.copytree(ROOT / "plan", r.plan)
    r.commit("計画を置く")
    found = document(r, "diff", "HEAD~1..HEAD")
    assert {(row["part"], row["what"]) for row in found["rows"]} >= {("initiative", "added")}
    assert next(s["after"] for s in found["sums"] if s["by"] == "total") == 103
    gone = document(r, "diff", "HEAD..HEAD~1")
    assert {row["what"] for row in gone["rows"] if row["part"] == "initiative"} == {"removed"}


def test_a_shallow_history_is_no_base(history: Repository, tmp_path: Path) -> None:
    source = history.path.as_uri()
    history.git(
        "clone", "--quiet", "--depth", "1", "--no-single-branch", source, str(tmp_path / "shallow")
    )
    plan = ("--plan", str(tmp_path / "shallow" / "plan"))
    done = run(*plan, "diff", "origin/budget")
    assert (done.code, "unshallow" in done.err) == (2, True)


def test_a_trailer_without_a_reason_justifies_nothing(fresh: Repository) -> None:
    fresh.git("switch", "--quiet", "--create", "change")
    fresh.replace(
        "plan/18-3.yaml",
        ("計16か所", "計15か所"),
        ("H31: ２か所", "H31: １か所"),
        ("４か所", "３か所"),
    )
    fresh.commit(
        "x\n\nPlan-Justification: target-lowered 18-3\nPlan-Justification: target-lowerd 18-3 y"
    )
    done = at(fresh, "diff", "--fail-on", "target-lowered")
    assert (done.code, "target-lowerd" in done.err) == (1, True)
    fresh.git(
        "commit",
        "--quiet",
        "--allow-empty",
        "--message",
        "y\n\nPlan-Justification: target-lowered 議会の議決",
    )
    assert at(fresh, "diff", "--fail-on", "target-lowered").code == 0


def test_a_changed_note_shows_what_changed(fresh: Repository) -> None:
    fresh.replace("ward/plan/2-6.yaml", ("前年度に契約できなかった700㎡を含む", "700㎡を含む"))
    (row,) = document(fresh, "diff", "HEAD", plan=fresh.ward)["rows"]
    assert "前年度に契約できなかった" in row["before"]
    assert "前年度に契約できなかった" not in row["after"]


@pytest.mark.parametrize("title", ["T\\n## 見出し\\n- 項目", "a\\n\\n---\\n1. z", "<!-- @x | `y`"])
def test_a_title_cannot_break_the_comment(fresh: Repository, title: str) -> None:
    fresh.replace("plan/plan.yaml", ("title: ", f'title: "{title}" # '))
    done = at(fresh, "diff", "HEAD", "--format", "markdown")
    lines = done.out.splitlines()
    assert done.code == 0, done.err
    assert [
        line for line in lines if line.startswith(("## 見", "- 項", "---", "1. z", "<!--"))
    ] == []


def test_what_is_not_committed_yet_is_the_latest_event(fresh: Repository) -> None:
    fresh.replace("plan/18-4.yaml", ("H31: 33", "H31: 34"), ("total: 66", "total: 67"))
    first, *_ = document(fresh, "log", "18-4", "--field", "budget.planned.H31")["rows"]
    assert (first["commit"], first["before"], first["after"]) == ("", "33", "34")


def test_unchanged_files_are_never_parsed_twice(history: Repository) -> None:
    """Both sides of a comparison share what is read: a cold one parses each content once."""
    program = """
import sys
import plantool.syntax.parse as p
seen, parse = [], p.parse_document
def counting(data, file):
    seen.append(data)
    return parse(data, file)
p.parse_document = counting
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
