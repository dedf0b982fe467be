"""The history of all files at once says what the history of each file alone does."""

from __future__ import annotations

from contextlib import suppress
from random import Random
from typing import TYPE_CHECKING

import pytest

from plantool.analysis.fact_history import build_nodes, yield_events
from plantool.loading.git.file_history import list_states, yield_readable
from plantool.loading.git.plan_history import PlanHistory
from plantool.loading.git.revision import Revision
from tests.history import Repository

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from plantool.loading.git.file_history import FileState

_PLAN = """\
title: 計画
publisher: 市
years: {planned: [R2, R3]}
"""
_FILE = """\
id: "1-1"
title: 事業{title}
measures:
  - id: first
    name: 箇所
    planned: {{R2: {a}, R3: {b}}}
"""


def _describe(states: Sequence[FileState]) -> list[tuple[str, str, object, object]]:
    """Return what each commit changed, in an order that does not depend on the walk."""
    kept = list(yield_readable(states))
    nodes = build_nodes(kept)
    return sorted(
        (kept[event.version_index].version.commit, repr(event.change.fact), *event.change[1:3])
        for event in yield_events(nodes)
    )


def _compare(repository: Repository) -> PlanHistory:
    revision = Revision.open_commit(repository.plan, "HEAD")
    history = PlanHistory.read(revision)
    names = [name for name in revision.list_names() if "-" in name]
    assert names
    for name in names:
        indexes = history.list_nodes(name)
        contents = history.read_blobs(indexes)
        states = history.build_states(indexes, name, contents)
        expected = list_states(revision, name)
        assert _describe(states) == _describe(expected), name
        touched = history.find_last_version(name)
        assert touched in [state.version for state in expected]
    return history


def _write(repository: Repository, name: str, title: str, a: int, b: int) -> None:
    path = repository.plan / f"{name}.yaml"
    path.write_text(_FILE.format(title=title, a=a, b=b).replace("1-1", name), "utf-8")


def _merge(repository: Repository, branch: str) -> None:
    """Merge a branch, keeping what is here wherever both changed the same."""
    for strategy in (("-X", "ours"), ("-s", "ours")):
        with suppress(AssertionError):
            repository.git("merge", "--quiet", *strategy, "-m", "併合", branch)
            return
        repository.git("merge", "--abort")


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    repository = Repository(tmp_path)
    repository.plan.mkdir()
    (repository.plan / "plan.yaml").write_text(_PLAN, "utf-8")
    for name in ("1-1", "1-2", "1-3"):
        _write(repository, name, name, 10, 20)
    repository.git("init", "--quiet")
    repository.commit("はじめ")
    return repository


def test_it_follows_a_file_and_its_folder_to_other_names(repository: Repository) -> None:
    _write(repository, "1-1", "1-1", 11, 20)
    repository.commit("変更")
    repository.git("mv", "plan", "old")
    repository.commit("移す")
    repository.git("mv", "old", "plan")
    repository.git("mv", "plan/1-1.yaml", "plan/1-9.yaml")
    last = repository.commit("番号を改める")

    history = _compare(repository)

    assert history.map_former_names() == {"1-1.yaml": "1-9.yaml"}
    latest = history.find_last_version("1-9.yaml")
    assert latest
    assert latest.commit == last
    versions = [history.nodes[at] for at in history.list_nodes("1-9.yaml")]
    assert [version.path for version in versions] == [
        "plan/1-9.yaml",
        "old/1-1.yaml",
        "plan/1-1.yaml",
        "plan/1-1.yaml",
    ]


def test_a_number_given_to_another_leads_nowhere_else(repository: Repository) -> None:
    repository.git("mv", "plan/1-1.yaml", "plan/1-9.yaml")
    _write(repository, "1-1", "別の事業であり、似ていない", 99, 1)
    repository.commit("番号を使いまわす")
    assert PlanHistory.read(Revision.open_commit(repository.plan, "HEAD")).map_former_names() == {}


def test_two_files_that_change_places_keep_their_histories(repository: Repository) -> None:
    _write(repository, "1-1", "一", 1, 2)
    _write(repository, "1-2", "二", 5000, 6000)
    repository.commit("変更")
    history = _compare(repository)
    assert len(history.list_nodes("1-1.yaml")) == 2


@pytest.mark.parametrize("seed", range(6))
def test_it_agrees_with_the_history_of_each_file_through_branches(
    repository: Repository, seed: int
) -> None:
    """Branches are made, changed and merged; files are changed, renumbered and deleted."""
    rng = Random(seed)  # noqa: S311 - no secret
    branches, number = ["main"], 0
    for step in range(24):
        repository.git("checkout", "--quiet", rng.choice(branches))
        files = sorted(path.stem for path in repository.plan.glob("*-*.yaml"))
        act = rng.choice(["change", "change", "change", "branch", "merge", "rename", "delete"])
        if act == "branch":
            branches.append(f"b{step}")
            repository.git("checkout", "--quiet", "-b", branches[-1])
        elif act == "merge":
            _merge(repository, rng.choice(branches))
        elif act == "rename":
            number += 1
            repository.git("mv", f"plan/{files[0]}.yaml", f"plan/2-{number}.yaml")
            repository.commit(f"{step} 改番")
        elif act == "delete" and len(files) > 2:
            repository.git("rm", "--quiet", f"plan/{rng.choice(files)}.yaml")
            repository.commit(f"{step} 削除")
        else:
            name = rng.choice(files)
            path = repository.plan / f"{name}.yaml"
            text = path.read_text("utf-8")
            path.write_text(text.replace("R2: 1", f"R2: {rng.randint(1, 9)}1", 1), "utf-8")
            (repository.plan / "plan.yaml").write_text(_PLAN + f"# {step}\n", "utf-8")
            repository.commit(f"{step} 変更")
    _compare(repository)
