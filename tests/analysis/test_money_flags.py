"""Flags about money, from every combination of what is known."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from plantool.analysis.choices import Flag
from plantool.analysis.money_flags import yield_money_flags
from plantool.light_dataclasses import replace
from plantool.model.budget import Budget
from plantool.model.by_year import ByYear
from plantool.model.money import BELOW_UNIT, NONE, UNKNOWN, Money
from plantool.model.presets import STANDARD
from tests.analysis.building import H30, H31, entry, initiative, measure, plan

A_PLAN = plan()

OVER, UNDER = Flag.OVER_BUDGET, Flag.UNDER_SPENT
LATER = date(2021, 1, 1)


def yen(amount: int | str) -> Money:
    return Money(Decimal(amount))


def of(amount: Money | int | str | None) -> ByYear[Money]:
    if amount is None:
        return ByYear()
    return ByYear(((H30, amount if isinstance(amount, Money) else yen(amount)),))


def budget(  # noqa: PLR0913 - as many as a budget has parts
    initial: Money | int | str | None = None,
    settled: Money | int | str | None = None,
    *,
    out: Money | int | None = None,
    stated_in: Money | int | None = None,
    current: Money | int | None = None,
    unused: Money | int | None = None,
) -> Budget:
    return Budget(
        initial=of(initial),
        settled=of(settled),
        carried_in=of(stated_in),
        carried_out=of(out),
        stated_current=of(current),
        stated_unused=of(unused),
    )


@pytest.mark.parametrize(
    ("money", "expected"),
    [
        (budget(100, 100), []),
        (budget(100, 101), []),  # rounding
        (budget(100, "101.000000000000000000000000000001"), [OVER]),
        (budget(100, 102), [OVER]),
        (budget(100, 80), []),  # 20 % left: right on the limit
        (budget(100, "79." + "9" * 30), [UNDER]),
        (budget(100, 0), [UNDER]),
        (budget(100, NONE), [UNDER]),
        (budget(100, BELOW_UNIT), [UNDER]),
        (budget(100, 50, out=30), []),  # what was carried over is not unused
        (budget(100, 50, out=29), [UNDER]),
        (budget(100, 50, out=UNKNOWN), []),
        (budget(100, 90, stated_in=100), [UNDER]),
        (budget(100, 190, stated_in=100), []),
        (budget(100, 202, stated_in=100), [OVER]),
        (budget(100, 150, stated_in=UNKNOWN), []),
        (budget(0, 0), []),
        (budget(0, 2), [OVER]),
        (budget(NONE, 2), [OVER]),  # nothing was budgeted, and that is known
        (budget(NONE, NONE), []),
        (budget(NONE, 0), []),
        (budget(BELOW_UNIT, 1), []),
        (budget(UNKNOWN, 1), []),
        (budget(None, 1), []),
        (budget(100), []),
        (budget(100, UNKNOWN), []),
        (budget(current=100, settled=102), [OVER]),
        (budget(current=100, settled=50), [UNDER]),
        (budget(current=100, settled=50, out=50), []),
        (budget(current=100, settled=UNKNOWN, unused=30), [UNDER]),
        (budget(current=100, settled=UNKNOWN, unused=20), []),
        (budget(settled=97, unused=3), []),  # of what, nobody knows
    ],
)
def test_too_much_and_too_little_spent(money: Budget, expected: list[Flag]) -> None:
    assert list(yield_money_flags(initiative(budget=money), H30, A_PLAN, LATER)) == expected
    assert list(yield_money_flags(initiative(budget=money), H31, A_PLAN, LATER)) == []


def test_a_preliminary_settlement_may_still_grow() -> None:
    money = budget(100, 10)
    early = replace(money, preliminary=(H30,))
    other = replace(money, preliminary=(H31,))
    assert list(yield_money_flags(initiative(budget=early), H30, A_PLAN, LATER)) == []
    assert list(yield_money_flags(initiative(budget=other), H30, A_PLAN, LATER)) == [UNDER]
    over = replace(budget(100, 102), preliminary=(H30,))
    assert list(yield_money_flags(initiative(budget=over), H30, A_PLAN, LATER)) == [OVER]


@pytest.mark.parametrize("settled", [10, 102])
def test_nothing_stands_out_while_money_is_still_spent(settled: int) -> None:
    owner = initiative(budget=budget(100, settled))
    assert list(yield_money_flags(owner, H30, A_PLAN, date(2019, 3, 31))) == []
    assert list(yield_money_flags(owner, H30, A_PLAN, date(2019, 4, 1))) != []


@pytest.mark.parametrize(("limit", "expected"), [("0", [UNDER]), ("49.9", [UNDER]), ("50", [])])
def test_the_scheme_says_how_much_may_stay_unused(limit: str, expected: list[Flag]) -> None:
    lenient = plan(replace(STANDARD, unused_above=Decimal(limit)))
    assert (
        list(yield_money_flags(initiative(budget=budget(100, 50)), H30, lenient, LATER)) == expected
    )


def test_they_stand_beside_every_measure_of_the_initiative() -> None:
    owner = initiative(measure({H30: "3"}, {H30: "2"}), budget=budget(100, 150))
    assert entry(owner).flags == (Flag.MISSED, OVER)
    assert entry(owner, H31).flags == ()
