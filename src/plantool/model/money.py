"""Money in the plan's unit, with its basis, and sums that know what they leave out.

In official tables 0, none (―), below the unit and unknown (…) are four different things.
"""

from __future__ import annotations

from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING

from plantool.light_dataclasses import dataclass, replace
from plantool.model.exact import exact_sum

if TYPE_CHECKING:
    from collections.abc import Iterable


_ROUNDING = 1  # in the plan's unit: rounded municipal amounts are off by one now and then


def is_rounding(difference: Decimal) -> bool:
    """Tell whether amounts that differ by so much may be the same, rounded in different ways.

    The one tolerance of all that is held against each other in money; counts are exact.
    """
    return difference.copy_abs() <= _ROUNDING


class Presence(Enum):
    """The ways in which an amount is known, or is not."""

    KNOWN = "known"
    NONE = "none"
    BELOW_UNIT = "below-unit"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Money:
    """One amount in the plan's unit; ``amount`` is 0 unless it is known."""

    amount: Decimal = Decimal(0)
    presence: Presence = Presence.KNOWN

    def __neg__(self) -> Money:
        return Money(self.amount.copy_negate(), self.presence)


UNKNOWN = Money(presence=Presence.UNKNOWN)
NONE = Money(presence=Presence.NONE)
BELOW_UNIT = Money(presence=Presence.BELOW_UNIT)


@dataclass(frozen=True, slots=True)
class Total:
    """An exact sum; ``counted`` amounts are in it, ``unknown`` and ``below_unit`` ones are not."""

    amount: Decimal = Decimal(0)
    counted: int = 0
    unknown: int = 0
    below_unit: int = 0

    def __add__(self, other: Total) -> Total:
        return Total(
            exact_sum((self.amount, other.amount)),
            self.counted + other.counted,
            self.unknown + other.unknown,
            self.below_unit + other.below_unit,
        )

    def __neg__(self) -> Total:
        return replace(self, amount=self.amount.copy_negate())

    @property
    def is_whole(self) -> bool:
        """Tell whether every amount is in the sum."""
        return not (self.unknown or self.below_unit)

    @classmethod
    def sum(cls, totals: Iterable[Total]) -> Total:
        """Add up sums."""
        totals = tuple(totals)
        return cls(
            exact_sum(total.amount for total in totals),
            sum(total.counted for total in totals),
            sum(total.unknown for total in totals),
            sum(total.below_unit for total in totals),
        )

    @classmethod
    def of(cls, amounts: Iterable[Money]) -> Total:
        """Add up amounts; none (―) counts as a known nothing."""
        amounts = tuple(amounts)
        presences = [money.presence for money in amounts]
        unknown, below_unit = map(presences.count, (Presence.UNKNOWN, Presence.BELOW_UNIT))
        counted = len(amounts) - unknown - below_unit
        return cls(exact_sum([money.amount for money in amounts]), counted, unknown, below_unit)


def sum_parts(parts: Iterable[Money]) -> Money:
    """Return a sum of which every part must be known."""
    parts = tuple(parts)
    if len(parts) == 1:
        return parts[0]
    total = Total.of(parts)
    if total.unknown:
        return UNKNOWN
    if total.below_unit and not total.amount:  # nothing beside amounts too small to print
        return BELOW_UNIT
    return Money(total.amount) if any(p.presence is Presence.KNOWN for p in parts) else NONE
