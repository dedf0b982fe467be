"""Cases of sections: where an initiative is shown, and where it counts."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING

from tests.cases import Source, case, copy_plan
from tests.running import run

if TYPE_CHECKING:
    from pathlib import Path


@case(Source.PLAN, "`section: [1, 2]`: shown in both sections, counted once, in the first")
def test_plan_two_sections(tmp_path: Path) -> None:
    plan = str(copy_plan("plan-two-sections", tmp_path))
    assert run("--plan", plan, "validate").code == 0
    initiative = tmp_path / "1-1.yaml"
    money = "budget: {planned: {H27: 3, H28: 4, H29: 5}}\n"
    initiative.write_text(initiative.read_text("utf-8") + money, "utf-8")

    chapter = run("--plan", plan, "show", "1").out
    assert list(filter(None, chapter.splitlines()))[2:] == [
        *("1 柱", "  1-1 二つの柱", "2 もう一つの柱", "  1-1 二つの柱 【再掲】"),
    ]

    status = run("--plan", plan, "status", "--year", "29", "--format", "json")
    rows = json.loads(status.out)["rows"]
    assert [(row["section"], row["relisted"]) for row in rows] == [("1", False), ("2", True)]
    assert json.loads(status.out)["counts"] == {"H29": {"unreported": 1}}
    second = run("--plan", plan, "status", "--section", "2", "--year", "29")
    assert "1-1 二つの柱 【再掲】" in second.out

    done = run("--plan", plan, "budget", "--year", "29", "--format", "csv")
    lines = list(csv.DictReader(done.out.removeprefix("\ufeff").splitlines()))
    assert [(line["row"], line["key"], line["amount"]) for line in lines] == [
        ("initiative", "1-1", "5"),
        ("subtotal", "1/1", "5"),
        ("relisted", "1-1", "5"),
        ("subtotal", "1/2", "0"),
        ("total", "", "5"),
    ]
