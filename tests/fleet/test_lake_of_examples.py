"""A lake of the real plan and the examples, as ``fleet build`` makes it, says what screens say."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

from tests.running import ROOT, run

if TYPE_CHECKING:
    from pathlib import Path

PLANS = {
    "action-plan-2018": ROOT / "plan",
    "ward": ROOT / "examples" / "ward" / "plan",
    "hayase-reform-5": ROOT / "examples" / "reform" / "plan",
    "cedar-falls-bend-program-budget": ROOT / "examples" / "program-budget" / "plan",
    "westmere-scorecard": ROOT / "examples" / "scorecard" / "plan",
}
DAY = "2021-07-31"
MONEY = """
SELECT plan_id, fiscal_year, SUM(amount) AS amount,
  SUM(CASE WHEN presence = 'unknown' THEN 1 ELSE 0 END) AS unknown
FROM money WHERE basis = 'planned' AND in_plan AND NOT relisted AND NOT superseded
GROUP BY plan_id, fiscal_year
"""
STATUSES = """
SELECT plan_id, status, COUNT(*) AS measures, SUM(CASE WHEN missed THEN 1 ELSE 0 END) AS missed
FROM verdicts WHERE NOT relisted AND NOT superseded GROUP BY plan_id, status
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("examples")
    listed = (f"{{path: {path}, id: {name}}}" for name, path in PLANS.items())
    (folder / "fleet.yaml").write_text(
        f"as_of: '{DAY}'\nplans:\n" + "".join(f"  - {each}\n" for each in listed), "utf-8"
    )
    done = run("fleet", "build", "--lake", "lake", cwd=folder)
    assert done.code == 0, done.err
    return folder


def ask(folder: Path, sql: str) -> list[dict[str, Any]]:
    done = run("fleet", "query", sql, "--format", "json", cwd=folder)
    assert done.code == 0, done.err
    rows: list[dict[str, Any]] = json.loads(done.out)["rows"]
    return rows


def show(path: Path, *arguments: str) -> dict[str, Any]:
    done = run("--plan", str(path), *arguments, "--format", "json")
    told: dict[str, Any] = json.loads(done.out)
    return told


def test_sums_are_those_of_budget(built: Path) -> None:
    sums = {
        (row["plan_id"], row["fiscal_year"]): (row["amount"] or 0, row["unknown"])
        for row in ask(built, MONEY)
    }
    shown = {
        (name, row["western_year"]): (row["amount"] or 0, row["unknown"])
        for name, path in PLANS.items()
        for row in show(path, "budget")["rows"]
        if row["row"] == "total" and row["western_year"]
    }
    assert sums == shown
    assert len(sums) > len(PLANS)


def test_counts_are_those_of_status(built: Path) -> None:
    counts: dict[str, Counter[str]] = {name: Counter() for name in PLANS}
    for row in ask(built, STATUSES):
        counts[row["plan_id"]][row["status"]] += row["measures"]
    for name, path in PLANS.items():
        shown: Counter[str] = Counter()
        for each in show(path, "status", "--as-of", DAY)["counts"].values():
            shown.update(each)
        assert counts[name] == shown, name


def test_every_question_is_answered(built: Path) -> None:
    listed = json.loads(run("fleet", "query", "@", "--format", "json").out)["rows"]
    for question in listed:
        done = run("fleet", "query", f"@{question['question']}", "--format", "json", cwd=built)
        told = json.loads(done.out)
        assert (done.code, told["included"], told["left_out"]) == (0, len(PLANS), 0)
