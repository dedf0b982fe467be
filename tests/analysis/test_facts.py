"""What is the same fact, and what is the same value of one."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from plantool.analysis.change_notices import Notice
from plantool.analysis.facts import (
    CompoundValue,
    Fact,
    FactValue,
    GroupFact,
    ItemFact,
    ListValue,
    MeasureFact,
    MoneyFact,
    PartFact,
    find_row_name,
    is_same_value,
    name_field,
)
from plantool.analysis.final_figures import FinalFigures
from plantool.analysis.plan_changes import compare_initiatives, compare_plans
from plantool.analysis.plan_facts import build_initiative_facts
from plantool.light_dataclasses import replace
from plantool.model.budget import Budget, Supplement
from plantool.model.by_year import ByYear
from plantool.model.cell import Cell
from plantool.model.initiative import Correction
from plantool.model.measure import Group
from plantool.model.money import BELOW_UNIT, NONE, UNKNOWN, Money
from plantool.model.plan import Publisher
from tests.analysis.building import H30, H31, cells, initiative, level, measure, plan


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        (Decimal(2), Decimal("2.0"), True),
        (Cell(value=Decimal(2)), Cell(value=Decimal("2.0")), True),
        (Cell(value=Decimal(2)), Cell(("2",), Decimal(2)), False),  # printed words say more
        (Cell(("2か所",), Decimal(2)), Cell(("２か所",), Decimal(2)), False),
        (Money(Decimal(2)), Money(Decimal("2.00")), True),
        (NONE, BELOW_UNIT, False),  # all of them are 0
        (NONE, UNKNOWN, False),
        (NONE, Money(), False),
        (CompoundValue(("cap", Decimal(100))), CompoundValue(("cap", Decimal("1E+2"))), True),
        (CompoundValue(("a b", "c")), CompoundValue(("a", "b c")), False),
        (CompoundValue((None, "a")), CompoundValue(("a", None)), False),
        (ListValue(("a", "b")), ListValue(("b", "a")), False),
        (None, Cell(), False),
    ],
)
def test_values_are_compared_and_not_how_they_read(
    one: FactValue | None, other: FactValue, *, is_same: bool
) -> None:
    assert is_same_value(one, other) is is_same
    assert is_same_value(other, one) is is_same


@pytest.mark.parametrize(
    ("fact", "field", "row"),
    [
        (PartFact("title"), "title", None),
        (PartFact("year-note", H30), "year-note.H30", None),
        (MeasureFact("target", "m"), "measures.m.target", "m"),
        (MeasureFact("planned", "m", H31), "measures.m.planned.H31", "m"),
        (GroupFact("baseline", "g", H30), "measures.g.baseline.H30", "g"),
        (MoneyFact("budget.planned", H31), "budget.planned.H31", None),
        (ItemFact("footnotes", "※1"), "footnotes.※1", "※1"),
    ],
)
def test_every_kind_of_fact_has_a_field(fact: Fact, field: str, row: str | None) -> None:
    assert (name_field(fact), find_row_name(fact)) == (field, row)


def test_a_group_named_like_a_measure_hides_nothing_of_it() -> None:
    one = replace(level("3", "2", baseline="1"), path=("measures", 0, "measures", 0))
    group = Group(measures=(one,), name="m", baseline=cells({H30: "9"}), path=("measures", 0))
    facts = build_initiative_facts(replace(initiative(one), rows=(group,)))
    (year,) = one.baseline.years
    assert facts[MeasureFact("baseline", "m", year)] == Cell(value=Decimal(1))
    assert facts[GroupFact("baseline", "m", H30)] == Cell(value=Decimal(9))
    same_year = replace(group, baseline=cells({year: "9"}))
    facts = build_initiative_facts(replace(initiative(one), rows=(same_year,)))
    assert facts[MeasureFact("baseline", "m", year)] == Cell(value=Decimal(1))


def test_a_figure_in_another_spelling_is_no_change() -> None:
    one, other = measure({H30: "2"}, {H30: "2"}), measure({H30: "2.0"}, {H30: "2.00"})
    assert compare_initiatives(initiative(one), initiative(other)) is None
    before = plan()
    scheme = replace(before.scheme, tolerance=Decimal(5), cap=Decimal(100))
    spelt = replace(before.scheme, tolerance=Decimal("5.0"), cap=Decimal("1E+2"))
    assert compare_plans(replace(before, scheme=scheme), replace(before, scheme=spelt)) == ()
    bands = tuple(
        band if band.threshold is None else band._replace(threshold=band.threshold + Decimal("0.0"))
        for band in before.scheme.bands
    )
    respelt = replace(before, scheme=replace(before.scheme, bands=bands))
    assert [str(b.threshold) for b in bands] != [str(b.threshold) for b in before.scheme.bands]
    assert compare_plans(before, respelt) == ()


def test_words_that_move_to_another_field_are_a_change() -> None:
    one = replace(initiative(measure({H30: "2"})), corrections=(Correction("total", "b c", "a"),))
    other = replace(one, corrections=(Correction("total", "c", "a b"),))
    part = compare_initiatives(one, other)
    assert part
    assert [name_field(change.fact) for change in part.changes] == ["corrections.total"]
    before = replace(plan(), publisher=Publisher("練馬区 131202"))
    (changed,) = compare_plans(before, replace(before, publisher=Publisher("練馬区", "131202")))
    assert [change.fact for change in changed.changes] == [PartFact("publisher")]


def test_a_correction_whose_row_moved_is_not_a_new_one() -> None:
    entry = Correction(
        "measures.m.planned.H30", "誤記", date=date(2019, 5, 1), path=("measures", 0, "planned")
    )
    old = replace(initiative(measure({H30: "2"})), corrections=(entry,))
    moved = replace(entry, path=("measures", 1, "planned"))
    new = replace(initiative(measure({H30: "3"})), corrections=(moved,))
    final = FinalFigures((H30,))
    part = compare_initiatives(old, new, final)
    assert part
    assert Notice.CLOSED_CHANGED in part.all_notices
    assert Notice.CORRECTED not in part.all_notices
    corrected = replace(new, corrections=(moved, replace(entry, reason="再び誤記")))
    part = compare_initiatives(old, corrected, final)
    assert part
    assert Notice.CORRECTED in part.all_notices


def test_supplementary_budgets_of_a_year_are_a_list() -> None:
    supplement = Supplement(date(2018, 9, 1), Money(Decimal(3)))
    money = Budget(supplementary=ByYear(((H30, (supplement,)),)), preliminary=(H30,))
    facts = build_initiative_facts(initiative(budget=money))
    assert facts[MoneyFact("budget.supplementary", H30)] == ListValue((supplement,))
    assert facts[MoneyFact("budget.preliminary", H30)] is True
