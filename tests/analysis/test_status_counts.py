"""Counts of statuses: each measure once, and groups that add up."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plantool.analysis.choices import Grouping
from plantool.analysis.progress import judge_measures
from plantool.analysis.selection import yield_listings
from plantool.analysis.status_counts import count_by_group, count_statuses, list_statuses
from plantool.loading.folder import Folder
from plantool.loading.read_plan import load_plan
from plantool.model.chapter import Chapter, Relisting
from plantool.model.evaluation import Unrated
from plantool.model.presets import PRESETS, STANDARD
from tests.analysis.building import ENDED, H30, H31, YEARS, initiative, measure, plan

if TYPE_CHECKING:
    from plantool.analysis.progress import Progress
    from plantool.analysis.status_counts import StatusCounts
    from plantool.model.evaluation import Status

PLAN = load_plan(Folder.open_at(Path(__file__).parents[2] / "plan")).plan
REAL = list(judge_measures(PLAN, list(yield_listings(PLAN)), [H30], date(2019, 6, 30)))
ALL = list(judge_measures(PLAN, list(yield_listings(PLAN)), YEARS, date(2019, 6, 30)))
MISSED, UNREPORTED = STANDARD.bands[-1], Unrated.UNREPORTED


def as_dict(counts: StatusCounts) -> dict[Status, int]:
    return {line.status: line.measures for line in counts.lines}


def count(entries: list[Progress]) -> dict[Status, int]:
    return as_dict(count_statuses(entries, STANDARD))


def together(entries: list[Progress], by: Grouping) -> dict[Status, int]:
    total: Counter[Status] = Counter()
    for group in count_by_group(entries, by, PLAN):
        total.update(as_dict(group.counts))
    return total


def test_what_is_relisted_is_not_counted() -> None:
    assert len(REAL) == 16
    assert count(REAL) == {MISSED: 1, UNREPORTED: 9}
    assert count_statuses(REAL, STANDARD, with_relisted=True).total == 16


@pytest.mark.parametrize("by", Grouping)
def test_groups_add_up_to_the_total(by: Grouping) -> None:
    assert together(REAL, by) == count(REAL)
    assert together(ALL, by) == count(ALL)
    assert count_statuses(ALL, STANDARD).total == 20


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        (Grouping.CHAPTER, {("18",): {MISSED: 1, UNREPORTED: 9}}),
        (
            Grouping.SECTION,
            {
                ("18", "1"): {UNREPORTED: 1},
                ("18", "2"): {MISSED: 1, UNREPORTED: 3},
                ("18", "3"): {UNREPORTED: 5},
            },
        ),
        (
            Grouping.BUREAU,
            {
                ("区政改革担当部",): {UNREPORTED: 1},
                ("地域文化部",): {MISSED: 1, UNREPORTED: 2},
                ("区長室",): {UNREPORTED: 1},
                ("企画部",): {UNREPORTED: 4},
                ("区民部",): {UNREPORTED: 1},
            },
        ),
        (
            Grouping.DEPARTMENT,
            {
                ("区政改革担当部 区政改革担当課",): {UNREPORTED: 1},
                ("地域文化部 協働推進課",): {MISSED: 1, UNREPORTED: 2},
                ("区長室 広聴広報課",): {UNREPORTED: 1},
                ("企画部 情報政策課",): {UNREPORTED: 4},
                ("区民部 収納課",): {UNREPORTED: 1},
            },
        ),
        (
            Grouping.MARK,
            {
                ("",): {UNREPORTED: 1},
                ("★",): {MISSED: 1, UNREPORTED: 5},
                ("☆",): {UNREPORTED: 3},
            },
        ),
    ],
)
def test_the_real_plan_by_group(
    by: Grouping, expected: dict[tuple[str, ...], dict[Status, int]]
) -> None:
    found = count_by_group(REAL, by, PLAN)
    assert {group.key: as_dict(group.counts) for group in found} == expected
    assert [group.key for group in found] == list(expected)  # in printed order


def entries_of_two_chapters() -> list[Progress]:
    """Judge a plan in which chapter 2 relists an initiative of chapter 1, and one of no chapter."""
    one = measure({H30: "3"}, {H30: "3"})
    two = measure({H30: "3"}, {H30: "1"})
    both = ("区民部 収納課", "企画部 情報政策課")
    relisted = (Relisting(id="1-1"), Relisting(id="9-1"))
    chapters = (
        Chapter(id="1", title="一"),
        Chapter(id="2", title="二", relisted=relisted),
    )
    whole = plan(
        STANDARD,
        initiative(one, identifier="1-1"),
        initiative(two, identifier="2-1", departments=both),
        initiative(two, identifier="9-1"),
        chapters=chapters,
    )
    return list(judge_measures(whole, list(yield_listings(whole)), [H30], ENDED))


def test_an_initiative_relisted_in_another_chapter_counts_with_its_owner_alone() -> None:
    entries = entries_of_two_chapters()
    assert [e.listing.initiative.id for e in entries] == ["1-1", "2-1", "1-1", "9-1"]
    achieved = STANDARD.bands[0]
    assert count(entries) == {achieved: 1, MISSED: 1}
    groups = count_by_group(entries, Grouping.CHAPTER, PLAN)
    assert {group.key: as_dict(group.counts) for group in groups} == {
        ("1",): {achieved: 1},
        ("2",): {MISSED: 1},
    }


def test_an_initiative_of_two_departments_is_a_group_of_its_own() -> None:
    entries = entries_of_two_chapters()
    assert [g.key for g in count_by_group(entries, Grouping.BUREAU, PLAN)] == [
        ("区民部",),
        ("区民部", "企画部"),
    ]
    names = [("区民部 収納課",), ("区民部 収納課", "企画部 情報政策課")]
    assert [g.key for g in count_by_group(entries, Grouping.DEPARTMENT, PLAN)] == names


@given(st.lists(st.sampled_from(ALL)), st.sampled_from(Grouping))
def test_any_part_adds_up(entries: list[Progress], by: Grouping) -> None:
    assert together(entries, by) == count(entries)
    counts = count_statuses(entries, STANDARD)
    assert counts.total == sum(e.listing.is_counted for e in entries)


def test_nothing_counts_as_nothing() -> None:
    assert count_statuses([], STANDARD).lines == ()
    assert count_by_group([], Grouping.CHAPTER, PLAN) == []


@pytest.mark.parametrize("preset", PRESETS)
def test_every_status_that_there_is_has_its_place(preset: str) -> None:
    scheme = PRESETS[preset]
    listed = list_statuses(scheme)
    assert listed[: len(scheme.bands)] == scheme.bands
    assert set(listed[len(scheme.bands) :]) == set(Unrated)
    assert len({status.id for status in listed}) == len(listed)


def test_every_status_that_is_counted_has_its_place() -> None:
    assert {*count(ALL)} == {entry.status for entry in ALL if entry.listing.is_counted}
    assert {e.year for e in ALL} == {H30, H31}
