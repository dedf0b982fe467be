"""The money that is remembered is what its files say now."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from plantool.analysis.selection import Selection
from plantool.analysis.year_money import YearMoney, recall_year_money
from plantool.loading.derived_texts import DerivedTexts
from plantool.loading.folder import Folder
from plantool.loading.memory import build_memory
from plantool.loading.read_plan import load_plan
from tests.running import ROOT

WARD = ROOT / "examples/ward/plan"
EDITS = (
    ("1-5.yaml", "R1: 1}", "R1: 1.50}"),
    ("1-5.yaml", "R1: 1}", "R1: null}"),
    ("1-5.yaml", "settled: {H30: {below_unit: true}", "settled: {H30: ―"),
    ("1-5.yaml", "  initial: {H30: {below_unit: true}, R1: 2, R2: 2}\n", ""),
    ("1-5.yaml", "    R1: 食品の寄附", "    R1: 食料の寄附"),
    ("3-12.yaml", "preliminary: [R1]", "preliminary: [H30]"),
    ("3-12.yaml", "at: measures.repairs.planned.R3", "at: budget.planned.R3"),
)


def recall_all(folder: Path, cache: Path) -> tuple[list[YearMoney], list[YearMoney]]:
    """Return the money of each year as it is worked out, and as it is remembered."""
    memory = build_memory(folder, cache)
    loaded = load_plan(Folder.open_at(folder), memory)
    plan = loaded.plan
    listings = Selection().find_listings(plan)
    remembered = DerivedTexts("report", memory, loaded.contents, plan.file)
    anew, known = (
        [recall_year_money(plan, listings, year, texts) for year in plan.planned_years]
        for texts in (DerivedTexts(), remembered)
    )
    memory.save_cache()
    return anew, known


@pytest.mark.parametrize(("name", "old", "new"), EDITS)
def test_money_is_remembered_as_it_is(tmp_path: Path, name: str, old: str, new: str) -> None:
    plan, cache = Path(shutil.copytree(WARD, tmp_path / "plan")), tmp_path / "cache"
    first, _ = recall_all(plan, cache)
    assert recall_all(plan, cache) == (first, first)
    text = (plan / name).read_text("utf-8")
    assert old in text
    (plan / name).write_text(text.replace(old, new, 1), "utf-8")
    anew, known = recall_all(plan, cache)
    assert known == anew
    assert anew != first
    assert repr(known) == repr(anew)  # 1.50 is not 1.5
