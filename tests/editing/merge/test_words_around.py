"""Merges of attributes (by label) and of revisions (by place and day)."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest

from plantool.editing.three_way import decide_merge

if TYPE_CHECKING:
    from plantool.syntax.nodes import Plain

TARGET, TOTAL = "measures.a.target", "measures.a.total"


def revision(at: str, was: str, date: str | None = None, **more: str) -> dict[str, Plain]:
    return {"at": at, "was": was, **({"date": date} if date else {}), **more}


def merged(*sides: object) -> tuple[Plain, list[tuple[object, ...]]]:
    base, ours, theirs = (cast("Plain", side) for side in sides)
    decision = decide_merge(base, ours, theirs)
    return decision.data, [conflict.subject.path for conflict in decision.conflicts]


@pytest.mark.parametrize(
    ("ours", "theirs", "expected", "conflicts"),
    [
        ({"SDG": "13.1", "URL": "a"}, {"SDG": "13.2"}, {"SDG": "13.2", "URL": "a"}, []),
        ({"13.1": "x"}, {"SDG": "13.1", "13.2": "y"}, {"13.1": "x", "13.2": "y"}, []),
        ({"SDG": "1"}, {"SDG": "2"}, {"SDG": "1"}, [("attributes", "SDG")]),
    ],
)
def test_attributes_are_merged_label_by_label(
    ours: Plain, theirs: Plain, expected: Plain, conflicts: list[tuple[object, ...]]
) -> None:
    base, *sides = ({"attributes": each} for each in ({"SDG": "13.1"}, ours, theirs))
    assert merged(base, *sides) == ({"attributes": expected}, conflicts)


def test_a_reason_on_one_side_and_a_new_revision_on_the_other_both_stay() -> None:
    base = {"revisions": [revision(TARGET, "12", "2019-01-01")]}
    ours = {"revisions": [revision(TARGET, "12", "2019-01-01", reason="需要の減")]}
    theirs = {"revisions": [*base["revisions"], revision(TARGET, "11", "2020-01-01")]}
    expected = [*ours["revisions"], revision(TARGET, "11", "2020-01-01")]
    assert merged(base, ours, theirs) == ({"revisions": expected}, [])
    assert merged(base, theirs, ours) == ({"revisions": expected}, [])


def test_one_revision_told_in_two_ways_is_a_conflict() -> None:
    base = {"revisions": [revision(TOTAL, "9")]}
    ours = {"revisions": [revision(TOTAL, "9"), revision(TARGET, "12", "2019-01-01")]}
    theirs = {"revisions": [revision(TOTAL, "9"), revision(TARGET, "13", "2019-01-01")]}
    assert merged(base, ours, theirs)[1] == [("revisions", 1, "was")]


def test_undated_revisions_of_one_place_are_only_added_to() -> None:
    base = {"revisions": [revision(TOTAL, "9"), revision(TOTAL, "8")]}
    ours = {"revisions": [*base["revisions"], revision(TARGET, "12")]}
    theirs = {"revisions": [*base["revisions"], revision(TARGET, "13")]}
    expected = [*ours["revisions"], revision(TARGET, "13")]
    assert merged(base, ours, theirs) == ({"revisions": expected}, [])
