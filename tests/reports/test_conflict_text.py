from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from plantool.diagnostics import MISSING
from plantool.editing.three_way import MergeConflict, MergeSubject, Sides
from plantool.messages import catalogue
from plantool.reports.conflict_text import describe_conflict

if TYPE_CHECKING:
    from plantool.diagnostics import NodePath

MEASURE = ("measures", 0)


@pytest.mark.parametrize(
    ("file", "path", "row", "english", "japanese"),
    [
        ("18-2.yaml", (*MEASURE, "planned", "H30"), "甲", "'甲', Planned (H30)", None),
        ("18-2.yaml", (*MEASURE, "results", "R1", 1, "note"), "甲", "'甲', Note (R1)", None),
        ("18-2.yaml", MEASURE, "甲", "'甲'", "「甲」"),
        ("18-2.yaml", ("measures",), "", "Measures", "取組項目"),
        ("18-2.yaml", ("budget", "settled", "2019"), "", None, "決算額（2019）"),
        ("18.yaml", ("sections", 0, "title"), "柱", None, "「柱」の柱の題名"),
        ("plan.yaml", ("departments", "部"), "", "Departments 部", "組織 部"),
        (
            "18-2.yaml",
            ("budget", "breakdown", "財源", "一般財源", "settled", "R4"),
            "",
            "財源 一般財源 Settled (R4)",
            "財源 一般財源 決算額（R4）",
        ),
        ("18-2.yaml", ("attributes", "SDG"), "", "Attributes SDG", "補足項目 SDG"),
        ("18-2.yaml", ("judgement", "R4", "status"), "", "Status (R4)", "評価（R4）"),
        ("plan.yaml", ("money", "breakdown", "財源", "parts"), "", None, "財源 内訳の名前"),
        ("18-2.yaml", (), "", "Initiative", "事業"),
        ("18-2.yaml", ("x", "y"), "", "Initiative", "事業"),
    ],
)
def test_places_are_named(
    file: str, path: NodePath, row: str, english: str | None, japanese: str | None
) -> None:
    conflict = MergeConflict(MergeSubject(path, row), Sides(1, 2, 3))
    for language, expected in (("en", english), ("ja", japanese)):
        said = describe_conflict(conflict, f"plan-30/{file}", catalogue(language))
        assert expected in {said["subject"], None}


def test_values_are_short() -> None:
    sides = Sides(MISSING, {"H30": None, "note": "a\nb"}, "あ" * 99)
    said = describe_conflict(MergeConflict(MergeSubject(), sides), "18-2.yaml", catalogue("en"))
    assert (said["base"], said["ours"]) == ("nothing", '{H30: null, note: "a\\nb"}')
    assert said["theirs"] == "あ" * 59 + "…"
