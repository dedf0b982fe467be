"""Folders that are no export of plantool's, or no longer as it wrote them, stay as they are."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from plantool.errors import NotWrittenError, UsageError
from plantool.exporting.export_formats import DEFAULT_FORMATS, ExportFormat
from plantool.exporting.known_folder import refuse_files_of_others, refuse_place
from tests.exporting.reading import export_plan
from tests.running import POSIX_ONLY, ROOT, run
from tests.tables.sources import EXAMPLES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PLAN = ROOT / "plan"


def look_at(folder: Path) -> dict[str, bytes | None]:
    return {
        str(path.relative_to(folder)): path.read_bytes() if path.is_file() else None
        for path in folder.rglob("*")
    }


@pytest.fixture
def exported(tmp_path: Path) -> Path:
    return export_plan(EXAMPLES["tests/examples/valid/minimal"], tmp_path / "out", DEFAULT_FORMATS)


def put_mine(folder: Path) -> None:
    (folder / "mine.txt").write_text("mine")


def put_mine_among_tables(folder: Path) -> None:
    (folder / "csv" / "mine.csv").write_text("mine")


def change_table(folder: Path) -> None:
    with (folder / "csv" / "money.csv").open("ab") as file:
        file.write(b"mine\r\n")


def unmark(folder: Path) -> None:
    package = folder / "datapackage.json"
    package.write_bytes(package.read_bytes().replace(b"plantool:layout", b"layout"))


def break_package(folder: Path) -> None:
    (folder / "datapackage.json").write_bytes(b"[" * 100_000)


def empty_package(folder: Path) -> None:
    (folder / "datapackage.json").write_bytes(b'{"plantool:layout": 1, "resources": [{}]}')


def change_package(folder: Path) -> None:
    resources = b'[{"path": ["csv/money.csv"], "hash": [1]}]'
    (folder / "datapackage.json").write_bytes(
        b'{"plantool:layout": 1, "resources": ' + resources + b"}"
    )


def link_elsewhere(folder: Path) -> None:
    (folder / "plan.sqlite").unlink()
    (folder / "plan.sqlite").symlink_to(PLAN / "plan.yaml")


def link_folder(folder: Path) -> None:
    (folder / "more").symlink_to(PLAN)


@pytest.mark.parametrize(
    "spoil",
    [
        put_mine,
        put_mine_among_tables,
        change_table,
        unmark,
        break_package,
        empty_package,
        change_package,
        pytest.param(link_elsewhere, marks=POSIX_ONLY),
        pytest.param(link_folder, marks=POSIX_ONLY),
    ],
)
def test_what_is_not_ours_is_not_replaced(exported: Path, spoil: Callable[[Path], None]) -> None:
    spoil(exported)
    before = look_at(exported)
    done = run("--lang", "en", "export", str(exported))
    assert (done.code, done.out) == (5, "")
    assert "nothing was written" in done.err
    assert look_at(exported) == before
    assert os.listdir(exported.parent) == ["out"]  # noqa: PTH208 - hidden ones as well


def test_the_files_in_the_way_are_named(exported: Path) -> None:
    for number in range(7):
        (exported / f"mine-{number}.txt").touch()
    with pytest.raises(NotWrittenError) as refused:
        refuse_files_of_others(exported)
    assert refused.value.key == "error.export-other-files"
    listed = "mine-0.txt\n  mine-1.txt\n  mine-2.txt\n  mine-3.txt\n  mine-4.txt\n  …"
    assert refused.value.arguments["files"] == listed


def test_an_earlier_export_is_replaced_as_a_whole(exported: Path) -> None:
    (exported / ".DS_Store").touch()  # which the system of the Mac makes
    done = run("export", str(exported), "--format", "csv")
    assert done.code == 0, done.err
    assert {path.name for path in exported.iterdir()} == {
        *("csv", "datapackage.json", "catalog.jsonld", "README.md", "README.ja.md"),
    }
    assert b"131202" in (exported / "csv" / "plans.csv").read_bytes()


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    (tmp_path / "out" / "empty").mkdir(parents=True)
    assert run("export", str(tmp_path / "out")).code == 0
    assert (tmp_path / "out" / "plan.sqlite").is_file()
    assert not (tmp_path / "out" / "empty").exists()


def test_folders_above_are_made(tmp_path: Path) -> None:
    assert run("export", "a/b/out", "--plan", str(PLAN), cwd=tmp_path).code == 0
    assert (tmp_path / "a" / "b" / "out" / "datapackage.json").is_file()


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine")
    done = run("--lang", "en", "export", str(tmp_path / "out"))
    assert (done.code, (tmp_path / "out").read_text()) == (5, "mine")
    assert "is a file, and nothing was written" in done.err


@pytest.mark.parametrize("inside", ["", "out", "out/deeper", "../plan/out"])
def test_nothing_is_written_into_the_plan(plan_copy: Path, inside: str) -> None:
    before = look_at(plan_copy)
    done = run("--lang", "en", "--plan", str(plan_copy), "export", str(plan_copy / inside))
    assert (done.code, done.out) == (2, "")
    assert "is in the folder of the plan" in done.err
    assert look_at(plan_copy) == before


@POSIX_ONLY
def test_a_link_into_the_plan_is_seen_through(plan_copy: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(plan_copy)
    with pytest.raises(UsageError) as refused:
        refuse_place(tmp_path / "link" / "out", plan_copy)
    assert refused.value.key == "error.export-in-plan"


@pytest.mark.parametrize("place", [".", ".."])
def test_the_current_folder_is_not_replaced(plan_copy: Path, tmp_path: Path, place: str) -> None:
    (tmp_path / "here").mkdir()
    done = run("--lang", "en", "--plan", str(plan_copy), "export", place, cwd=tmp_path / "here")
    assert (done.code, done.out) == (2, "")
    assert "is the current folder" in done.err


@POSIX_ONLY
def test_a_link_to_a_folder_stays_one(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    for _ in range(2):
        assert run("export", str(tmp_path / "link"), "--format", "json").code == 0
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real" / "json" / "money.json").is_file()


def test_every_format_is_there_or_gone(tmp_path: Path) -> None:
    plan = EXAMPLES["tests/examples/valid/minimal"]
    for data_format in ExportFormat:
        folder = export_plan(plan, tmp_path / "out", [data_format])
        names = {path.name for path in folder.iterdir()}
        assert len(names) == 5
        assert names & {"csv", "json", "parquet", "plan.sqlite"} <= {
            data_format.value,
            "plan.sqlite",
        }
