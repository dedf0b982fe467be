from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plantool.light_dataclasses import replace
from plantool.model.basis import Basis
from plantool.model.budget import Budget, Supplement
from plantool.model.by_year import ByYear
from plantool.model.fiscal_year import FiscalYear
from plantool.model.money import BELOW_UNIT, NONE, UNKNOWN, Money, Presence, Total

H30 = FiscalYear.parse("H30")
H31 = FiscalYear.parse("H31")
R1 = FiscalYear.parse("R1")
AMOUNTS = st.one_of(
    st.sampled_from([NONE, UNKNOWN, BELOW_UNIT]),
    st.decimals(-(10**9), 10**9, places=3).map(Money),
)


def yen(amount: int | str) -> Money:
    return Money(Decimal(amount))


def of_h30(amount: Money | None) -> ByYear[Money]:
    return ByYear() if amount is None else ByYear(((H30, amount),))


def budget(initial: Money | None, *supplements: Money, carried_in: Money | None = None) -> Budget:
    changes = tuple(Supplement(decided=date(2018, 9, 28), amount=money) for money in supplements)
    return Budget(
        initial=of_h30(initial),
        supplementary=ByYear(((H30, changes),) if changes else ()),
        carried_in=of_h30(carried_in),
    )


@pytest.mark.parametrize(
    ("amounts", "expected"),
    [
        ([], Total()),
        ([yen(2)], Total(Decimal(2), counted=1)),
        ([yen(0)], Total(Decimal(0), counted=1)),
        ([NONE], Total(Decimal(0), counted=1)),
        ([UNKNOWN], Total(Decimal(0), unknown=1)),
        ([BELOW_UNIT], Total(Decimal(0), below_unit=1)),
        ([yen(2), yen(-5), yen("0.5")], Total(Decimal("-2.5"), counted=3)),
        (
            [yen(2), NONE, UNKNOWN, BELOW_UNIT, yen(3), UNKNOWN],
            Total(Decimal(5), counted=3, unknown=2, below_unit=1),
        ),
    ],
)
def test_a_total_counts_what_it_holds_and_what_it_leaves_out(
    amounts: list[Money], expected: Total
) -> None:
    assert Total.of(amounts) == expected


@pytest.mark.parametrize(
    ("amounts", "expected"),
    [
        ([], True),
        ([yen(2), NONE, yen(0)], True),
        ([yen(2), UNKNOWN], False),
        ([yen(2), BELOW_UNIT], False),
    ],
)
def test_a_total_is_whole_when_nothing_is_left_out(amounts: list[Money], *, expected: bool) -> None:
    assert Total.of(amounts).is_whole is expected


def test_the_four_presences_are_four_things() -> None:
    assert len({yen(0), NONE, BELOW_UNIT, UNKNOWN}) == 4
    assert {money.presence for money in (yen(0), NONE, BELOW_UNIT, UNKNOWN)} == set(Presence)


def test_tenths_add_up() -> None:
    assert Total.of([yen("0.1")] * 10).amount == 1


def test_a_sum_of_very_different_amounts_stays_exact() -> None:
    total = Total.of([yen(10**30), yen("0.01"), yen(-(10**30))])
    assert total.amount == Decimal("0.01")


def test_totals_of_very_different_amounts_add_exactly() -> None:
    total = Total(Decimal(10**30)) + Total(Decimal("0.01")) + Total(Decimal(-(10**30)))
    assert total.amount == Decimal("0.01")


@given(st.lists(AMOUNTS), st.lists(AMOUNTS))
def test_subtotals_add_up_to_the_total(some: list[Money], others: list[Money]) -> None:
    assert Total.of(some) + Total.of(others) == Total.of([*some, *others])


@given(st.lists(AMOUNTS))
def test_a_total_loses_nothing(amounts: list[Money]) -> None:
    total = Total.of(amounts)
    assert total.counted + total.unknown + total.below_unit == len(amounts)
    assert Fraction(total.amount) == sum(Fraction(money.amount) for money in amounts)


@given(
    st.lists(AMOUNTS).flatmap(lambda amounts: st.permutations(amounts).map(lambda p: (p, amounts)))
)
def test_order_does_not_matter(orders: tuple[list[Money], list[Money]]) -> None:
    assert Total.of(orders[0]) == Total.of(orders[1])


