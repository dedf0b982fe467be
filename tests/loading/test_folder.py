from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

import pytest

from plantool.errors import PlanUnreadableError
from plantool.loading.folder import Folder, find_file_kind
from plantool.loading.read_plan import load_plan
from plantool.syntax.text_limits import MAX_BYTES
from tests.running import POSIX_ONLY

pytestmark = POSIX_ONLY

PLAN = """\
title: 計画
publisher: {name: 区}
language: ja
years: {planned: [H30, H31]}
money: {unit: 百万円}
departments: {企画部: [企画課]}
"""
as_user = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything"
)
with_links = pytest.mark.skipif(os.name == "nt", reason="needs the right to make links")


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    folder = tmp_path / "plan"
    folder.mkdir()
    (folder / "plan.yaml").write_text(PLAN, encoding="utf-8")
    return folder


def found(folder: Path) -> list[tuple[str, str]]:
    loaded = load_plan(Folder.open_at(folder))
    return [(Path(d.file).name, d.code.name) for d in loaded.diagnostics]


@pytest.mark.parametrize("inside", ["", "plan", "src", "src/deep/er", "plan/sub"])
def test_the_nearest_plan_is_found_upward(plan: Path, inside: str) -> None:
    start = plan.parent / inside
    start.mkdir(parents=True, exist_ok=True)
    assert Folder.open_nearest(start).path == plan


