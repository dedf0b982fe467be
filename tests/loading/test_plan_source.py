"""A plan is found once, wherever it is or was, and opened as far as it is asked for."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from plantool.errors import PlanUnreadableError, UsageError
from plantool.loading.folder import Folder
from plantool.loading.git.calls import GitError
from plantool.loading.git.revision import Revision
from plantool.loading.plan_source import PlanSource
from tests.cases import copy_plan
from tests.history import Repository


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    made = Repository(tmp_path)
    copy_plan("git", made.plan)
    made.git("init", "--quiet")
    made.commit("計画")
    monkeypatch.chdir(tmp_path)
    return made


def test_one_source_has_one_folder_and_one_memory(repository: Repository) -> None:
    source = PlanSource(None)
    assert source.plan_dir == repository.plan
    assert source.files == Folder(repository.plan, "plan")
    assert source.open_folder() is source.files
    assert source.memory is source.memory


@pytest.mark.parametrize("path", ["plan", "plan/plan.yaml"])
def test_a_plan_is_named_by_its_folder_or_its_file(repository: Repository, path: str) -> None:
    source = PlanSource(Path(path))
    assert (source.plan_dir, source.files) == (Path("plan"), Folder(Path("plan"), "plan"))
    assert source.repository == repository.plan


def test_a_plan_of_the_past_is_only_read(repository: Repository) -> None:
    source = PlanSource(None, "HEAD")
    assert isinstance(source.files, Revision)
    with pytest.raises(UsageError, match="at-work-tree"):
        source.open_folder()
    shutil.rmtree(repository.plan)
    with pytest.raises(UsageError, match="at-work-tree"):  # nothing is looked for before that
        source.open_folder()


def test_a_plan_that_is_gone_is_where_it_was(repository: Repository) -> None:
    shutil.rmtree(repository.plan)
    source = PlanSource(None)
    assert (source.plan_dir, source.repository) == (repository.plan, repository.path)
    assert "1-1.yaml" in source.open_revision("HEAD").list_names()
    with pytest.raises(PlanUnreadableError, match="no-plan:"):
        source.open_folder()


def test_a_plan_that_is_gone_is_looked_for_upward(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.rmtree(repository.plan)
    below = repository.path / "docs" / "notes"
    below.mkdir(parents=True)
    monkeypatch.chdir(below)
    assert PlanSource(None, "HEAD").files.list_names() == ["1-1.yaml", "1.yaml", "plan.yaml"]
    with pytest.raises(PlanUnreadableError, match="no-plan-at"):  # where it is named, it is there
        _ = PlanSource(Path("plan"), "HEAD").files


def test_another_state_may_lack_the_plan(repository: Repository) -> None:
    shutil.move(repository.plan, repository.path / "other")
    repository.commit("移動")
    source = PlanSource(Path("plan"))
    assert source.open_revision("HEAD").list_names() == []
    with pytest.raises(PlanUnreadableError, match="no-plan-at"):
        source.open_revision("HEAD", needs_plan=True)
    with pytest.raises(GitError, match="unknown-revision"):
        source.open_revision("nowhere")


def test_without_the_cache_nothing_is_kept(repository: Repository) -> None:
    assert repository.plan.is_dir()
    assert PlanSource(None).memory.lasts
    assert not PlanSource(None, uses_cache=False).memory.lasts
