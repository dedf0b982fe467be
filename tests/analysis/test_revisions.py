"""Revisions: the plan as it was printed, what they explain, and when they say nothing."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from plantool.analysis.change_notices import Notice
from plantool.analysis.final_figures import FinalFigures, is_revisable_path
from plantool.analysis.plan_changes import compare_initiatives
from plantool.analysis.revisions import (
    find_printed_cells,
    is_same_figure,
    sort_revisions,
    yield_steps,
)
from plantool.light_dataclasses import replace
from plantool.model.comparison import Comparison
from plantool.model.initiative import Correction, Initiative, Revision
from plantool.model.measure import Direction
from plantool.model.money import NONE, Money
from tests.analysis.building import H30, H31, cell, measure

if TYPE_CHECKING:
    from plantool.analysis.facts import FactValue
    from plantool.diagnostics import NodePath

TARGET = ("measures", 0, "target")


def revision(was: str | None, day: int | None = None, path: NodePath = TARGET) -> Revision:
    at = "measures.m." + ".".join(map(str, path[2:]))
    made = None if day is None else date(2019, 1, day)
    return Revision(at, cell(was), "需要の減", made, path=path)


def initiative(target: str, *revisions: Revision, planned: str = "3") -> Initiative:
    row = measure({H30: "2", H31: planned}, target=target)
    return Initiative(id="1-1", title="事業", rows=(row,), revisions=revisions)


@pytest.mark.parametrize(
    ("days", "expected"),
    [((3, 1, 2), [1, 2, 3]), ((3, None, 2), [3, None, 2]), ((2, 2), [2, 2])],
)
def test_the_oldest_comes_first_and_the_file_decides_without_days(
    days: tuple[int | None, ...], expected: list[int | None]
) -> None:
    entries = (revision(str(at), day) for at, day in enumerate(days))
    sorted_days = [one.date and one.date.day for one in sort_revisions(initiative("9", *entries))]
    assert sorted_days == expected


def test_the_oldest_value_is_the_printed_one_in_any_spelling_of_the_year() -> None:
    planned = ("measures", 0, "planned", "平成31年度")
    later, first = revision("5", 2, planned), revision("7", 1, (*planned[:3], "2019"))
    undated = revision("12")
    place = ("measures", 0, "planned", 2019)
    assert find_printed_cells(initiative("9", later, first)) == {place: cell("7")}
    in_order = find_printed_cells(initiative("9", later, first, undated))
    assert in_order == {place: cell("5"), TARGET: cell("12")}


def test_every_step_says_what_it_led_to() -> None:
    entries = (revision("12", 1), revision("11", 2), revision("10", 3))
    steps = [(r.was, later, first) for r, later, first in yield_steps(initiative("9", *entries))]
    assert steps == [
        (cell("12"), cell("11"), None),
        (cell("11"), cell("10"), cell("12")),
        (cell("10"), None, cell("12")),
    ]


@pytest.mark.parametrize(
    ("was", "now", "expected"),
    [
        ("6.5以上", cell("6.5以上"), True),
        ("６．５以上", cell("6.5以上"), True),
        ("6.5以上", cell("5.9以上"), False),
        ("6.50", cell("6.5"), True),
        ("6.5", cell("6.5以上")._replace(value=Decimal("6.5")), True),
        (
            "6.5",
            cell("6.5以上")._replace(value=Decimal("6.5"), comparison=Comparison.AT_LEAST),
            False,
        ),
        (None, cell("―"), True),
        ("―", None, True),
        ("3", None, False),
        ("3", Money(Decimal(3)), True),
        ("3", Money(Decimal(4)), False),
        ("―", NONE, True),
        ("2", Decimal(2), True),
        ("件", "件", True),
        ("件", "か所", False),
        ("up", Direction.UP, True),
        ("down", Direction.UP, False),
    ],
)
def test_a_value_is_what_it_was_in_other_words(
    was: str | None, now: FactValue | None, *, expected: bool
) -> None:
    assert is_same_figure(cell(was), now) is expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (TARGET, True),
        (("measures", 0, "measures", 1, "planned", "H30"), True),
        (("measures", 0, "direction"), True),
        (("measures", 0, "name"), False),
        (("measures", 0, "results", "H30", "planned"), False),
        (("budget", "planned", "H30"), True),
        (("budget", "total"), True),
        (("budget", "settled", "total"), False),
        (("title",), False),
    ],
)
def test_a_revision_is_of_the_plan_itself(path: NodePath, *, expected: bool) -> None:
    assert is_revisable_path(path) is expected


FROZEN = FinalFigures((), is_frozen=True)
OLD = initiative("12")


def notices(new: Initiative, final: FinalFigures) -> list[tuple[str, bool]]:
    """Return each notice, and whether a revision explains its change."""
    part = compare_initiatives(OLD, new, final)
    assert part
    return [(n.value, c.revision is not None) for c in part.changes for n in c.notices]


def test_a_revision_satisfies_a_frozen_plan_and_leaves_the_lowered_target_in_sight() -> None:
    lowered = (Notice.TARGET_LOWERED.value, True)
    assert notices(initiative("9", revision("12")), FinalFigures()) == [lowered]
    assert notices(initiative("9", revision("12")), FROZEN) == [lowered, ("revised", True)]
    assert notices(initiative("9"), FROZEN) == [
        ("target-lowered", False),
        ("frozen-plan-changed", False),
    ]


def test_a_revision_that_was_there_before_explains_nothing_new() -> None:
    before = initiative("12", revision("14"))
    part = compare_initiatives(before, initiative("9", revision("14")), FROZEN)
    assert part
    assert part.all_notices == (Notice.TARGET_LOWERED, Notice.FROZEN_CHANGED)


def test_a_revision_of_another_field_explains_nothing() -> None:
    other = revision("3", path=("measures", 0, "total"))
    assert ("frozen-plan-changed", False) in notices(initiative("9", other), FROZEN)


def test_a_revision_of_one_year_explains_the_notice_of_all() -> None:
    new = initiative("12", revision("3", path=("measures", 0, "planned", "H31")), planned="1")
    assert notices(new, FROZEN) == [("planned-lowered", True), ("revised", True)]


def test_a_closed_year_wants_a_correction_all_the_same() -> None:
    closed = FinalFigures((H31,), is_frozen=True)
    path = ("measures", 0, "planned", "H31")
    revised = initiative("12", revision("3", path=path), planned="1")
    assert ("closed-year-changed", True) in notices(revised, closed)
    corrected = replace(revised, corrections=(Correction("measures.m.planned.H31", "誤記"),))
    assert notices(corrected, closed) == [("planned-lowered", True), ("corrected", True)]
