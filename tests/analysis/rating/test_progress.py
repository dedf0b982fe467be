"""The share of the way from a baseline to what was planned."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from plantool.analysis.rating import (
    rate_quantity,
)
from plantool.model.evaluation import Scheme, Unrated
from tests.analysis.rating.quantities import (
    BETTER,
    COMPUTING,
    DOWN,
    MAINTAIN,
    PROGRESS,
    QUOTIENT,
    UP,
    held,
    status,
)

if TYPE_CHECKING:
    from plantool.model.measure import Direction


@pytest.mark.parametrize(
    ("direction", "baseline", "planned", "result", "ratio"),
    [
        (UP, "40", "60", "52", "0.6"),
        (UP, "40", "60", "60", "1"),
        (UP, "40", "60", "66", "1.3"),
        (UP, "40", "60", "40", "0"),
        (UP, "40", "60", "38", "-0.1"),
        (UP, "-10", "10", "0", "0.5"),
        (UP, "0", "3", "1", "1/3"),
        (UP, "-10", "0", "-5", "0.5"),
        (DOWN, "60", "40", "48", "0.6"),
        (DOWN, "60", "40", "40", "1"),
        (DOWN, "60", "40", "62", "-0.1"),
        (DOWN, "10", "0", "0", "1"),
        (DOWN, "10", "0", "4", "0.6"),
        (DOWN, "10", "-10", "0", "0.5"),
        (UP, "60", "60", "60", None),
        (UP, "60", "60", "59", None),
        (UP, "70", "60", "65", None),
        (UP, "70", "60", "55", None),
        (DOWN, "40", "40", "41", None),
        (DOWN, "30", "40", "35", None),
    ],
)
def test_progress_is_the_share_of_the_way(
    direction: Direction, baseline: str, planned: str, result: str, ratio: str | None
) -> None:
    found = held(planned, result, direction, formula=PROGRESS, baseline=baseline)
    assert found.ratio == (None if ratio is None else Fraction(ratio))


@pytest.mark.parametrize(
    ("direction", "baseline", "planned", "result", "best"),
    [
        (UP, "60", "60", "60", True),  # baseline = planned: nothing to gain
        (UP, "60", "60", "61", True),
        (UP, "60", "60", "59", False),
        (UP, "70", "60", "60", True),  # planned below the baseline: the wrong way
        (UP, "70", "60", "69", True),
        (UP, "70", "60", "59", False),
        (DOWN, "40", "40", "40", True),
        (DOWN, "40", "40", "41", False),
        (DOWN, "30", "40", "35", True),
        (DOWN, "30", "40", "41", False),
        (UP, "40", "60", "39", False),  # worse than it was
        (DOWN, "60", "40", "61", False),
    ],
)
def test_without_a_way_to_go_only_the_comparison_counts(
    direction: Direction, baseline: str, planned: str, result: str, *, best: bool
) -> None:
    found = held(planned, result, direction, formula=PROGRESS, baseline=baseline)
    for scheme in COMPUTING:
        assert status(found, scheme) == scheme.bands[0 if best else -1].id, scheme.preset


@pytest.mark.parametrize("scheme", COMPUTING, ids=lambda scheme: scheme.preset)
def test_progress_without_a_baseline_is_known_only_where_it_is_complete(scheme: Scheme) -> None:
    assert rate_quantity(held("60", "52", formula=PROGRESS), scheme, None) is Unrated.NOT_JUDGED
    assert rate_quantity(held("60", "0", formula=PROGRESS), scheme, BETTER) is Unrated.NOT_JUDGED
    assert status(held("60", "60", formula=PROGRESS), scheme) == scheme.bands[0].id


def test_two_formulas_disagree_about_the_same_figures() -> None:
    assert held("60", "57").ratio == Fraction("0.95")
    assert held("60", "57", formula=PROGRESS, baseline="54").ratio == Fraction("0.5")


def test_what_is_to_be_kept_makes_no_progress() -> None:
    found = held("60", "57", MAINTAIN, formula=PROGRESS, baseline="40")
    assert (found.formula, found.ratio) == (QUOTIENT, Fraction("0.95"))
