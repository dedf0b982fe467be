"""Which files changed, without asking git to look at the work tree."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from plantool.loading.git.changed_files import find_changed_files
from tests.cases import copy_plan
from tests.history import Repository

if TYPE_CHECKING:
    from pathlib import Path


def repository(path: Path, *options: str) -> Repository:
    found = Repository(path)
    copy_plan("git", found.plan)
    found.git("init", "--quiet", *options)
    found.commit("計画")
    return found


@pytest.mark.parametrize("length", ["sha1", "sha256"])
def test_new_changed_and_deleted_files_are_named(tmp_path: Path, length: str) -> None:
    r = repository(tmp_path, f"--object-format={length}")
    assert find_changed_files(r.plan, "HEAD") == frozenset()
    shutil.copy(r.plan / "1-1.yaml", r.plan / "1-2.yaml")
    r.replace("plan/plan.yaml", ("架空市", "架空区"))
    (r.plan / "1.yaml").unlink()
    assert find_changed_files(r.plan, "HEAD") == {"1-2.yaml", "plan.yaml", "1.yaml"}
    r.commit("変更", "2019-04-02T12:00:00+09:00")
    assert find_changed_files(r.plan, "HEAD") == frozenset()
    assert find_changed_files(r.plan, "2019-04-01") == {"1-2.yaml", "plan.yaml", "1.yaml"}


def test_line_breaks_that_git_turns_are_no_change(tmp_path: Path) -> None:
    r = repository(tmp_path)
    path = r.plan / "1-1.yaml"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert find_changed_files(r.plan, "HEAD") == frozenset()


def test_only_the_own_side_since_the_parting_counts(tmp_path: Path) -> None:
    r = repository(tmp_path)
    r.git("switch", "--quiet", "--create", "change")
    r.replace("plan/1-1.yaml", ("広場", "公園"))
    r.commit("こちら")
    r.git("switch", "--quiet", "main")
    r.replace("plan/1.yaml", ("暮らし", "くらし"))
    r.commit("あちら")
    r.git("switch", "--quiet", "change")
    assert find_changed_files(r.plan, "main") == {"1-1.yaml"}
