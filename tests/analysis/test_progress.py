from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from plantool.analysis.budget import execution_rate
from plantool.analysis.choices import Flag
from plantool.analysis.progress import Status, progress
from plantool.analysis.selection import Listing
from plantool.model.by_year import ByYear
from plantool.model.cell import EMPTY, Cell
from plantool.model.chapter import Chapter
from plantool.model.fiscal_year import FiscalYear
from plantool.model.initiative import Department, Initiative
from plantool.model.measure import Direction, Kind, Measure, MilestoneState, Result
from plantool.model.money import UNKNOWN, Money, Total

if TYPE_CHECKING:
    from plantool.analysis.progress import Progress

YEAR = FiscalYear.parse("H30")
ENDED, RUNNING = date(2019, 4, 1), date(2019, 3, 31)


def judged(measure: Measure, as_of: date = ENDED) -> Progress:
    initiative = Initiative(id="1-1", title="x", departments=(Department("部"),), rows=(measure,))
    listing = Listing(chapter=Chapter(id="1", title="x"), section=None, initiative=initiative)
    (entry,) = progress([listing], [YEAR], as_of)
    return entry


def number(planned: str | None, result: str | None, direction: Direction = Direction.UP) -> Measure:
    def cell(text: str | None) -> Cell:
        return EMPTY if text is None else Cell(value=Decimal(text))

    return Measure(
        id="m",
        name="m",
        kind=Kind.LEVEL,
        direction=direction,
        unit="人",
        planned=ByYear(((YEAR, cell(planned)),)),
        results=ByYear() if result is None else ByYear(((YEAR, Result(cell=cell(result))),)),
    )


@pytest.mark.parametrize(
    ("direction", "planned", "result", "status", "attainment"),
    [
        (Direction.UP, "3", "3", Status.ACHIEVED, "1"),
        (Direction.UP, "3", "2.9", Status.MISSED, "0.9666666666666666666666666667"),
        (Direction.UP, "3", "4", Status.ACHIEVED, "1.333333333333333333333333333"),
        (Direction.UP, "0", "0", Status.ACHIEVED, None),
        (Direction.UP, "-2", "-3", Status.MISSED, None),
        (Direction.DOWN, "10", "10", Status.ACHIEVED, None),
        (Direction.DOWN, "10", "11", Status.MISSED, None),
        (Direction.DOWN, "0", "0", Status.ACHIEVED, None),
        (Direction.MAINTAIN, "5", "5.0", Status.ACHIEVED, None),
        (Direction.MAINTAIN, "5", "6", Status.MISSED, None),
        (Direction.UP, None, "1", Status.REPORTED, None),
        (Direction.UP, "3", None, Status.UNREPORTED, None),
        (Direction.UP, None, None, Status.NOT_PLANNED, None),
    ],
)
def test_quantities(
    direction: Direction, planned: str, result: str, status: Status, attainment: str | None
) -> None:
    entry = judged(number(planned, result, direction))
    assert entry.status is status
    assert entry.attainment == (None if attainment is None else Decimal(attainment))


@pytest.mark.parametrize(
    ("state", "status"),
    [
        (MilestoneState.DONE, Status.ACHIEVED),
        (MilestoneState.PARTIAL, Status.REPORTED),
        (MilestoneState.NOT_DONE, Status.MISSED),
        (MilestoneState.POSTPONED, Status.MISSED),
        (MilestoneState.CANCELLED, Status.CANCELLED),
        (None, Status.REPORTED),
    ],
)
def test_words_are_judged_by_their_state_only(state: MilestoneState | None, status: Status) -> None:
    words = Cell(lines=("検討",))
    result = Result(cell=words, state=state)
    milestone = Measure(
        id="m",
        name="m",
        kind=Kind.MILESTONE,
        planned=ByYear(((YEAR, words),)),
        results=ByYear(((YEAR, result),)),
    )
    assert judged(milestone).status is status


def test_before_its_end_a_year_is_not_due_unless_it_is_achieved_already() -> None:
    assert judged(number("3", None), RUNNING).status is Status.NOT_DUE
    assert judged(number("3", "2"), RUNNING).status is Status.NOT_DUE
    assert judged(number("3", "3"), RUNNING).status is Status.ACHIEVED


def test_flags_follow_the_status() -> None:
    assert judged(number("3", "2")).flags == (Flag.MISSED,)
    assert judged(number("3", None)).flags == (Flag.UNREPORTED,)
    assert judged(number("3", "3")).flags == ()


def test_the_execution_rate_needs_both_sums_whole() -> None:
    def total(*amounts: int) -> Total:
        return Total.of(Money(Decimal(amount)) for amount in amounts)

    assert execution_rate(total(27), total(20, 10)) == Decimal("0.9")
    assert execution_rate(total(27), total(0)) is None
    assert execution_rate(Total.of([UNKNOWN]), total(30)) is None
    assert execution_rate(total(27), total(30) + Total.of([UNKNOWN])) is None
    assert execution_rate(Total(), total(30)) is None
