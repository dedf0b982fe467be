from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from plantool.loading.git.branch_files import list_branch_files
from plantool.loading.git.calls import GitError
from tests.history import Repository

if TYPE_CHECKING:
    from pathlib import Path


def write(path: Path, name: str) -> None:
    (path / name).parent.mkdir(parents=True, exist_ok=True)
    (path / name).write_text("x", "utf-8")


def test_names_of_all_branches_in_the_folder_of_the_plan(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    repository.git("init", "--quiet")
    write(tmp_path, "計画 1/plan/1-1.yaml")
    write(tmp_path, "計画 1/other.yaml")
    repository.commit("one")
    repository.git("checkout", "--quiet", "-b", "more")
    write(tmp_path, "計画 1/plan/1-2 日本語.yaml")
    repository.commit("two")
    repository.git("checkout", "--quiet", "--orphan", "nothing")
    repository.git("rm", "-rq", "--cached", ".")
    write(tmp_path, "readme")
    repository.git("add", "readme")
    repository.git("commit", "--quiet", "-m", "without the plan")
    names = list_branch_files(tmp_path / "計画 1" / "plan")
    assert names == {"1-1.yaml", "1-2 日本語.yaml"}
    assert {"other.yaml", "plan"} <= list_branch_files(tmp_path / "計画 1")
    assert "readme" in list_branch_files(tmp_path)


def test_without_a_commit_there_are_none_and_without_a_repository_an_error(tmp_path: Path) -> None:
    with pytest.raises(GitError, match="no-repository"):
        list_branch_files(tmp_path)
    Repository(tmp_path).git("init", "--quiet")
    assert list_branch_files(tmp_path) == frozenset()
