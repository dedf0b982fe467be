"""Where people judge, no status is computed."""

from __future__ import annotations

import pytest

from plantool.analysis.rating import (
    rate_quantity,
)
from plantool.light_dataclasses import replace
from plantool.model.evaluation import Unrated
from plantool.model.measure import Direction
from plantool.model.presets import PRESETS, STANDARD
from tests.analysis.rating.quantities import BETTER, NONE, QUOTIENT, held


@pytest.mark.parametrize(("planned", "result"), [("3", "3"), ("3", "0"), ("0", "0"), ("0", "-1")])
@pytest.mark.parametrize("direction", Direction)
def test_nothing_is_computed_where_people_judge(
    planned: str, result: str, direction: Direction
) -> None:
    scheme = PRESETS["on-track"]
    found = held(planned, result, direction, formula=scheme.formula)
    assert found.ratio is None
    assert rate_quantity(found, scheme, BETTER) is Unrated.NOT_JUDGED


@pytest.mark.parametrize("direction", Direction)
def test_thresholds_are_not_asked_where_people_judge(direction: Direction) -> None:
    for result in ("3", "0"):
        found = held("3", result, direction, formula=NONE)
        assert rate_quantity(found, STANDARD, BETTER) is Unrated.NOT_JUDGED


def test_a_scheme_without_thresholds_computes_nothing() -> None:
    scheme = replace(PRESETS["on-track"], formula=QUOTIENT)
    assert rate_quantity(held("3", "1"), scheme, None) is Unrated.NOT_JUDGED
    assert rate_quantity(held("3", "3"), scheme, None) is Unrated.NOT_JUDGED
