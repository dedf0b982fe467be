from __future__ import annotations

from decimal import Decimal

import pytest

from plantool.model.basis import Basis
from plantool.model.budget import Budget
from plantool.model.by_year import ByYear
from plantool.model.fiscal_year import FiscalYear
from plantool.model.life import Life
from plantool.model.money import NONE, UNKNOWN, Money

R3, R4, R5, R6 = (FiscalYear.parse(f"R{number}") for number in range(3, 7))


@pytest.mark.parametrize(
    ("life", "years"),
    [
        (Life(), [R3, R4, R5, R6]),
        (Life(starts=R4), [R4, R5, R6]),
        (Life(ends=R4), [R3, R4]),
        (Life(R4, R5), [R4, R5]),
        (Life(R4, R4), [R4]),
    ],
)
def test_it_holds_its_first_and_last_year(life: Life, years: list[FiscalYear]) -> None:
    assert [year for year in (R3, R4, R5, R6) if life.covers(year)] == years


@pytest.mark.parametrize("basis", Basis)
def test_money_outside_it_is_none_not_unknown(basis: Basis) -> None:
    budget = Budget(life=Life(R4, R5))
    assert [budget.amount(basis, year) for year in (R3, R4, R5, R6)] == [
        NONE,
        UNKNOWN,
        UNKNOWN,
        NONE,
    ]


def test_money_left_to_the_year_after_it_is_still_to_be_settled() -> None:
    budget = Budget(life=Life(ends=R4), carried_in=ByYear(((R5, Money(Decimal(2))),)))
    assert budget.find_current(R5).amount == 2
    assert budget.amount(Basis.INITIAL, R5) == NONE
    assert budget.amount(Basis.SETTLED, R5) == UNKNOWN
    assert budget.amount(Basis.SETTLED, R6) == NONE
