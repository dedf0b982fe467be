from __future__ import annotations

from decimal import Decimal

import pytest

from plantool.model.by_year import ByYear
from plantool.model.cell import EMPTY_CELL, Cell
from plantool.model.fiscal_year import FiscalYear
from plantool.model.measure import Group, Kind, Measure, walk_rows
from plantool.model.result import Reports, Result, Stage

H30, H31 = FiscalYear.parse("H30"), FiscalYear.parse("H31")
NONE = Cell(lines=("―",))
WORDS = Cell(lines=("検討",))


def row(identifier: str) -> Measure:
    return Measure(id=identifier, name=identifier, kind=Kind.MILESTONE)


def planned(*cells: Cell) -> Measure:
    by_year = ByYear(tuple(zip((H30, H31), cells, strict=False)))
    return Measure(id="a", name="a", kind=Kind.CUMULATIVE, planned=by_year)


def number(value: int | str, *lines: str) -> Cell:
    return Cell(lines=lines, value=Decimal(value))


def test_walk_gives_groups_before_their_rows_with_depth() -> None:
    inner = Group(id="inner", name="中", measures=(row("c"), row("d")))
    outer = Group(id="outer", name="外", measures=(row("b"), inner, row("e")))
    rows = (row("a"), outer, row("f"))
    assert [(depth, found.id) for depth, found in walk_rows(rows)] == [
        (0, "a"),
        (0, "outer"),
        (1, "b"),
        (1, "inner"),
        (2, "c"),
        (2, "d"),
        (1, "e"),
        (0, "f"),
    ]


def test_a_group_without_a_heading_adds_no_depth() -> None:
    nameless = Group(measures=(row("a"), Group(name="中", measures=(row("b"),))))
    assert [depth for depth, _ in walk_rows((nameless,))] == [0, 0, 0, 1]


def test_walk_of_nothing_is_nothing() -> None:
    assert list(walk_rows(())) == []


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ((), None),
        ((NONE, EMPTY_CELL), None),  # no year says anything
        ((number(2, "２か所開設"), number(2)), (Decimal(2), Decimal(2))),
        ((number(2), NONE), (Decimal(2), Decimal(0))),
        ((EMPTY_CELL, number("0.5")), (Decimal(0), Decimal("0.5"))),
        ((number(0), number(-3)), (Decimal(0), Decimal(-3))),
        ((number(2), WORDS), None),
        ((WORDS, WORDS), None),
    ],
)
def test_planned_quantities_take_none_as_0_and_words_as_unknown(
    cells: tuple[Cell, ...], expected: tuple[Decimal, ...] | None
) -> None:
    assert planned(*cells).list_planned_quantities() == expected


def test_a_place_takes_no_part_in_equality() -> None:
    one = Measure(id="a", name="a", kind=Kind.LEVEL, path=("measures", 0))
    other = Measure(id="a", name="a", kind=Kind.LEVEL, path=("measures", 7))
    assert one == other
    assert Group(measures=(one,), path=("measures", 0)) == Group(measures=(other,))


def test_reports_and_cells_come_with_their_places() -> None:
    interim, final = Result(cell=number(1), stage=Stage.INTERIM), Result(cell=number(2))
    measure = Measure(
        id="a",
        name="a",
        kind=Kind.CUMULATIVE,
        baseline=ByYear(((H30, number(1)),)),
        planned=ByYear(((H31, number(3)),)),
        total=number(4),
        target=number(5),
        results=ByYear(
            ((H30, Reports((final,))), (H31, Reports((interim, final), is_listed=True)))
        ),
        path=("measures", 2),
    )
    at = ("measures", 2)
    assert list(measure.yield_reports()) == [
        ((*at, "results", "H30"), H30, final),
        ((*at, "results", "H31", 0), H31, interim),
        ((*at, "results", "H31", 1), H31, final),
    ]
    assert list(measure.yield_cells()) == [
        ((*at, "baseline", "H30"), number(1)),
        ((*at, "planned", "H31"), number(3)),
        ((*at, "total"), number(4)),
        ((*at, "target"), number(5)),
        ((*at, "results", "H30", "value"), number(2)),
        ((*at, "results", "H31", 0, "value"), number(1)),
        ((*at, "results", "H31", 1, "value"), number(2)),
    ]
