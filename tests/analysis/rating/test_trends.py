"""The year before decides where a scheme asks for the trend."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from plantool.analysis.rating import (
    compare_results,
)
from tests.analysis.rating.quantities import (
    BETTER,
    DOWN,
    MAINTAIN,
    RAG,
    SAME,
    TRENDS_ONLY,
    UP,
    WORSE,
    held,
    status,
)

if TYPE_CHECKING:
    from plantool.model.evaluation import Trend
    from plantool.model.measure import Direction


@pytest.mark.parametrize(
    ("result", "trend", "expected"),
    [
        ("90", WORSE, "green"),
        ("90", None, "green"),
        ("89." + "9" * 30, BETTER, "amber"),
        ("89." + "9" * 30, SAME, "red"),
        ("89." + "9" * 30, WORSE, "red"),
        ("89." + "9" * 30, None, "red"),
        ("0", BETTER, "amber"),
        ("0", WORSE, "red"),
        ("-5", BETTER, "amber"),  # everything below the thresholds, trends and all
        ("-5", None, "red"),
    ],
)
def test_the_traffic_light_looks_at_the_year_before(
    result: str, trend: Trend | None, expected: str
) -> None:
    assert status(held("100", result), RAG, trend) == expected


@pytest.mark.parametrize(("planned", "direction"), [("0", UP), ("-9", UP), ("-99", DOWN)])
def test_a_trend_counts_where_there_is_no_ratio_as_well(planned: str, direction: Direction) -> None:
    found = held(planned, "-10", direction)
    assert (found.ratio, found.is_reached) == (None, False)
    assert status(found, RAG, BETTER) == "amber"
    assert status(found, RAG, WORSE) == "red"


@pytest.mark.parametrize(
    ("trend", "expected"),
    [(BETTER, "up"), (SAME, "flat"), (WORSE, "down"), (None, "cannot-be-judged")],
)
@pytest.mark.parametrize("result", ["89", "-5"])
def test_an_unknown_trend_gives_no_status_that_asks_for_one(
    result: str, trend: Trend | None, expected: str
) -> None:
    assert status(held("100", result), TRENDS_ONLY, trend) == expected


@pytest.mark.parametrize(
    ("direction", "before", "result", "planned", "expected"),
    [
        (UP, "5", "6", "9", BETTER),
        (UP, "5", "5.0", "9", SAME),
        (UP, "5", "4." + "9" * 30, "9", WORSE),
        (UP, "-5", "-4", "9", BETTER),
        (DOWN, "5", "6", "0", WORSE),
        (DOWN, "5", "5", "0", SAME),
        (DOWN, "5", "4", "0", BETTER),
        (MAINTAIN, "5", "6", "7", BETTER),
        (MAINTAIN, "5", "9", "7", SAME),
        (MAINTAIN, "8", "5", "7", WORSE),
        (MAINTAIN, "7", "7", "7", SAME),
    ],
)
def test_better_is_what_the_direction_says(
    direction: Direction, before: str, result: str, planned: str, expected: Trend
) -> None:
    found = compare_results(Decimal(result), Decimal(before), direction, Decimal(planned))
    assert found is expected
