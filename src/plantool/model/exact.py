"""Addition that never rounds; Decimal's own operators keep 28 digits."""

from __future__ import annotations

from decimal import Context, Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_EXACT = Context(prec=1000)  # far more digits than the numbers that files may hold


def exact_sum(values: Iterable[Decimal]) -> Decimal:
    """Return the exact sum of ``values``."""
    total = Decimal(0)
    for value in values:
        total = _EXACT.add(total, value)
    return total
