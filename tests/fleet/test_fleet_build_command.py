from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from tests.fleet.fleets import OTHER, write_plan
from tests.running import POSIX_ONLY, Run, run

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FLEET = 'as_of: "2020-07-31"\nlanguage: {language}\nplans: [plans/*]\n'


@pytest.fixture
def fleet(tmp_path: Path) -> Path:
    write_plan(tmp_path / "plans" / "a", {"H30": 3})
    write_plan(tmp_path / "plans" / "b", {"H30": 50}, code=OTHER)
    write_plan(tmp_path / "plans" / "c", {"H30": 50}, code="131203")
    write_plan(tmp_path / "plans" / "d", {"H30": 50}, code="011002")
    (tmp_path / "plans" / "d" / "1-1.yaml").write_text("id: 1-1\n", "utf-8")
    write_plan(tmp_path / "plans" / "e", {"H30": 3})
    (tmp_path / "fleet.yaml").write_text(FLEET.format(language="ja"), "utf-8")
    return tmp_path


def build(fleet: Path, *arguments: str, **variables: str) -> Run:
    return run("fleet", "build", *arguments, cwd=fleet, **variables)


@pytest.mark.parametrize("language", ["ja", "en"])
def test_what_is_left_out_is_told(
    language: str, fleet: Path, screen: Callable[[str, str], None]
) -> None:
    (fleet / "fleet.yaml").write_text(FLEET.format(language=language), "utf-8")
    done = build(fleet)
    assert done.code == 1
    screen(f"fleet-build-{language}", done.out + done.err)


def test_a_second_build_reads_nothing(fleet: Path, screen: Callable[[str, str], None]) -> None:
    for name in "cde":
        (fleet / "plans" / name).rename(fleet / name)
    assert build(fleet).code == 0
    done = build(fleet, "--lake", "lake")
    assert (done.code, done.err) == (0, "")
    screen("fleet-build-again-ja", done.out)


def test_records_for_machines(fleet: Path) -> None:
    data = json.loads(build(fleet, "--format", "json").out)
    counts = {name: data[name] for name in ("as_of", "included", "left_out", "read", "kept")}
    assert counts == {"as_of": "2020-07-31", "included": 2, "left_out": 3, "read": 5, "kept": 0}
    assert [row["origin"] for row in data["rows"]] == ["plans/c", "plans/d", "plans/e"]


def test_mistakes_in_fleet_yaml_are_shown_all_at_once(
    fleet: Path, screen: Callable[[str, str], None]
) -> None:
    text = 'plan: [a]\nplans: [{path: b, publisher_code: "1"}]\nretired: {"131202": 131181}\n'
    (fleet / "fleet.yaml").write_text(text, "utf-8")
    done = build(fleet, "--lake", "new", PLANTOOL_LANG="ja")
    assert (done.code, done.out) == (1, "")
    assert not (fleet / "new").exists()
    screen("fleet-build-mistakes-ja", done.err)


def test_what_cannot_be_used_ends_with_2(fleet: Path) -> None:
    assert build(fleet, "--fleet", "other.yaml").code == 2
    assert build(fleet, "--as-of", "tomorrow").code == 2
    assert run("--at", "HEAD", "fleet", "build", cwd=fleet).code == 2
    build(fleet)
    within = run("fleet", "build", "--lake", ".", "--fleet", "../fleet.yaml", cwd=fleet / "lake")
    assert (within.code, "レイクは" in within.err) == (2, True)


def test_a_foreign_folder_ends_with_5(fleet: Path) -> None:
    done = build(fleet, "--lake", "plans")
    assert (done.code, done.out) == (5, "")
    assert "plantool が作ったレイクではない" in done.err


@pytest.mark.parametrize(
    ("library", "option", "remedy"),
    [("pyarrow", (), "plantool[fleet]"), ("distributed", ("--scheduler", "tcp://a"), "[cluster]")],
)
def test_without_the_libraries_the_remedy_is_told(
    library: str, option: tuple[str, ...], remedy: str, fleet: Path
) -> None:
    hidden = fleet / "hidden"
    hidden.mkdir()
    text = f"raise ModuleNotFoundError('no', name='{library}')\n"
    (hidden / f"{library}.py").write_text(text, "utf-8")
    done = build(fleet, *option, PYTHONPATH=str(hidden))
    assert (done.code, remedy in done.err) == (2, True)


def test_a_lake_within_a_plan_is_refused(fleet: Path) -> None:
    done = build(fleet, "--lake", "plans/a/lake")
    assert (done.code, (fleet / "plans" / "a" / "lake").exists()) == (2, False)
    assert "計画のフォルダ（" in done.err


@POSIX_ONLY
@pytest.mark.usefixtures("signals_by_default")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_build_that_is_ended_leaves_nothing_behind(number: int, fleet: Path) -> None:
    for at in range(60):
        write_plan(fleet / "plans" / f"p{at}", {"H30": at}, identifier=f"p{at}")
    argv = [sys.executable, "-m", "plantool", "fleet", "build"]
    with subprocess.Popen(argv, cwd=fleet, stderr=subprocess.PIPE) as process:
        while process.poll() is None and not [*fleet.glob(".plantool-*/facts")]:
            time.sleep(0.01)
        process.send_signal(number)
        assert process.stderr is not None
        assert b"resource_tracker" not in process.stderr.read()
    assert process.returncode in {130, -number}
    assert {path.name for path in fleet.iterdir()} == {"plans", "fleet.yaml"}
