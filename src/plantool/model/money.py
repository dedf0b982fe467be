"""Money in the plan's unit, with its basis, and sums that know what they leave out.

In official tables 0, none (―), below the unit and unknown (…) are four different things.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, Any, NamedTuple

from plantool.model.basis import Basis
from plantool.model.by_year import ByYear
from plantool.model.exact import exact_sum

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from plantool.model.fiscal_year import FiscalYear


class Presence(Enum):
    """Whether an amount is known, and if not, in which way."""

    KNOWN = "known"
    NONE = "none"
    BELOW_UNIT = "below-unit"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Money:
    """One amount in the plan's unit; ``amount`` is 0 unless it is known."""

    amount: Decimal = Decimal(0)
    presence: Presence = Presence.KNOWN


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

    @property
    def is_whole(self) -> bool:
        """Tell whether every amount is in the sum."""
        return not (self.unknown or self.below_unit)

    @classmethod
    def of(cls, amounts: Iterable[Money]) -> Total:
        """Add up amounts; none (―) counts as a known nothing."""
        amounts = tuple(amounts)
        count = Counter(money.presence for money in amounts)
        return cls(
            exact_sum(money.amount for money in amounts),
            count[Presence.KNOWN] + count[Presence.NONE],
            count[Presence.UNKNOWN],
            count[Presence.BELOW_UNIT],
        )


class Supplement(NamedTuple):
    """A supplementary budget (補正予算): a positive or negative amount decided on ``decided``."""

    decided: date
    amount: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """The money of one initiative (事業費) by year and basis; ``total`` is the printed 計."""

    planned: ByYear[Money] = ByYear()
    total: Money | None = None
    initial: ByYear[Money] = ByYear()
    supplementary: ByYear[tuple[Supplement, ...]] = ByYear()
    carried_in: ByYear[Money] = ByYear()
    carried_out: ByYear[Money] = ByYear()
    settled: ByYear[Money] = ByYear()
    preliminary: tuple[FiscalYear, ...] = ()

    def amount(self, basis: Basis, year: FiscalYear) -> Money:
        """Return the amount of one year on one basis, UNKNOWN where the files do not say."""
        match basis:
            case Basis.PLANNED:
                return self.planned.get(year) or UNKNOWN
            case Basis.INITIAL:
                return self.initial.get(year) or UNKNOWN
            case Basis.SETTLED:
                return self.settled.get(year) or UNKNOWN
            case Basis.CURRENT:
                return self.current(year)

    def by_key(self) -> tuple[tuple[str, ByYear[Any]], ...]:
        """Return everything that is kept by year, with its key in plan files."""
        keys = ("planned", "initial", "supplementary", "carried_in", "carried_out", "settled")
        return tuple((key, getattr(self, key)) for key in keys)

    def supplements(self, year: FiscalYear) -> Total:
        """Return the sum of a year's supplementary budgets."""
        return Total.of(supplement.amount for supplement in self.supplementary.get(year) or ())

    def current(self, year: FiscalYear) -> Money:
        """Return 予算現額: initial + supplementary + carried in; UNKNOWN without an initial."""
        initial = self.initial.get(year)
        if initial is None:
            return UNKNOWN
        supplements = self.supplementary.get(year) or ()
        parts = [initial, self.carried_in.get(year) or NONE, *(s.amount for s in supplements)]
        total = Total.of(parts)
        if total.unknown:
            return UNKNOWN
        if total.below_unit and not total.amount:
            return BELOW_UNIT
        known = any(part.presence is Presence.KNOWN for part in parts)
        return Money(total.amount) if known else NONE
