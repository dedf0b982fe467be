"""By how much a figure changed, of a fact or of a sum."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from plantool.model.cell import Cell
from plantool.model.exact import exact_difference
from plantool.model.money import Money, Presence, Total
from plantool.model.result import Reports

if TYPE_CHECKING:
    from decimal import Decimal

    from plantool.analysis.facts import FactValue


def find_difference(
    before: FactValue | Total | None, after: FactValue | Total | None
) -> Decimal | None:
    """Return by how much a figure changed; None where one of the values is no known figure."""
    old, new = _to_figure(before), _to_figure(after)
    if old is None or new is None:
        return None
    return exact_difference(new, old)


def _to_figure(value: FactValue | Total | None) -> Decimal | None:
    match value:
        case Cell():
            return value.value
        case Money() if value.presence in {Presence.KNOWN, Presence.NONE}:
            return value.amount
        case Total() if value.is_whole:
            return value.amount
        case Reports() if counting := value.find_counting(date.max):
            return counting.quantity
        case _:  # words, lists, and figures that are not known
            return None
