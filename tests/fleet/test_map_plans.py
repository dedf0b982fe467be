from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING

import pytest

from plantool.errors import NotWrittenError, UsageError
from plantool.fleet import map_plans as mapped
from tests.fleet.fleets import build, read_bytes, write_plan

if TYPE_CHECKING:
    from pathlib import Path

    from plantool.fleet.plan_facts import PlanFacts, PlanJob

ALL = "plans: [plans/*]\n"


def write_plans(folder: Path) -> None:
    for at in range(9):
        write_plan(folder / "plans" / f"p{at}", {"H30": at, "H31": 1}, identifier=f"p{at}")
    (folder / "plans" / "p3" / "1-1.yaml").write_text("id: 1-1\n", "utf-8")


def test_processes_write_the_bytes_that_one_writes(tmp_path: Path) -> None:
    write_plans(tmp_path)
    build(tmp_path, ALL)
    alone = read_bytes(tmp_path / "lake")
    (tmp_path / "lake").rename(tmp_path / "former")
    assert [*build(tmp_path, ALL, processes=2).left_out] == ["plans/p3"]
    assert read_bytes(tmp_path / "lake") == alone


@pytest.mark.filterwarnings("ignore")  # of the libraries of the cluster
def test_workers_of_a_cluster_write_the_bytes_that_processes_write(tmp_path: Path) -> None:
    distributed = pytest.importorskip("distributed")
    write_plans(tmp_path)
    build(tmp_path, ALL, processes=2)
    of_processes = read_bytes(tmp_path / "lake")
    (tmp_path / "lake").rename(tmp_path / "former")
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=False
    ) as cluster:
        outcome = build(tmp_path, ALL, scheduler=cluster.scheduler_address)
    assert (outcome.read, [*outcome.left_out]) == (9, ["plans/p3"])
    assert read_bytes(tmp_path / "lake") == of_processes


@pytest.mark.filterwarnings("ignore")
def test_a_scheduler_that_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed")
    monkeypatch.setattr(mapped, "_CONNECT_SECONDS", 0.5)
    write_plans(tmp_path)
    with pytest.raises(UsageError, match="fleet-scheduler"):
        build(tmp_path, ALL, scheduler="tcp://127.0.0.1:9")
    assert not (tmp_path / "lake").exists()


def end_at_once(_: PlanJob) -> PlanFacts:
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError


def test_a_process_that_is_killed_ends_the_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_plans(tmp_path)
    monkeypatch.setattr(mapped, "build_plan_facts", end_at_once)
    with pytest.raises(NotWrittenError, match="fleet-process-ended"):
        build(tmp_path, ALL, processes=2)
    assert {path.name for path in tmp_path.iterdir()} == {"plans"}


def test_workers_of_another_version_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_plans(tmp_path)
    monkeypatch.setattr(mapped, "find_program", lambda: "another")
    with pytest.raises(UsageError, match="fleet-other-version"):
        build(tmp_path, ALL, processes=2)
