from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from plantool.model.cell import EMPTY_CELL, Cell
from plantool.model.result import Judgement, Reports, Result, Stage, State

DAYS = [date(2018, 10, 1), date(2019, 2, 1), date(2019, 5, 1), date(2019, 8, 1)]
OCTOBER, FEBRUARY, MAY, AUGUST = DAYS


def number(value: int) -> Cell:
    return Cell(value=Decimal(value))


INTERIM = Result(cell=number(1), stage=Stage.INTERIM, reported=OCTOBER)
FORECAST = Result(cell=number(2), stage=Stage.FORECAST, reported=FEBRUARY)
FINAL = Result(cell=number(3), reported=MAY)
CORRECTED = Result(cell=number(4), reported=AUGUST)
UNDATED = Result(cell=number(5))
SILENT = Result(note="集計中", reported=date(2019, 9, 1))


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (number(2), 2),
        (number(0), 0),
        (Cell(lines=("２か所",), value=Decimal(2)), 2),
        (Cell(lines=("―",)), 0),
        (Cell(lines=("検討",)), None),
        (EMPTY_CELL, None),  # no report of none
    ],
)
def test_a_quantity_of_none_is_zero_and_no_report_is_no_quantity(
    cell: Cell, expected: int | None
) -> None:
    assert Result(cell=cell).quantity == expected


@pytest.mark.parametrize(
    ("result", "expected"),
    [
        (Result(), True),
        (Result(note="集計中", reason="未定", action="急ぐ", source="紙", reported=MAY), True),
        (Result(cell=number(0)), False),
        (Result(cell=Cell(lines=("―",))), False),
        (Result(state=State.CANCELLED), False),
        (Result(judgement=Judgement("nearly", "理由")), False),
    ],
)
def test_a_report_is_silent_that_says_nothing_of_what_became_of_it(
    result: Result, *, expected: bool
) -> None:
    assert result.is_silent is expected


@pytest.mark.parametrize(
    ("as_of", "final", "latest"),
    [
        (date(2018, 9, 30), None, None),
        (OCTOBER, None, INTERIM),
        (FEBRUARY, None, FORECAST),
        (date(2019, 4, 30), None, FORECAST),
        (MAY, FINAL, FINAL),
        (date(2019, 7, 31), FINAL, FINAL),
        (AUGUST, CORRECTED, CORRECTED),
        (date(2020, 1, 1), CORRECTED, CORRECTED),
    ],
)
@pytest.mark.parametrize("turn", [1, -1])
def test_reports_are_known_from_their_day(
    as_of: date, final: Result | None, latest: Result | None, turn: int
) -> None:
    reports = Reports((INTERIM, FORECAST, FINAL, CORRECTED, SILENT)[::turn], is_listed=True)
    assert reports.find_final(as_of) is final
    assert reports.find_latest(as_of) is latest


def test_an_undated_report_is_the_first_there_is() -> None:
    reports = Reports((FINAL, UNDATED))
    assert reports.list_known_on(date(2018, 4, 1)) == (UNDATED,)
    assert reports.list_known_on(MAY) == (UNDATED, FINAL)
    assert reports.find_final(OCTOBER) is UNDATED
    assert reports.find_final(MAY) is FINAL


def test_of_one_day_the_last_in_the_file_counts() -> None:
    again = FINAL._replace(cell=number(9))
    assert Reports((FINAL, again)).find_final(MAY) is again
    assert Reports((again, FINAL)).find_final(MAY) is FINAL


def test_a_final_report_is_not_forgotten_for_a_later_interim_one() -> None:
    late = INTERIM._replace(reported=AUGUST)
    reports = Reports((FINAL, late))
    assert reports.find_final(AUGUST) is FINAL
    assert reports.find_latest(AUGUST) is late


def test_there_may_be_none() -> None:
    assert Reports(()).find_final(MAY) is Reports(()).find_latest(MAY) is None
    assert Reports((SILENT,)).list_known_on(date(2030, 1, 1)) == ()


def test_places_say_whether_the_file_has_a_list() -> None:
    path = ("results", "H30")
    assert Reports((FINAL,)).list_with_paths(path) == [(path, FINAL)]
    assert Reports((FINAL, CORRECTED), is_listed=True).list_with_paths(path) == [
        ((*path, 0), FINAL),
        ((*path, 1), CORRECTED),
    ]
    assert Reports((FINAL,), is_listed=True).list_with_paths(path) == [((*path, 0), FINAL)]
    assert Reports((FINAL,), is_listed=True) == Reports((FINAL,))
