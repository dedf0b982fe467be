"""How the items of lists are merged: by their ids, their rows and their days."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from plantool.editing.three_way import decide_merge

if TYPE_CHECKING:
    from plantool.syntax.nodes import Plain


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "expected"),
    [
        ("abc", "abxc", "abyc", "abxyc"),
        ("abc", "xabc", "abc", "xabc"),
        ("abc", "abc", "cab", "cab"),
        ("abc", "abcx", "cab", "cxab"),
        ("abc", "acb", "acb", "acb"),
        ("abc", "ac", "abcx", "acx"),
        ("abc", "acb", "bac", None),
        ("", "ab", "cd", "abcd"),
    ],
)
def test_items_keep_an_order(base: str, ours: str, theirs: str, expected: str | None) -> None:
    sides: list[Plain] = [[{"id": key} for key in side] for side in (base, ours, theirs)]
    done = decide_merge(*sides)
    assert not done.conflicts if expected else len(done.conflicts) == 1
    assert expected is None or done.data == [{"id": key} for key in expected]


def test_a_group_without_an_id_goes_by_its_rows() -> None:
    def group(*rows: str, **more: Plain) -> Plain:
        return {"measures": [{"measures": [{"id": row} for row in rows], **more}, {"id": "z"}]}

    ours, theirs = group("x", "a", "b"), group("b", mark="★")
    assert decide_merge(group("a", "b"), ours, theirs).data == group("x", "b", mark="★")
    assert not decide_merge(group("a", "b"), ours, theirs).conflicts


def test_reports_that_both_added_go_by_date() -> None:
    def year(*days: str) -> Plain:
        return {"results": {"H30": [{"value": 1, "reported": day} for day in days]}}

    for ours, theirs in ((("a", "c"), ("a", "b")), (("a", "b"), ("a", "c"))):
        assert decide_merge(year("a"), year(*ours), year(*theirs)).data == year("a", "b", "c")


def test_a_report_without_a_day_stays_alone() -> None:
    ours: Plain = {"results": {"H30": [{"value": 1, "reported": "a"}]}}
    theirs: Plain = {"results": {"H30": {"value": 2}}}
    (conflict,) = decide_merge({"results": {}}, ours, theirs).conflicts
    assert conflict.subject.path == ("results", "H30")
