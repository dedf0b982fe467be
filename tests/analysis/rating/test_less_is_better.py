"""The three rates that are in print where less is better, and ranges."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from plantool.analysis.goals import Goal, find_goal
from plantool.analysis.rating import cap_attainment, compare_results, measure_quantity
from plantool.light_dataclasses import replace
from plantool.model.cell import Cell, Range
from plantool.model.comparison import Comparison
from plantool.model.evaluation import DownRate
from plantool.model.presets import STANDARD
from tests.analysis.building import level
from tests.analysis.rating.quantities import BEYOND, DOWN, MAINTAIN, QUOTIENT, UP, status

if TYPE_CHECKING:
    from plantool.model.measure import Direction

INVERSE, DIFFERENCE, PLAIN = DownRate.INVERSE, DownRate.DIFFERENCE, DownRate.PLAIN


@pytest.mark.parametrize(
    ("down", "planned", "result", "ratio", "expected"),
    [
        (INVERSE, "14.1", "18.4", Fraction(141, 184), "missed"),
        (DIFFERENCE, "14.1", "18.4", Fraction(98, 141), "missed"),
        (PLAIN, "14.1", "18.4", Fraction(184, 141), "missed"),
        (DIFFERENCE, "10", "12", Fraction(4, 5), "nearly"),  # exactly on the threshold
        (PLAIN, "10", "12", Fraction(6, 5), "nearly"),
        (DIFFERENCE, "10", "30", Fraction(-1), "missed"),
        (PLAIN, "10", "30", Fraction(3), "missed"),
        (DIFFERENCE, "10", "10", Fraction(1), "achieved"),
        (PLAIN, "10", "10", Fraction(1), "achieved"),
        (DIFFERENCE, "10", "8", Fraction(6, 5), "far"),
        (PLAIN, "10", "8", Fraction(4, 5), "far"),
        (PLAIN, "10", "9", Fraction(9, 10), "beyond"),
        (DIFFERENCE, "10", "0", Fraction(2), "far"),
        (DIFFERENCE, "10", "-5", Fraction(5, 2), "far"),
        (DIFFERENCE, "0", "0", None, "achieved"),
        (DIFFERENCE, "0", "1", None, "missed"),
        (PLAIN, "-5", "-4", None, "missed"),
        (PLAIN, "-5", "-6", None, "achieved"),
        (INVERSE, "0", "1", Fraction(0), "missed"),
    ],
)
def test_a_rate_where_less_is_better(
    down: DownRate, planned: str, result: str, ratio: Fraction | None, expected: str
) -> None:
    found = measure_quantity(
        Decimal(result),
        Decimal(planned),
        direction=DOWN,
        formula=QUOTIENT,
        baseline=None,
        tolerance=Decimal(0),
        down=down,
    )
    assert found.ratio == ratio
    assert status(found, BEYOND) == expected


@pytest.mark.parametrize(
    ("down", "result", "attainment"),
    [
        (DIFFERENCE, "2", Fraction(6, 5)),  # 2 - 0.2 is more than the cap
        (PLAIN, "2", Fraction(1, 5)),
        (PLAIN, "30", Fraction(3)),  # what is printed is no attainment, and has no cap
    ],
)
def test_a_cap_is_on_what_is_better(down: DownRate, result: str, attainment: Fraction) -> None:
    capped = replace(BEYOND, cap=Decimal(120))
    found = measure_quantity(
        Decimal(result),
        Decimal(10),
        direction=DOWN,
        formula=QUOTIENT,
        baseline=None,
        tolerance=Decimal(0),
        down=down,
    )
    assert cap_attainment(found, capped) == attainment
    assert status(found, capped) == ("far" if result == "2" else "missed")


RANGE = Cell(("40～45件",), range=Range(Decimal(40), Decimal(45)))
AT_LEAST = Cell(("9以上",), Decimal(9), Comparison.AT_LEAST)
BELOW = Cell(("9未満",), Decimal(9), Comparison.BELOW)


@pytest.mark.parametrize(
    ("cell", "direction", "result", "goal"),
    [
        (RANGE, UP, "50", Goal(Decimal(40), UP, Decimal(2))),
        (RANGE, DOWN, "50", Goal(Decimal(45), DOWN, Decimal(2))),
        (RANGE, MAINTAIN, "50", Goal(Decimal(45), MAINTAIN, range=RANGE.range)),
        (RANGE, MAINTAIN, "42", Goal(Decimal(42), MAINTAIN, range=RANGE.range)),
        (RANGE, MAINTAIN, "3", Goal(Decimal(40), MAINTAIN, range=RANGE.range)),
        (AT_LEAST, UP, "5", Goal(Decimal(9), UP)),
        (AT_LEAST, DOWN, "5", Goal(Decimal(9), UP)),
        (AT_LEAST, MAINTAIN, "5", Goal(Decimal(9), UP)),
        (BELOW, MAINTAIN, "5", Goal(Decimal(9), DOWN, is_strict=True)),
        (Cell(value=Decimal(9)), MAINTAIN, "5", Goal(Decimal(9), MAINTAIN, Decimal(2))),
        (Cell(("検討",)), UP, "5", None),
        (None, UP, "5", None),
    ],
)
def test_the_goal_of_a_cell(
    cell: Cell | None, direction: Direction, result: str, goal: Goal | None
) -> None:
    one = level("0", "0", direction, tolerance="2")
    assert find_goal(cell, one, STANDARD, Decimal(result)) == goal


@pytest.mark.parametrize(("before", "trend"), [("46", "better"), ("41", "same"), ("39", "better")])
def test_what_strays_from_a_range(before: str, trend: str) -> None:
    goal = find_goal(RANGE, level("0", "0", MAINTAIN), STANDARD, Decimal(44))
    assert goal is not None
    middle, tolerance = goal.middle
    assert (middle, tolerance) == (Decimal("42.5"), Decimal("2.5"))
    found = compare_results(Decimal(44), Decimal(before), MAINTAIN, middle, tolerance)
    assert found.value == trend
