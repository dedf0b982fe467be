"""Words and empty cells are never numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from plantool.model.presets import PRESETS
from tests.analysis.building import H30, course, level
from tests.analysis.rating.quantities import COMPUTING, DOWN

if TYPE_CHECKING:
    from plantool.model.evaluation import Scheme


@pytest.mark.parametrize(
    ("planned", "result", "expected"),
    [
        (None, "1", "cannot-be-judged"),
        ("―", "1", "cannot-be-judged"),
        ("検討", "1", "cannot-be-judged"),
        ("3", "検討", "cannot-be-judged"),
        ("検討", "検討", "cannot-be-judged"),
        ("3", None, "unreported"),
        ("検討", None, "unreported"),
        (None, None, "not-planned"),
        ("―", None, "not-planned"),
    ],
)
def test_words_and_nothing_are_never_numbers(
    planned: str | None, result: str | None, expected: str
) -> None:
    for scheme in PRESETS.values():
        judged = course(level(planned, result), scheme=scheme).judge_year(H30)
        assert judged.status.id == expected, scheme.preset


@pytest.mark.parametrize("scheme", COMPUTING, ids=lambda scheme: scheme.preset)
def test_a_result_of_none_is_zero(scheme: Scheme) -> None:
    assert course(level("3", "―"), scheme=scheme).judge_year(H30).status == scheme.bands[-1]
    less = level("3", "―", DOWN)
    assert course(less, scheme=scheme).judge_year(H30).status == scheme.bands[0]
