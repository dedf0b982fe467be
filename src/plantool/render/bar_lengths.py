"""How long the bars of a chart are drawn, in the unit of their amounts."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from plantool.reports.page import Chart


def find_longest(chart: Chart) -> Decimal:
    """Return the amount that fills the whole width, at least something."""
    amounts = (sum(map(to_length, bar.parts), Decimal(0)) for bar in chart.bars)
    return max(amounts, default=Decimal(0)) or Decimal(1)


def to_length(part: Decimal | int | None) -> Decimal:
    """Return the amount that a part of a bar is drawn as; nothing is drawn below 0."""
    return max(Decimal(part or 0), Decimal(0))
