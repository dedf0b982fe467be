"""What a comparison of two states of a plan says about its money."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from plantool.analysis.facts import name_field
from plantool.analysis.plan_changes import compare_plans
from plantool.loading.folder import Folder
from plantool.loading.read_plan import load_plan
from plantool.messages import catalogue
from plantool.reports.fact_text import FactFormatter
from tests.running import ROOT

if TYPE_CHECKING:
    from pathlib import Path

MONEY = ROOT / "tests" / "examples" / "valid" / "money"


def changed(plan: Path, file: str, *edits: tuple[str, str]) -> dict[str, tuple[str | None, ...]]:
    """Return the fields that edits of a file change, with the name, old and new value of each."""
    shutil.copytree(MONEY, plan, dirs_exist_ok=True)
    text = (plan / file).read_text("utf-8")
    for old, new in edits:
        assert old in text
        text = text.replace(old, new)
    (plan / file).write_text(text, "utf-8")
    before, after = (load_plan(Folder.open_at(folder)).plan for folder in (MONEY, plan))
    formatter = FactFormatter(after, catalogue("ja"))
    (part,) = compare_plans(before, after)
    return {
        name_field(change.fact): (
            formatter.name_fact(change.fact, {}),
            *formatter.format_values(change.before, change.after),
        )
        for change in part.changes
    }


def test_every_key_of_money_is_a_fact(tmp_path: Path) -> None:
    edits = (
        ("transfers: {R3: -2}", "transfers: {R3: -3}"),
        ("{R4: 140, R5: 150}", "{R4: 140, R5: 160}"),
        ("execution_rate: {R3: 90.9, R4: 97.7, total: 95.0}", "execution_rate: {R3: 91, R4: 97.7}"),
        ("settled: {R3: 80, R4: 130, total: 210}", "settled: {R3: 80, R4: 130}"),
        ("settled: {R3: 50, R4: 80, total: 130}", "settled: {R3: 50, R4: 81, total: 131}"),
        ("{number: 1, amount: 5}", "{number: 1, amount: 6}"),
        ("supplementary: {R3: 10", "supplementary: {R3: 11"),
    )
    assert changed(tmp_path, "1-1.yaml", *edits) == {
        "budget.supplementary.R3": ("補正予算 令和3年度", "10", "11"),
        "budget.supplementary.R4": ("補正予算 令和4年度", "第1次 5", "第1次 6"),
        "budget.transfers.R3": ("流用 令和3年度", "-2", "-3"),
        "budget.requested.R5": ("要求額 令和5年度", "150", "160"),
        "budget.settled.total": ("決算 計", "210", None),
        "budget.execution_rate.R3": ("執行率（％） 令和3年度", "90.9", "91"),
        "budget.execution_rate.total": ("執行率（％） 計", "95.0", None),
        "budget.breakdown.財源.一般財源.settled.R4": ("財源 一般財源 決算 令和4年度", "80", "81"),
        "budget.breakdown.財源.一般財源.settled.total": (
            "財源 一般財源 決算 計",
            "130",
            "131",
        ),
    }


def test_how_money_is_counted_is_a_fact_of_the_plan(tmp_path: Path) -> None:
    edits = (("  current: net\n", ""), ("人件費], whole: beside", "人件費], whole: more"))
    assert changed(tmp_path, "plan.yaml", *edits) == {
        "current-budget": ("予算現額の数え方", "net", None),
        "breakdown": ("金額の内訳", "総コスト 全体の外: 人件費", "総コスト 全体の一部: 人件費"),
    }
