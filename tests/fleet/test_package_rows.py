from __future__ import annotations

import json
import re
from datetime import date
from typing import TYPE_CHECKING

import pytest

from plantool.exporting.written_files import compute_sha256
from tests.fleet.fleets import DAY, OTHER, build, copy_real_plan, read_bytes, sum_money, write_plan
from tests.running import run

if TYPE_CHECKING:
    from pathlib import Path


def export(plan: Path, folder: Path, data_format: str, *options: str) -> None:
    done = run(
        "--plan",
        str(plan),
        "export",
        str(folder),
        "--format",
        data_format,
        "--as-of",
        DAY.isoformat(),
        *options,
    )
    assert done.code == 0, done.err


def find_reason(folder: Path) -> str | None:
    return build(folder, "plans: [data]\n").plans["data"].reason


@pytest.mark.parametrize("data_format", ["parquet", "json", "csv"])
def test_an_export_gives_the_lake_that_its_plan_gives(data_format: str, tmp_path: Path) -> None:
    copy_real_plan(tmp_path / "plan")
    initiative = tmp_path / "plan" / "18-1.yaml"
    text = initiative.read_text("utf-8")
    initiative.write_text(re.sub("(?m)^title: .*$", "title: '=1+1, \"x\"'", text), "utf-8")
    build(tmp_path, "plans: [plan]\n")
    of_plan = read_bytes(tmp_path / "lake")
    export(tmp_path / "plan", tmp_path / "data", data_format)
    assert find_reason(tmp_path) is None
    of_export = read_bytes(tmp_path / "lake")
    assert of_export.keys() == of_plan.keys()
    different = {path for path in of_plan if of_plan[path] != of_export[path]}
    assert different == {"quality/prefecture=13/part-0.parquet"}  # which names the folder


@pytest.mark.parametrize("data_format", ["parquet", "json", "csv"])
def test_a_changed_file_leaves_an_export_out(data_format: str, tmp_path: Path) -> None:
    write_plan(tmp_path / "plan", {"H30": 3})
    export(tmp_path / "plan", tmp_path / "data", data_format)
    assert find_reason(tmp_path) is None
    assert build(tmp_path, "plans: [data]\n").read == 0
    money = tmp_path / "data" / data_format / f"money.{data_format}"
    money.write_bytes(money.read_bytes().replace(b"3", b"4"))
    name = f"{data_format}/money.{data_format}"
    said = f"{name} が、書き出されたときと違います（ハッシュ値が合いません）"
    assert find_reason(tmp_path) == said
    assert sum_money(tmp_path / "lake") == 0


def test_a_new_export_is_read_again(tmp_path: Path) -> None:
    write_plan(tmp_path / "plan", {"H30": 3})
    export(tmp_path / "plan", tmp_path / "data", "json")
    build(tmp_path, "plans: [data]\n")
    write_plan(tmp_path / "plan", {"H30": 5}, code=OTHER)
    export(tmp_path / "plan", tmp_path / "data", "json")
    assert build(tmp_path, "plans: [data]\n").read == 1
    assert sum_money(tmp_path / "lake", publisher_code=OTHER) == 5 * 10**6


def test_an_export_without_a_part_of_the_plan_is_left_out(tmp_path: Path) -> None:
    write_plan(tmp_path / "plan", {"H30": 3})
    (tmp_path / "plan" / "1-2.yaml").write_text("id: 1-2\n", "utf-8")
    export(tmp_path / "plan", tmp_path / "data", "json", "--keep-going")
    assert find_reason(tmp_path) == "エラーのある計画から、--keep-going で書き出されたデータです"


def test_an_export_of_which_a_table_is_missing_is_left_out(tmp_path: Path) -> None:
    write_plan(tmp_path / "plan", {"H30": 3})
    export(tmp_path / "plan", tmp_path / "data", "json")
    (tmp_path / "data" / "json" / "money.json").unlink()
    assert find_reason(tmp_path) == "json/money.json を読めません（見つかりません）"
    described = tmp_path / "data" / "datapackage.json"
    data = json.loads(described.read_text("utf-8"))
    data["resources"] = [each for each in data["resources"] if "money" not in each["path"]]
    described.write_text(json.dumps(data), "utf-8")
    assert find_reason(tmp_path) == "表「money」がありません"


@pytest.mark.parametrize("path", ["../outside.json", "/etc/passwd"])
def test_a_description_leads_nowhere_else(path: str, tmp_path: Path) -> None:
    write_plan(tmp_path / "plan", {"H30": 3})
    export(tmp_path / "plan", tmp_path / "data", "json")
    table = tmp_path / "data" / "json" / "money.json"
    table.rename(tmp_path / "outside.json")
    table.symlink_to(tmp_path / path)
    assert "ハッシュ値" in (find_reason(tmp_path) or "")


def test_an_export_of_other_columns_is_left_out(tmp_path: Path) -> None:
    write_plan(tmp_path / "plan", {"H30": 3})
    export(tmp_path / "plan", tmp_path / "data", "json")
    table = tmp_path / "data" / "json" / "money.json"
    before = table.read_bytes()
    table.write_bytes(before.replace(b'"basis"', b'"Basis"'))
    described = tmp_path / "data" / "datapackage.json"
    text = described.read_text("utf-8")
    data = json.loads(text)
    for each in data["resources"]:
        if each["path"] == "json/money.json":
            each["hash"] = f"sha256:{compute_sha256(table)}"
    described.write_text(json.dumps(data), "utf-8")
    assert find_reason(tmp_path) == "json/money.json の列が、この版の plantool の表と違います"


def test_an_export_of_a_plan_with_errors_is_left_out(tmp_path: Path) -> None:
    write_plan(tmp_path / "plan", {"H30": 3})
    chapter = tmp_path / "plan" / "1.yaml"
    chapter.write_text(chapter.read_text("utf-8").replace("title: 章", "titel: 章"), "utf-8")
    export(tmp_path / "plan", tmp_path / "data", "json", "--keep-going")
    assert "--keep-going" in (find_reason(tmp_path) or "")


def test_an_export_of_another_day_is_left_out(tmp_path: Path) -> None:
    write_plan(tmp_path / "plan", {"H30": 3})
    export(tmp_path / "plan", tmp_path / "data", "json")
    reason = build(tmp_path, "plans: [data]\n", day=date(2026, 4, 1)).plans["data"].reason
    assert (reason or "").startswith("判定の基準日が2020-07-31の書き出しです（レイクは2026-04-01）")


def test_an_export_of_sqlite_alone_is_left_out(tmp_path: Path) -> None:
    write_plan(tmp_path / "plan", {"H30": 3})
    export(tmp_path / "plan", tmp_path / "data", "sqlite")
    assert "SQLite だけ" in (find_reason(tmp_path) or "")