@pytest.mark.parametrize(
    ("initial", "supplements", "carried_in", "expected"),
    [
        (yen(9), [], None, yen(9)),
        (yen(9), [yen(3)], None, yen(12)),
        (yen(9), [yen(-4)], None, yen(5)),
        (yen(9), [yen(3), yen(-5)], None, yen(7)),
        (yen(9), [], yen(2), yen(11)),
        (yen(9), [yen(-4), yen(1)], yen(2), yen(8)),
        (yen("0.1"), [yen("0.2")], None, yen("0.3")),
        (yen(9), [NONE], NONE, yen(9)),
        (yen(0), [yen(3)], None, yen(3)),
        (NONE, [yen(3)], None, yen(3)),
        (yen(5), [yen(-5)], None, yen(0)),
        (yen(5), [yen(-7)], yen(2), yen(0)),
        (yen(5), [yen(-7)], None, yen(-2)),
        (yen(0), [], None, yen(0)),
        (NONE, [], None, NONE),
        (BELOW_UNIT, [], None, BELOW_UNIT),
        (BELOW_UNIT, [yen(3)], None, yen(3)),
        (yen(9), [], BELOW_UNIT, yen(9)),
        (NONE, [BELOW_UNIT], NONE, BELOW_UNIT),
        (yen(0), [], BELOW_UNIT, BELOW_UNIT),
        (yen(5), [yen(-5)], BELOW_UNIT, BELOW_UNIT),
        (UNKNOWN, [], None, UNKNOWN),
        (UNKNOWN, [yen(3)], yen(2), UNKNOWN),
        (yen(9), [UNKNOWN], None, UNKNOWN),
        (yen(9), [], UNKNOWN, UNKNOWN),
        (None, [], None, UNKNOWN),
        (None, [yen(3)], yen(2), UNKNOWN),
    ],
)
def test_current_is_initial_with_supplements_and_carry_over(
    initial: Money | None, supplements: list[Money], carried_in: Money | None, expected: Money
) -> None:
    assert budget(initial, *supplements, carried_in=carried_in).find_current(H30) == expected


def test_current_looks_at_its_own_year_only() -> None:
    money = budget(yen(9), yen(3))
    assert money.find_current(H31) == UNKNOWN


def test_current_does_not_count_what_is_carried_out() -> None:
    money = Budget(initial=of_h30(yen(9)), carried_out=of_h30(yen(4)))
    assert money.find_current(H30) == yen(9)


@pytest.mark.parametrize(
    ("basis", "expected"),
    [
        (Basis.PLANNED, yen(1)),
        (Basis.INITIAL, yen(2)),
        (Basis.CURRENT, yen(6)),
        (Basis.SETTLED, yen(8)),
    ],
)
def test_each_basis_is_its_own_money(basis: Basis, expected: Money) -> None:
    money = Budget(
        planned=of_h30(yen(1)),
        initial=of_h30(yen(2)),
        carried_in=of_h30(yen(4)),
        settled=of_h30(yen(8)),
    )
    assert money.amount(basis, H30) == expected
    assert money.amount(basis, H31) == UNKNOWN


@pytest.mark.parametrize("basis", Basis)
def test_an_empty_budget_is_unknown_on_every_basis(basis: Basis) -> None:
    assert Budget().amount(basis, H30) == UNKNOWN


def test_a_known_nothing_is_not_unknown() -> None:
    assert Budget(planned=of_h30(yen(0))).amount(Basis.PLANNED, H30) == yen(0)
    assert Budget(planned=of_h30(NONE)).amount(Basis.PLANNED, H30) == NONE


def test_money_is_found_by_another_spelling_of_its_year() -> None:
    money = Budget(planned=ByYear(((H31, yen(12)),)))
    assert money.amount(Basis.PLANNED, R1) == yen(12)


def test_everything_kept_by_year_has_its_key() -> None:
    money = replace(
        budget(yen(9), yen(3), carried_in=yen(1)),
        planned=of_h30(yen(1)),
        reserve=of_h30(yen(2)),
        stated_current=of_h30(yen(3)),
        settled=of_h30(yen(4)),
        carried_out=of_h30(yen(5)),
        stated_unused=of_h30(yen(6)),
        transfers=of_h30(yen(7)),
        requested=of_h30(yen(8)),
    )
    expected = [
        "planned",
        "initial",
        "supplementary",
        "reserve",
        "transfers",
        "carried_in",
        "current",
        "settled",
        "carried_out",
        "unused",
        "requested",
    ]
    assert [key for key, _ in money.list_by_key()] == expected
    assert all(by_year.years == (H30,) for _, by_year in money.list_by_key())
    assert not any(by_year for _, by_year in Budget().list_by_key())


def test_supplements_of_a_year_add_up() -> None:
    assert budget(yen(9), yen(3), yen(-5)).sum_supplements(H30) == Total(Decimal(-2), counted=2)
    assert budget(yen(9), yen(3)).sum_supplements(H31) == Total()


# The current budget (予算現額)


@pytest.mark.parametrize(
    ("reserve", "expected"),
    [
        (None, yen(14)),
        (yen(3), yen(17)),
        (yen("0.5"), yen("14.5")),
        (yen(0), yen(14)),
        (NONE, yen(14)),
        (BELOW_UNIT, yen(14)),
        (UNKNOWN, UNKNOWN),
    ],
)
def test_what_came_from_the_reserve_is_part_of_the_current_budget(
    reserve: Money | None, expected: Money
) -> None:
    money = replace(budget(yen(9), yen(3), carried_in=yen(2)), reserve=of_h30(reserve))
    assert money.compose_current(H30) == money.find_current(H30) == expected


def test_the_parts_of_the_current_budget_are_named() -> None:
    money = replace(budget(yen(9), yen(3), yen(-1), carried_in=yen(2)), reserve=of_h30(yen(4)))
    assert money.list_current_parts(H30) == (yen(9), yen(3), yen(-1), yen(4), NONE, yen(2))
    assert money.list_current_parts(H31) == ()
    assert budget(yen(9)).list_current_parts(H30) == (yen(9), NONE, NONE, NONE)


