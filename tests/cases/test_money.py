"""Cases of money and of sums."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.cases import Source, case, copy_plan
from tests.running import run

if TYPE_CHECKING:
    from pathlib import Path


@case(Source.PLAN, "`予備費等` holds transfers and may be negative: no finding")
def test_money_negative_reserve(tmp_path: Path) -> None:
    plan = copy_plan("money-negative-reserve", tmp_path)
    done = run("--plan", str(plan), "validate", "--format", "concise")
    assert (done.code, "PLT50" in done.out) == (0, False)