@pytest.mark.parametrize("start", [".", "deep"])
def test_the_nearest_plan_is_found_from_a_relative_start_too(
    plan: Path, start: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = plan.parent / "src"
    (here / "deep").mkdir(parents=True)
    monkeypatch.chdir(here)
    assert Folder.open_nearest(Path(start)).path.resolve() == plan


def test_the_nearest_of_several_plans_wins(plan: Path) -> None:
    inner = plan.parent / "ward" / "plan"
    inner.mkdir(parents=True)
    (inner / "plan.yaml").write_text(PLAN, encoding="utf-8")
    assert Folder.open_nearest(plan.parent / "ward").path == inner
    assert Folder.open_nearest(inner).path == inner
    assert Folder.open_nearest(plan.parent).path == plan


def test_a_plan_folder_by_another_name_is_found_from_within(plan: Path) -> None:
    other = plan.rename(plan.with_name("計画18"))
    assert Folder.open_nearest(other).path == other
    with pytest.raises(PlanUnreadableError):
        Folder.open_nearest(other.parent)


@pytest.mark.parametrize("make", ["folder", "nothing"])
def test_a_folder_named_plan_needs_its_plan_file(plan: Path, make: str) -> None:
    inner = plan.parent / "src"
    inner.mkdir()
    if make == "folder":
        (inner / "plan" / "plan.yaml").mkdir(parents=True)
    assert Folder.open_nearest(inner).path == plan


@pytest.mark.parametrize("name", ["nowhere", "empty", "file", "x" * 300])
def test_what_holds_no_plan_is_unreadable(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").write_text("")
    with pytest.raises(PlanUnreadableError):
        Folder.open_at(tmp_path / name)


def test_a_search_passes_by_what_cannot_exist(plan: Path) -> None:
    assert Folder.open_nearest(plan.parent / ("x" * 300)).path == plan


@as_user
def test_a_search_passes_by_or_names_what_may_not_be_looked_into(plan: Path) -> None:
    closed = plan.parent / "src" / "plan"
    closed.mkdir(parents=True)
    closed.chmod(0o000)
    with suppress(PlanUnreadableError):
        assert Folder.open_nearest(plan.parent / "src").path == plan


@as_user
def test_a_folder_that_may_not_be_listed_is_unreadable(plan: Path) -> None:
    plan.chmod(0o300)
    with pytest.raises(PlanUnreadableError):
        load_plan(Folder.open_at(plan))


def test_a_folder_that_is_gone_is_unreadable(plan: Path) -> None:
    folder = Folder.open_at(plan)
    plan.rename(plan.with_name("moved"))
    with pytest.raises(PlanUnreadableError):
        folder.list_names()


def test_names_are_what_looks_like_a_plan_file_in_a_stable_order(plan: Path) -> None:
    for name in ["18.yaml", "18-2.yaml", "18-10.yaml", "2-4.yml", "README.md", "18-3.yaml~"]:
        (plan / name).write_text("")
    assert Folder.open_at(plan).list_names() == sorted(
        ["18-10.yaml", "18-2.yaml", "18-3.yaml~", "18.yaml", "2-4.yml", "plan.yaml"]
    )


@pytest.mark.parametrize("name", [".18-2.yaml", ".yaml", ".18-2.yaml.swp", "._18-2.yaml"])
def test_hidden_files_are_nobodys_plan(plan: Path, name: str) -> None:
    (plan / name).write_text("id: [")
    assert Folder.open_at(plan).list_names() == ["plan.yaml"]
    assert found(plan) == []


@pytest.mark.parametrize("name", ["18-2.yml", "18-2.YAML", "18-2.Yml"])
def test_another_suffix_is_named_and_not_read(plan: Path, name: str) -> None:
    (plan / name).write_text("id: [")
    loaded = load_plan(Folder.open_at(plan))
    assert found(plan) == [(name, "file-not-read")]
    assert loaded.plan.is_left_out("18-2")


@with_links
@pytest.mark.parametrize("target", ["18-2.yaml", "nowhere.yaml", "."])
def test_a_link_that_leads_nowhere_is_an_unreadable_file(plan: Path, target: str) -> None:
    (plan / "18-2.yaml").symlink_to(target)
    assert found(plan) == [("18-2.yaml", "unreadable-file")]


def test_a_folder_named_like_a_file_is_an_unreadable_file(plan: Path) -> None:
    (plan / "18-2.yaml").mkdir()
    assert found(plan) == [("18-2.yaml", "unreadable-file")]


@with_links
def test_what_is_no_regular_file_is_not_read(plan: Path) -> None:
    (plan / "18-2.yaml").symlink_to(os.devnull)
    assert found(plan) == [("18-2.yaml", "unreadable-file")]


@with_links
def test_what_lies_outside_of_the_folder_is_not_read(plan: Path) -> None:
    (plan.parent / "secret.yaml").write_text("password")
    (plan / "18-2.yaml").symlink_to("../secret.yaml")
    assert found(plan) == [("18-2.yaml", "unreadable-file")]


@with_links
def test_a_link_to_what_is_no_plan_file_of_the_folder_is_not_read(plan: Path) -> None:
    (plan / ".hidden").write_text("id: 1\ntitle: 章\nsections: [{id: 1, title: 柱}]\n", "utf-8")
    (plan / "1.yaml").symlink_to(".hidden")
    assert found(plan) == [("1.yaml", "unreadable-file")]


def test_of_a_large_file_no_more_is_read_than_shows_that_it_is_too_large(plan: Path) -> None:
    with (plan / "18-2.yaml").open("wb") as file:
        file.truncate(10 * MAX_BYTES)
    assert len(Folder.open_at(plan).read_bytes("18-2.yaml")) == MAX_BYTES + 1
    assert found(plan) == [("18-2.yaml", "file-too-large")]


@as_user
def test_a_file_that_may_not_be_read_is_an_unreadable_file(plan: Path) -> None:
    (plan / "18-2.yaml").write_text("id: 18-2")
    (plan / "18-2.yaml").chmod(0o000)
    assert found(plan) == [("18-2.yaml", "unreadable-file")]


def test_an_unreadable_file_leaves_the_rest_to_be_read(plan: Path) -> None:
    (plan / "18-2.yaml").mkdir()
    loaded = load_plan(Folder.open_at(plan))
    assert loaded.is_readable
    assert loaded.plan.title == "計画"
    assert loaded.plan.is_left_out("18-2")


@with_links
def test_a_linked_plan_folder_keeps_its_own_name(plan: Path) -> None:
    link = plan.parent / "link"
    link.symlink_to(plan)
    assert Folder.open_at(link).format_name("18-2.yaml").endswith("/link/18-2.yaml")


@pytest.mark.parametrize(
    ("here", "shown"),
    [(".", "plan/18-2.yaml"), ("plan", "18-2.yaml"), ("..", "project/plan/18-2.yaml")],
)
def test_paths_are_shown_as_they_are_typed_from_here(
    plan: Path, here: str, shown: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = plan.parent / "project"
    project.mkdir()
    plan.rename(project / "plan")
    monkeypatch.chdir(project / here)
    assert Folder.open_at(project / "plan").format_name("18-2.yaml") == shown


def test_a_plan_elsewhere_is_shown_by_its_whole_path(
    plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (plan.parent / "src").mkdir()
    monkeypatch.chdir(plan.parent / "src")
    assert (
        Folder.open_at(Path("../plan")).format_name("18-2.yaml") == f"{plan.as_posix()}/18-2.yaml"
    )


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("plan.yaml", "plan"),
        ("18.yaml", "chapter"),
        ("A.yaml", "chapter"),
        ("18-2.yaml", "initiative"),
        ("18-2-1.yaml", "initiative"),
        ("plan-2.yaml", "initiative"),
    ],
)
def test_a_files_name_tells_its_kind(name: str, kind: str) -> None:
    assert find_file_kind(name) == kind
