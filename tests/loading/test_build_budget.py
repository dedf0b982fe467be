from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from plantool.loading.build_budget import build_budget, parse_money
from plantool.loading.field_values import ValueReader
from plantool.model.budget import Supplement
from plantool.model.fiscal_year import FiscalYear
from plantool.model.money import BELOW_UNIT, NONE, UNKNOWN, Money

if TYPE_CHECKING:
    from plantool.syntax.nodes import Plain

H30, H31 = FiscalYear.parse("H30"), FiscalYear.parse("H31")


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (9, Money(Decimal(9))),
        (0, Money(Decimal(0))),
        (-3, Money(Decimal(-3))),
        (Decimal("0.1"), Money(Decimal("0.1"))),
        ("―", NONE),
        ({"below_unit": True}, BELOW_UNIT),
        (None, UNKNOWN),
    ],
)
def test_amounts_are_exact_and_of_four_kinds(data: Plain, expected: Money) -> None:
    assert parse_money(data) == expected


def test_a_budget_holds_every_kind_of_money() -> None:
    data: Plain = {
        "planned": {"H30": 9, "R1": "―"},
        "total": 9,
        "initial": {"H30": 8},
        "supplementary": {"H30": [{"date": "2018-09-28", "amount": -2}]},
        "reserve": {"H30": 3},
        "carried_in": {"H30": 1},
        "current": {"H30": 10, "H31": 6},
        "unused": {"H30": "―"},
        "reasons": {"H30": "入札差金"},
        "carried_out": {"H30": {"below_unit": True}},
        "settled": {"H30": None},
        "preliminary": ["H30", 2019],
    }
    budget = build_budget(ValueReader("1-1.yaml"), data)
    assert budget.planned.get(H31) == NONE
    assert budget.total == Money(Decimal(9))
    assert budget.supplementary.get(H30) == (Supplement(date(2018, 9, 28), Money(Decimal(-2))),)
    assert budget.find_current(H30) == Money(Decimal(10))
    assert budget.find_current(H31) == Money(Decimal(6))
    assert (budget.stated_unused.get(H30), budget.reasons.get(H30)) == (NONE, "入札差金")
    assert (budget.carried_out.get(H30), budget.settled.get(H30)) == (BELOW_UNIT, UNKNOWN)
    assert budget.preliminary == (H30, H31)
