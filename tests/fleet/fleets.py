"""Small fleets on the disk, and their lakes as they can be compared."""

from __future__ import annotations

import os
import shutil
from datetime import date
from typing import TYPE_CHECKING, Any

from pyarrow import parquet

from plantool.fleet.build_lake import BuildOutcome, build_lake
from plantool.fleet.read_fleet import parse_fleet
from plantool.fleet.read_plans import BuildOptions
from tests.running import ROOT

if TYPE_CHECKING:
    from pathlib import Path

DAY = date(2020, 7, 31)
SOUND, OTHER = "131202", "131181"
"""Codes of two publishers with their right check digits."""
PLAN = """\
id: {id}
title: {title}
publisher: {{name: 区, code: "{code}"}}
language: ja
years: {{baseline: [H29], planned: {years}}}
money: {{unit: "{unit}"}}
"""
INITIATIVE = """\
id: {id}
title: 事業
section: 1
summary: 概要
measures:
  - id: a
    name: 項目
    kind: level
    direction: up
    unit: 人
    planned: {{{year}: 10}}
    target: 10人
    results: {{{year}: {{value: 8}}}}
budget: {{planned: {money}}}
"""


def write_plan(
    folder: Path,
    money: dict[str, int],
    *,
    code: str = SOUND,
    identifier: str = "plan",
    unit: str = "百万円",
) -> Path:
    """Write a plan of one initiative with ``money`` by its years."""
    folder.mkdir(parents=True, exist_ok=True)
    years = "[" + ", ".join(money) + "]"
    plan = PLAN.format(id=identifier, title=folder.name, code=code, years=years, unit=unit)
    chapter = "id: 1\ntitle: 章\nsections: [{id: 1, title: 柱}]\n"
    amounts = "{" + ", ".join(f"{year}: {amount}" for year, amount in money.items()) + "}"
    initiative = INITIATIVE.format(id="1-1", year=next(iter(money)), money=amounts)
    for name, text in (("plan", plan), ("1", chapter), ("1-1", initiative)):
        (folder / f"{name}.yaml").write_text(text, "utf-8")
    return folder


def copy_real_plan(folder: Path) -> Path:
    """Copy the plan of this repository."""
    return shutil.copytree(ROOT / "plan", folder)


def build(folder: Path, text: str, **options: Any) -> BuildOutcome:  # noqa: ANN401 - BuildOptions
    """Build the lake of a fleet.yaml with this text in ``folder``."""
    read = parse_fleet(folder / "fleet.yaml", text.encode())
    assert read.fleet, read.diagnostics
    return build_lake(read.fleet, folder / "lake", BuildOptions(options.pop("day", DAY), **options))


def read_table(lake: Path, name: str) -> list[dict[str, Any]]:
    """Return the rows of a table, with the columns in the names of folders."""
    rows = []
    for path in sorted(lake.glob(f"{name}/**/*.parquet")):
        keys = dict(part.split("=") for part in path.relative_to(lake).parts[1:-1])
        with parquet.ParquetFile(path) as file:
            rows += [{**row, **keys} for row in file.read().to_pylist()]
    return rows


def read_bytes(lake: Path) -> dict[str, bytes]:
    """Return the bytes of all Parquet files by their paths."""
    files = sorted(lake.rglob("*.parquet"))
    return {path.relative_to(lake).as_posix(): path.read_bytes() for path in files}


def spoil_unseen(path: Path) -> None:
    """Spoil a file in a way that neither its size nor its time tells."""
    before = path.stat()
    path.write_bytes(b"[" * before.st_size)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def sum_money(lake: Path, **wanted: object) -> int:
    """Return planned money as questions add it up: counted, and not by a successor."""
    rows = [
        row
        for row in read_table(lake, "money")
        if row["basis"] == "planned" and row["in_plan"]
        if not row["relisted"] and not row["superseded"]
        if all(row[name] == value for name, value in wanted.items())
    ]
    return sum(row["amount_yen"] or 0 for row in rows)
