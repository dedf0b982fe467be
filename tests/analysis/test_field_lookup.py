"""Which facts are meant by a field, however people write it."""

from __future__ import annotations

import pytest

from plantool.analysis.facts import MeasureFact, MoneyFact
from plantool.analysis.field_lookup import is_meant
from plantool.analysis.plan_facts import build_initiative_facts
from plantool.loading.folder import Folder
from plantool.loading.read_plan import load_plan
from tests.analysis.building import H31
from tests.running import ROOT


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("budget", True),
        ("budget.planned", True),
        ("budget.planned.R1", True),
        ("budget.planned.平成31年度", True),
        ("budget.planned.2019", True),
        ("budget.planned.H30", False),
        ("budget.settled", False),
        ("measures", False),
        ("", False),
    ],
)
def test_fields_are_named_as_people_write_them(field: str, *, expected: bool) -> None:
    assert is_meant(MoneyFact("budget.planned", H31), field) is expected


@pytest.mark.parametrize("field", ["budget.total", "budget.planned.total", "budget"])
def test_the_total_of_planned_money_stands_in_one_of_two_places(field: str) -> None:
    assert is_meant(MoneyFact("budget.total"), field)
    assert not is_meant(MoneyFact("budget.settled.total"), "budget.planned.total")


def test_a_measure_may_be_named_without_its_list() -> None:
    fact = MeasureFact("target", "hiroba")
    plan = load_plan(Folder.open_at(ROOT / "plan")).plan
    initiative = plan.initiative("18-3")
    assert initiative
    assert fact in build_initiative_facts(initiative)
    for field in ("hiroba", "hiroba.target", "measures.hiroba.target"):
        assert is_meant(fact, field)
