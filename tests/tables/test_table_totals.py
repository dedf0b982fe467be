"""Sums and counts over the tables are those that the commands show."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from tests.running import ROOT, run
from tests.tables.sources import AS_OF, EXAMPLES, build_tables, open_source, read_example

if TYPE_CHECKING:
    from pathlib import Path

    from plantool.tables.columns import Value

    Tables = dict[str, list[dict[str, Value]]]

BASES = ("planned", "initial", "current", "settled")
GENERATED = 60  # initiatives; `make fuzz` asks about a thousand


def ask(folder: Path, *arguments: str) -> list[dict[str, Any]]:
    """Return the records of a command."""
    shown = run("--plan", str(folder), *arguments, "--format", "json")
    assert shown.code == 0, shown.err
    records: list[dict[str, Any]] = json.loads(shown.out, parse_float=Decimal)["rows"]
    return records


def sum_money(tables: Tables, basis: str) -> dict[Value, tuple[Value, ...]]:
    """Return amount, unknown ones and those below the unit by year, as a reader of SQL would."""
    sums: dict[Value, Counter[str]] = {}
    for row in tables["money"]:
        if row["basis"] == basis and row["in_plan"] and not row["relisted"]:
            counts = sums.setdefault(row["fiscal_year"], Counter())
            counts[str(row["presence"])] += 1
            counts["amount"] += row["amount"] or 0  # type: ignore[assignment, operator]
    return {
        year: (counts["amount"], counts["unknown"], counts["below-unit"])
        for year, counts in sums.items()
    }


def check_money(folder: Path, tables: Tables) -> None:
    for basis in BASES:
        shown = {
            row["western_year"]: (row["amount"] or 0, row["unknown"], row["below_unit"])
            for row in ask(folder, "budget", "--basis", basis)
            if row["row"] == "total" and row["western_year"] is not None
        }
        assert sum_money(tables, basis) == shown, basis


def check_parts(folder: Path, tables: Tables) -> None:
    """Sum the parts of the money by basis, over all years of the plan that are stated by year."""
    for basis in BASES:
        sums: dict[tuple[Any, ...], Counter[str]] = {}
        for row in tables["breakdown"]:
            if row["basis"] == basis and row["in_plan"] and not row["relisted"]:
                key = (row["part_group"], row["part"], row["fiscal_year"])
                counts = sums.setdefault(key, Counter())
                counts["unknown"] += row["presence"] == "unknown"
                counts["amount"] += row["amount"] or 0  # type: ignore[assignment, operator]
        for row in ask(folder, "budget", "--by", "part", "--basis", basis):
            if row["row"] == "part" and row["western_year"] is not None:
                key = (row["group"], row["part"], row["western_year"])
                counts = sums.get(key, Counter())
                shown = (row["amount"] or 0, row["unknown"])
                assert (counts["amount"], counts["unknown"]) == shown, (basis, key)


def check_bureaus(folder: Path, tables: Tables) -> None:
    bureaus = {row["initiative_id"]: row["bureaus"] for row in tables["initiatives"]}
    sums = Counter[tuple[Any, ...]]()
    for row in tables["money"]:
        if row["basis"] == "planned" and row["in_plan"] and not row["relisted"]:
            name = bureaus[row["initiative_id"]]
            sums[name, row["fiscal_year"]] += row["amount"] or 0  # type: ignore[assignment, operator]
    shown = {
        (row["title"] if row["key"] else None, row["western_year"]): row["amount"] or 0
        for row in ask(folder, "budget", "--by", "bureau")
        if row["row"] == "bureau"
    }
    assert dict(sums) == shown


def check_verdicts(folder: Path, tables: Tables) -> None:
    counted = Counter(
        (row["fiscal_year"], row["status"], row["status_label"], row["provisional"])
        for row in tables["verdicts"]
        if not row["relisted"]
    )
    shown = Counter[tuple[Any, ...]]()
    listed: dict[tuple[Any, ...], dict[str, Any]] = {}
    for row in ask(folder, "status", "--as-of", AS_OF):
        if row["measure"] is None:
            continue
        listed[row["id"], row["measure"], row["western_year"]] = row
        if not row["relisted"]:
            shown[row["western_year"], row["status"], row["status_label"], row["provisional"]] += 1
    in_plan = {year for _, _, year in listed}
    assert {key: count for key, count in counted.items() if key[0] in in_plan} == shown
    for row in tables["verdicts"]:
        if same := listed.get((row["initiative_id"], row["measure_id"], row["fiscal_year"])):
            check_verdict(row, same)


def check_verdict(row: dict[str, Value], shown: dict[str, Any]) -> None:
    same = ("planned", "planned_text", "result", "result_text", "trend", "status", "judged")
    assert {name: row[name] for name in same} == {name: shown[name] for name in same}
    assert row["previous"] == shown["before"]
    flags = {flag.replace("-", "_") for flag in shown["flags"]}
    assert {name for name in FLAGS if row[name]} == flags
    for name in ("attainment", "running_attainment", "target_attainment", "progress"):
        ours, theirs = row[name], shown[name]
        assert (ours is None) == (theirs is None), name
        if ours is not None:
            assert abs(ours - theirs) < Decimal("1E-12"), name


FLAGS = (
    "missed",
    "unreported",
    "at_risk",
    "over_budget",
    "under_spent",
    "disagreement",
    "unverified",
)


@pytest.mark.parametrize("example", EXAMPLES)
def test_tables_of_examples(example: str) -> None:
    folder, tables = EXAMPLES[example], read_example(example)
    if tables["money"]:
        check_money(folder, tables)
        check_bureaus(folder, tables)
    if tables["breakdown"]:
        check_parts(folder, tables)
    check_verdicts(folder, tables)


def test_tables_of_a_generated_plan(tmp_path: Path, pytestconfig: pytest.Config) -> None:
    is_thorough = pytestconfig.getoption("--hypothesis-profile") == "thorough"
    count = 1000 if is_thorough else GENERATED
    generate = ROOT / "benchmarks" / "generate.py"
    subprocess.run([sys.executable, generate, str(count), tmp_path], check=True)
    tables = build_tables(open_source(tmp_path))
    check_money(tmp_path, tables)
    check_bureaus(tmp_path, tables)
    check_verdicts(tmp_path, tables)
    assert len(tables["initiatives"]) == count


def test_the_real_plan_in_yen() -> None:
    money = read_example("plan")["money"]
    sums = Counter[Any]()
    for row in money:
        if row["basis"] == "planned" and row["in_plan"] and not row["relisted"]:
            sums[row["fiscal_year"]] += row["amount_yen"]  # type: ignore[assignment, operator]
    assert sums == {2018: 103_000_000, 2019: 140_000_000}
    relisted = {row["initiative_id"] for row in money if row["relisted"]}
    assert relisted == {"2-4"}
