"""The states that people report have their bands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from plantool.light_dataclasses import replace
from plantool.model.measure import Kind
from plantool.model.presets import PRESETS, STANDARD
from plantool.model.result import State
from tests.analysis.building import H29, H30, course, measure
from tests.analysis.rating.quantities import NONE, PROGRESS, QUOTIENT

if TYPE_CHECKING:
    from plantool.model.evaluation import Formula


@pytest.mark.parametrize(
    ("preset", "done", "partial", "not_done"),
    [
        ("standard", "achieved", "partial", "missed"),
        ("abcd", "a", "c", "d"),
        ("seven", "grade-7", "grade-4", "grade-1"),
        ("symbols", "excellent", "fair", "poor"),
        ("rag", "green", "amber", "red"),
        ("on-track", *["cannot-be-judged"] * 3),
    ],
)
def test_states_have_their_bands(preset: str, done: str, partial: str, not_done: str) -> None:
    scheme = PRESETS[preset]
    names = [(band := scheme.find_state_band(state)) and band.id for state in State]
    expected = [done, partial, not_done, not_done]
    assert names == [*(None if n == "cannot-be-judged" else n for n in expected), None]


@pytest.mark.parametrize(
    ("kind", "formula", "level_formula", "expected"),
    [
        (Kind.LEVEL, QUOTIENT, None, QUOTIENT),
        (Kind.LEVEL, PROGRESS, None, PROGRESS),
        (Kind.LEVEL, QUOTIENT, PROGRESS, PROGRESS),
        (Kind.LEVEL, NONE, QUOTIENT, QUOTIENT),
        (Kind.CUMULATIVE, PROGRESS, None, QUOTIENT),
        (Kind.CUMULATIVE, QUOTIENT, PROGRESS, QUOTIENT),
        (Kind.CUMULATIVE, NONE, QUOTIENT, NONE),
    ],
)
def test_only_levels_come_from_a_baseline(
    kind: Kind, formula: Formula, level_formula: Formula | None, expected: Formula
) -> None:
    scheme = replace(STANDARD, formula=formula, level_formula=level_formula)
    assert scheme.find_formula(kind) is expected
    one = measure({H30: "60"}, {H30: "52"}, kind=kind, baseline={H29: "40"})
    found = course(one, scheme=scheme).judge_year(H30).measured
    assert found is not None
    assert found.formula is expected
    assert found.baseline == (40 if kind is Kind.LEVEL else None)
