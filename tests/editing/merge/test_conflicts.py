"""What contradicts is a conflict."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from plantool.diagnostics import MISSING
from tests.editing.merging import BASE, Edits, edited, merged

if TYPE_CHECKING:
    from plantool.diagnostics import NodePath

# name: what ours and theirs replace, and the paths of the conflicts

CONFLICTS: dict[str, tuple[Edits, Edits, list[NodePath]]] = {
    "one value": (
        (("H30: 9", "H30: 8"),),
        (("H30: 9", "H30: 7"),),
        [("budget", "planned", "H30")],
    ),
    "one new year in two spellings": (
        (("H30: 9", "H30: 9, H31: 8"), ("事業", "仕事")),
        (("H30: 9", "H30: 9, R1: 7"), ("事業", "実業")),
        [("title",), ("budget", "planned", "H31")],
    ),
    "gone here, changed there": (
        (("budget:\n  planned: {H30: 9}\n", ""),),
        (("H30: 9", "H30: 9, H31: 7"),),
        [("budget",)],
    ),
    "a measure gone here, reported on there": (
        ((BASE[BASE.index("  - id: a") : BASE.index("\n  # 二つめ")], ""),),
        (("H30: {value: 1}\n", "H30: {value: 1}\n      H31: {value: 2}\n"),),
        [("measures", 0)],
    ),
    "halves of one statement": (
        (("H30: {value: 1}", "H30: {value: 2}"),),
        (("{value: 1}", "{state: cancelled, value: 1}"),),
        [("measures", 0, "results", "H30", "value"), ("measures", 0, "results", "H30", "state")],
    ),
    "two reports of one day": (
        (("H31: 2\n", "H31: 2\n    results: {H30: {value: 1, reported: a}}\n"),),
        (("H31: 2\n", "H31: 2\n    results: {H30: [{value: 2, reported: a}]}\n"),),
        [("measures", 1, "results", "H30", 0, "value")],
    ),
    "another shape": (
        (("H30: {value: 1}", "H30: {value: {value: 1, text: 一}}"),),
        (("H30: {value: 1}", "H30: {value: 3}"),),
        [("measures", 0, "results", "H30", "value")],
    ),
    "footnotes of one mark": (
        (("text: 注}\n", "text: 注}\n  - {mark: ※2, text: 甲}\n"),),
        (("text: 注}\n", "text: 注}\n  - {mark: ※2, text: 乙}\n"),),
        [("footnotes",)],
    ),
}


@pytest.mark.parametrize(("ours", "theirs", "places"), CONFLICTS.values(), ids=CONFLICTS)
def test_what_contradicts_is_a_conflict(ours: Edits, theirs: Edits, places: list[NodePath]) -> None:
    done = merged(BASE, edited(ours), edited(theirs))
    assert (done.text, done.readable) == (None, True)
    assert [conflict.subject.path for conflict in done.conflicts] == places
    other = merged(BASE, edited(theirs), edited(ours))
    assert len(other.conflicts) == len(places)


def test_a_conflict_says_what_the_sides_say() -> None:
    ours = "results: {H31: {value: 2}}\n    planned:"
    (conflict,) = merged(
        BASE,
        edited((("planned:\n", f"{ours}\n"),)),
        edited((("planned:\n", "results: 3\n    planned:\n"),)),
    ).conflicts
    assert conflict.subject.row_name == "別の項目"
    assert conflict.sides == (MISSING, {"H31": {"value": 2}}, 3)
