"""Cases of rates, verdicts, and of the words that say what they are about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.cases import Source, case, copy_plan
from tests.running import run

if TYPE_CHECKING:
    from pathlib import Path


@case(Source.TOOL, "99.996% and 100.03%, in `budget --compare` and `report` alike")
def test_execution_rate_rounds_to_100(tmp_path: Path) -> None:
    plan = copy_plan("execution-rate-rounds-to-100", tmp_path)
    compared = run("--plan", str(plan), "budget", "--compare").out
    assert [line.split()[-2] for line in compared.splitlines() if "99,996" in line] == [
        "99.996%",
        "99.996%",
        "99.996%",
    ]
    assert compared.count("100.03%") == 6  # the rate, and the change on the year before
    assert "100.0%" not in compared
    reported = run("--plan", str(plan), "report", "--year", "30").out
    assert "| 合計 | 100,000 | 100,000 | 99,996 | 99.996% |" in reported
    assert "| **合計** | **100,000** | **100,000** | **100,000** | **99,996** | **99.996%** |" in (
        reported
    )
