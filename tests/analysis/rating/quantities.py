"""Quantities held to what was planned, and schemes that rate them."""

from __future__ import annotations

from decimal import Decimal

from plantool.analysis.rating import (
    MeasuredQuantity,
    measure_quantity,
    rate_quantity,
)
from plantool.light_dataclasses import replace
from plantool.model.evaluation import Band, Formula, Scheme, Trend
from plantool.model.measure import Direction
from plantool.model.presets import PRESETS, STANDARD

UP, DOWN, MAINTAIN = Direction.UP, Direction.DOWN, Direction.MAINTAIN
QUOTIENT, PROGRESS, NONE = Formula.QUOTIENT, Formula.PROGRESS, Formula.NONE
BETTER, SAME, WORSE = Trend.BETTER, Trend.SAME, Trend.WORSE
ABCD, RAG = PRESETS["abcd"], PRESETS["rag"]

BEYOND = replace(
    STANDARD,
    bands=(
        Band("far", "S", threshold=Decimal(120)),
        Band("beyond", "A", threshold=Decimal(100), above=True),
        *STANDARD.bands,
    ),
)
"""A scheme with statuses above 100 %: from 120 %, and more than 100 %."""

TRENDS_ONLY = replace(
    STANDARD,
    bands=(
        Band("green", "緑", threshold=Decimal(90)),
        Band("up", "↗", threshold=Decimal(0), trend=BETTER),
        Band("flat", "→", threshold=Decimal(0), trend=SAME),
        Band("down", "↘", threshold=Decimal(0), trend=WORSE),
    ),
)
"""A scheme in which everything under 90 % is named after its trend."""

COMPUTING = [scheme for scheme in PRESETS.values() if scheme.formula is not NONE]
WITHOUT_TREND = [scheme for scheme in COMPUTING if scheme.preset != "rag"]


def held(  # noqa: PLR0913 - a row of a table
    planned: str | Decimal,
    result: str | Decimal,
    direction: Direction = UP,
    *,
    formula: Formula = QUOTIENT,
    baseline: str | Decimal | None = None,
    tolerance: str | Decimal = "0",
) -> MeasuredQuantity:
    return measure_quantity(
        Decimal(result),
        Decimal(planned),
        direction=direction,
        formula=formula,
        baseline=None if baseline is None else Decimal(baseline),
        tolerance=Decimal(tolerance),
    )


def status(found: MeasuredQuantity, scheme: Scheme = STANDARD, trend: Trend | None = None) -> str:
    return rate_quantity(found, scheme, trend).id
