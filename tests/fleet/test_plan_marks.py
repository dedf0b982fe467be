from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

from tests.fleet.fleets import OTHER, build, read_table, spoil_unseen, sum_money, write_plan

if TYPE_CHECKING:
    from pathlib import Path


def git(folder: Path, *arguments: str) -> str:
    names = ("-c", "user.name=a", "-c", "user.email=a@example.jp")
    done = subprocess.run(["git", *names, *arguments], cwd=folder, check=True, capture_output=True)
    return done.stdout.decode().strip()


def commit(folder: Path) -> str:
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "change", "--allow-empty")
    return git(folder, "rev-parse", "HEAD")


def make_repository(folder: Path) -> Path:
    write_plan(folder / "plan", {"H30": 3})
    git(folder, "init", "-q")
    commit(folder)
    git(folder, "tag", "v1")
    return folder


def test_a_plan_at_a_revision_is_that_of_the_commit(tmp_path: Path) -> None:
    top = make_repository(tmp_path / "repo")
    write_plan(top / "plan", {"H30": 50}, code=OTHER)
    second = commit(top)
    text = "plans: [{path: repo/plan, at: v1}, repo/plan]\n"
    outcome = build(tmp_path, text)
    assert [*outcome.plans] == ["repo/plan@v1", "repo/plan"]
    assert sum_money(tmp_path / "lake") == 53 * 10**6
    assert sum_money(tmp_path / "lake", publisher_code=OTHER) == 50 * 10**6
    revisions = {row["origin"]: row["revision"] for row in read_table(tmp_path / "lake", "quality")}
    assert revisions == {"repo/plan@v1": git(top, "rev-parse", "v1"), "repo/plan": second}


def test_a_revision_is_read_again_where_git_has_another_tree(tmp_path: Path) -> None:
    top = make_repository(tmp_path / "repo")
    text = "plans: [{path: repo/plan, at: main}]\n"
    git(top, "branch", "-M", "main")
    build(tmp_path, text)
    (top / "other.txt").write_text("x", "utf-8")
    commit(top)  # which leaves the plan as it is
    assert build(tmp_path, text).read == 0
    write_plan(top / "plan", {"H30": 4})
    assert build(tmp_path, text).read == 0  # not in a commit yet
    commit(top)
    assert build(tmp_path, text).read == 1
    assert sum_money(tmp_path / "lake") == 4 * 10**6


def test_plans_of_a_bare_repository(tmp_path: Path) -> None:
    top = make_repository(tmp_path / "repo")
    git(tmp_path, "clone", "-q", "--bare", str(top), "bare.git")
    text = "plans: [{path: bare.git/plan, at: v1}]\n"
    assert build(tmp_path, text).left_out == {}
    assert build(tmp_path, text).read == 0
    assert sum_money(tmp_path / "lake") == 3 * 10**6


def test_a_folder_is_read_again_when_it_is_committed(tmp_path: Path) -> None:
    top = make_repository(tmp_path / "repo")
    write_plan(top / "plan", {"H30": 9})
    build(tmp_path, "plans: [repo/plan]\n")
    (row,) = read_table(tmp_path / "lake", "initiatives")
    assert row["commit_id"] is None
    assert build(tmp_path, "plans: [repo/plan]\n").read == 0
    third = commit(top)
    assert build(tmp_path, "plans: [repo/plan]\n").read == 1
    (row,) = read_table(tmp_path / "lake", "initiatives")
    assert (row["commit_id"], row["file"]) == (third, "plan/1-1.yaml")


def test_a_path_may_lead_upward(tmp_path: Path) -> None:
    top = make_repository(tmp_path / "repo")
    (top / "fleet").mkdir()
    outcome = build(top / "fleet", "plans: [../plan, {path: ../plan, at: v1, id: x}]\n")
    assert outcome.left_out == {}
    assert build(top / "fleet", "plans: [../plan, {path: ../plan, at: v1, id: x}]\n").read == 0


def test_unknown_revisions_and_folders_are_left_out_with_the_reason(tmp_path: Path) -> None:
    make_repository(tmp_path / "repo")
    text = "language: en\nplans: [{path: repo/plan, at: v9}, nowhere, 'none/*', repo/plan]\n"
    outcome = build(tmp_path, text)
    reasons = {origin: each.reason for origin, each in outcome.left_out.items()}
    assert {*reasons} == {"repo/plan@v9", "nowhere", "none/*"}
    assert "v9" in (reasons["repo/plan@v9"] or "")
    assert str(tmp_path) not in "".join(filter(None, reasons.values()))
    assert reasons["none/*"] == "No folder matches the pattern"
    assert build(tmp_path, text).written == 0


def test_a_folder_that_is_named_goes_before_a_pattern(tmp_path: Path) -> None:
    write_plan(tmp_path / "plans" / "a", {"H30": 1}, identifier="a")
    write_plan(tmp_path / "plans" / "b", {"H30": 2}, identifier="b")
    text = "plans: ['plans/*', {path: plans/b, id: c}]\n"
    outcome = build(tmp_path, text)
    assert {origin: each.key[1] for origin, each in outcome.plans.items()} == {
        "plans/a": "a",
        "plans/b": "c",
    }
    twice = build(tmp_path, "plans: [plans/a, plans/a]\n")
    assert {*twice.left_out} == {"plans/a#2"}


def test_a_new_file_is_seen_and_a_spoilt_one_that_looks_the_same_is_not(tmp_path: Path) -> None:
    write_plan(tmp_path / "a", {"H30": 1})
    build(tmp_path, "plans: [a]\n")
    spoil_unseen(tmp_path / "a" / "1-1.yaml")
    assert build(tmp_path, "plans: [a]\n").read == 0
    (tmp_path / "a" / "1-2.yaml").write_text("id: 1-2\n", "utf-8")
    outcome = build(tmp_path, "plans: [a]\n")
    assert (outcome.read, [*outcome.left_out]) == (1, ["a"])
