from __future__ import annotations

import pytest

from plantool import load
from plantool.starting.free_ids import find_free_id, find_next_number
from tests.running import ROOT


@pytest.mark.parametrize(
    ("chapter", "names", "expected"),
    [
        ("1", [], "1-1"),
        ("1", ["1-1.yaml", "1-3.yaml"], "1-4"),  # 1-2 may stand in a printed document
        ("1", ["1-9.yaml", "1-10.yaml", "1-2.yaml"], "1-11"),
        ("1", ["11-4.yaml", "1.yaml", "plan.yaml"], "1-1"),
        ("1", ["1-2-7.yaml", "1-05a.yaml"], "1-6"),
        ("2A", ["2a-4.yaml"], "2A-5"),
        ("1", ["1-7.yaml.bak"], "1-8"),
    ],
)
def test_the_number_after_the_last_one(chapter: str, names: list[str], expected: str) -> None:
    assert find_free_id(chapter, names) == expected


def test_the_printed_number_goes_on_where_there_is_one() -> None:
    plan = load(ROOT / "plan")
    numbers = [find_next_number(plan, "18", section) for section in ("1", "2", "3")]
    assert numbers == [None, "(5)", "(5)"]  # the first has none, the last one relists a (4)
    assert find_next_number(plan, "18", None) is None
    assert find_next_number(plan, "19", "1") is None
