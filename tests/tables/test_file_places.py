from __future__ import annotations

from typing import TYPE_CHECKING

from tests.history import begun
from tests.tables.sources import build_tables, open_source, read_example

if TYPE_CHECKING:
    from pathlib import Path

    from plantool.tables.columns import Value


def find_places(rows: list[dict[str, Value]], **wanted: Value) -> list[tuple[Value, ...]]:
    found = (row for row in rows if wanted.items() <= row.items())
    return [(row["file"], row["line"], row["commit_id"]) for row in found]


def test_places_are_those_of_the_last_commit_that_changed_the_plan(tmp_path: Path) -> None:
    repository = begun(tmp_path)
    commit = repository.git("rev-parse", "HEAD")
    (tmp_path / "README").write_text("別の話", "utf-8")
    repository.commit("計画の外を変える")
    repository.replace("plan/18-4.yaml", ("H31: 33", "H31: 35"), ("total: 66", "total: 68"))
    tables = build_tables(open_source(repository.plan))
    wanted = {"basis": "planned", "year": "H31"}
    assert find_places(tables["money"], initiative_id="18-3", **wanted) == [
        ("plan/18-3.yaml", 21, commit)
    ]
    assert find_places(tables["money"], initiative_id="18-4", **wanted) == [
        ("plan/18-4.yaml", 20, None)
    ]
    assert tables["plans"][0]["commit_id"] is None  # the plan is not as any commit has it


def test_places_of_the_past(tmp_path: Path) -> None:
    repository = begun(tmp_path)
    commit = repository.git("rev-parse", "HEAD")
    repository.replace("plan/18-4.yaml", ("H31: 33", "H31: 35"), ("total: 66", "total: 68"))
    repository.commit("予算の見直し")
    tables = build_tables(open_source(repository.plan, revision=commit[:12]))
    amounts = [row["amount"] for row in tables["money"] if row["initiative_id"] == "18-4"]
    assert amounts[:2] == [33, 33]
    assert {row["commit_id"] for row in tables["money"]} == {commit}
    assert {row["file"] for row in tables["chapters"]} == {"plan/18.yaml"}


def test_without_git_files_are_named_from_the_plans_folder(tmp_path: Path) -> None:
    for path in begun(tmp_path / "repository").plan.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    tables = build_tables(open_source(tmp_path))
    assert find_places(tables["measures"], measure_id="projects") == [("18-2.yaml", 11, None)]


def test_every_figure_of_the_real_plan_stands_on_its_line() -> None:
    tables = read_example("plan")
    for row in tables["figures"]:
        line = read_line(row)
        words = (row["text"] or f"{row['value']}").split("\n")[0]  # type: ignore[union-attr]
        assert words in line, (row, line)
    for row in tables["money"]:
        if row["stated"] and row["amount"] is not None:
            assert f"{row['amount']}" in read_line(row), row


def read_line(row: dict[str, Value]) -> str:
    from tests.running import ROOT  # noqa: PLC0415 - where the real plan is

    lines = (ROOT / str(row["file"])).read_text("utf-8").splitlines()
    assert isinstance(row["line"], int)
    return lines[row["line"] - 1]
