"""The bases on which money is stated."""

from __future__ import annotations

from enum import Enum


class Basis(Enum):
    """Which money is meant: 事業費 of the plan, 当初予算, 予算現額 or 決算."""

    PLANNED = "planned"
    INITIAL = "initial"
    CURRENT = "current"
    SETTLED = "settled"
