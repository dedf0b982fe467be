"""Two people report on parts of one year, or judge an initiative: each report is kept."""

from __future__ import annotations

import pytest

from tests.editing.merging import data, merged

BASE = """\
id: 1-2
title: 事業
measures:
  - id: a
    name: 項目
    planned: {H30: 1}
    results:
      H30: [{value: 1, period: Q1}]
judgement:
  H30: {status: late, stage: interim, reported: 2018-10-01}
"""
FIRST = "[{value: 1, period: Q1}]"
JUDGED = "{status: late, stage: interim, reported: 2018-10-01}"


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        (  # two quarters, and a correction of the first
            (FIRST, "[{value: 1, period: Q1}, {value: 2, period: Q2}]"),
            (FIRST, "[{value: 9, period: Q1}]"),
            "[{value: 9, period: Q1}, {value: 2, period: Q2}]",
        ),
        (  # a quarter without a day, and a final report with one
            (FIRST, "[{value: 1, period: Q1}, {value: 2, period: Q2}]"),
            (FIRST, "[{value: 1, period: Q1}, {value: 5, reported: 2019-05-01}]"),
            "[{value: 1, period: Q1}, {value: 2, period: Q2}, {value: 5, reported: 2019-05-01}]",
        ),
        (
            (JUDGED, f"[{JUDGED}, {{status: done, reported: 2019-05-01}}]"),
            (JUDGED, JUDGED.replace("late", "open")),
            f"[{JUDGED.replace('late', 'open')}, {{status: done, reported: 2019-05-01}}]",
        ),
    ],
)
def test_what_each_side_adds_is_kept(
    ours: tuple[str, str], theirs: tuple[str, str], expected: str
) -> None:
    outcome = merged(BASE, BASE.replace(*ours), BASE.replace(*theirs))
    assert outcome.conflicts == ()
    wanted = BASE.replace(ours[0], expected)
    assert data(outcome.text) == data(wanted)


def test_the_same_quarter_reported_twice_is_a_conflict() -> None:
    both = (f"[{{value: 1, period: Q1}}, {{value: {value}, period: Q2}}]" for value in (2, 3))
    ours, theirs = (BASE.replace(FIRST, said) for said in both)
    assert [c.subject.path for c in merged(BASE, ours, theirs).conflicts] == [
        ("measures", 0, "results", "H30", 1, "value")
    ]