@pytest.mark.parametrize(
    ("initial", "stated", "composed", "expected"),
    [
        (None, yen(50), UNKNOWN, yen(50)),  # only what is printed is known
        (UNKNOWN, yen(50), UNKNOWN, yen(50)),
        (yen(9), yen(50), yen(9), yen(9)),  # another rule says that they differ
        (NONE, yen(50), NONE, NONE),
        (None, NONE, UNKNOWN, NONE),
        (None, BELOW_UNIT, UNKNOWN, BELOW_UNIT),
        (None, UNKNOWN, UNKNOWN, UNKNOWN),
        (None, None, UNKNOWN, UNKNOWN),
    ],
)
def test_a_printed_current_budget_stands_in_where_its_parts_do_not_say(
    initial: Money | None, stated: Money | None, composed: Money, expected: Money
) -> None:
    money = replace(budget(initial), stated_current=of_h30(stated))
    assert money.compose_current(H30) == composed
    assert money.find_current(H30) == expected
    assert money.amount(Basis.CURRENT, H30) == expected


def test_a_supplement_without_an_initial_budget_makes_no_current_one() -> None:
    money = replace(budget(None, yen(3), carried_in=yen(2)), stated_current=of_h30(yen(50)))
    assert money.find_current(H30) == yen(50)


# What stays unused (不用額)


@pytest.mark.parametrize(
    ("settled", "out", "stated", "expected"),
    [
        (yen(80), None, None, yen(20)),
        (yen(80), yen(15), None, yen(5)),
        (yen(80), yen(20), None, yen(0)),
        (yen(80), NONE, None, yen(20)),
        (yen(100), None, None, yen(0)),
        (yen(120), None, None, yen(-20)),
        (yen(0), None, None, yen(100)),
        (NONE, None, None, yen(100)),
        (BELOW_UNIT, None, None, yen(100)),
        (yen(80), UNKNOWN, None, UNKNOWN),
        (UNKNOWN, None, None, UNKNOWN),
        (None, None, None, UNKNOWN),
        (None, yen(15), None, UNKNOWN),
        (None, None, yen(7), yen(7)),
        (UNKNOWN, None, yen(7), yen(7)),
        (yen(80), UNKNOWN, yen(7), yen(7)),
        (yen(80), None, yen(7), yen(20)),  # another rule says that they differ
    ],
)
def test_unused_is_what_was_neither_spent_nor_carried_over(
    settled: Money | None, out: Money | None, stated: Money | None, expected: Money
) -> None:
    money = replace(
        budget(yen(100)),
        settled=of_h30(settled),
        carried_out=of_h30(out),
        stated_unused=of_h30(stated),
    )
    assert money.find_unused(H30) == expected
    assert money.find_unused(H31) == UNKNOWN


@pytest.mark.parametrize(
    ("initial", "settled", "expected"),
    [
        (NONE, NONE, NONE),
        (NONE, yen(0), yen(0)),
        (BELOW_UNIT, NONE, BELOW_UNIT),
        (BELOW_UNIT, BELOW_UNIT, BELOW_UNIT),
        (None, yen(80), UNKNOWN),
    ],
)
def test_unused_of_nothing_much(initial: Money | None, settled: Money, expected: Money) -> None:
    assert replace(budget(initial), settled=of_h30(settled)).find_unused(H30) == expected


def test_unused_follows_a_printed_current_budget() -> None:
    money = Budget(stated_current=of_h30(yen(100)), settled=of_h30(yen(80)))
    assert money.find_unused(H30) == yen(20)


KNOWN = st.decimals("-1E+30", "1E+30", allow_nan=False, allow_infinity=False).map(Money)
PARTS = st.one_of(st.none(), st.just(NONE), KNOWN)


@given(KNOWN, st.lists(KNOWN, max_size=3), PARTS, PARTS, KNOWN, PARTS)
def test_both_identities_hold_to_the_last_digit(  # noqa: PLR0913, PLR0917 - drawn
    initial: Money,
    supplements: list[Money],
    reserve: Money | None,
    carried_in: Money | None,
    settled: Money,
    out: Money | None,
) -> None:
    money = replace(
        budget(initial, *supplements, carried_in=carried_in),
        reserve=of_h30(reserve),
        settled=of_h30(settled),
        carried_out=of_h30(out),
    )

    def exact(*amounts: Money | None) -> Fraction:
        return sum((Fraction(amount.amount) for amount in amounts if amount), Fraction(0))

    current, unused = money.find_current(H30), money.find_unused(H30)
    assert exact(current) == exact(initial, *supplements, reserve, carried_in)
    assert exact(current) == exact(settled, out, unused)


@given(AMOUNTS)
def test_turned_round_an_amount_stays_as_known_as_it_was(amount: Money) -> None:
    assert (-amount).presence is amount.presence
    assert Fraction((-amount).amount) == -Fraction(amount.amount)
    turned = -amount
    assert -turned == amount
