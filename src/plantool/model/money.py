"""Money in the plan's unit, with its basis, and sums that know what they leave out.

In official tables 0, none (―), below the unit and unknown (…) are four different things.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, Any, NamedTuple

from plantool.model.basis import Basis
from plantool.model.by_year import ByYear
from plantool.model.exact import exact_sum
from plantool.model.life import Life

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from plantool.model.fiscal_year import FiscalYear


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


class CarryOver(NamedTuple):
    """Money carried over (繰越): ``sent`` out of a year, and ``received`` by the one after it."""

    sender: FiscalYear
    sent: Decimal
    receiver: FiscalYear
    received: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """The money of one initiative (事業費) by year and basis; ``total`` is the printed 計.

    ``stated_current`` and ``stated_unused`` are the printed 予算現額 and 不用額, which follow from
    the others. ``reasons`` say why a year's settlement differs from its budget.
    """

    planned: ByYear[Money] = ByYear()
    total: Money | None = None
    initial: ByYear[Money] = ByYear()
    supplementary: ByYear[tuple[Supplement, ...]] = ByYear()
    reserve: ByYear[Money] = ByYear()
    carried_in: ByYear[Money] = ByYear()
    stated_current: ByYear[Money] = ByYear()
    settled: ByYear[Money] = ByYear()
    carried_out: ByYear[Money] = ByYear()
    stated_unused: ByYear[Money] = ByYear()
    preliminary: tuple[FiscalYear, ...] = ()
    reasons: ByYear[str] = ByYear()
    life: Life = Life()

    def amount(self, basis: Basis, year: FiscalYear) -> Money:
        """Return the amount of one year on one basis, UNKNOWN where the files do not say.

        In a year in which the initiative does not live it is none.
        """
        match basis:
            case Basis.PLANNED:
                return self.planned.get(year) or self._find_unsaid(year)
            case Basis.INITIAL:
                return self.initial.get(year) or self._find_unsaid(year)
            case Basis.SETTLED:
                return self.settled.get(year) or self._find_unsaid(year)
            case Basis.CURRENT:
                return self.find_current(year)

    def _find_unsaid(self, year: FiscalYear) -> Money:
        """Return what an amount is of which the files do not speak."""
        return UNKNOWN if self.life.covers(year) else NONE

    def list_by_key(self) -> tuple[tuple[str, ByYear[Any]], ...]:
        """Return all money that is kept by year, with its key in plan files."""
        return (
            ("planned", self.planned),
            ("initial", self.initial),
            ("supplementary", self.supplementary),
            ("reserve", self.reserve),
            ("carried_in", self.carried_in),
            ("current", self.stated_current),
            ("settled", self.settled),
            ("carried_out", self.carried_out),
            ("unused", self.stated_unused),
        )

    def sum_supplements(self, year: FiscalYear) -> Total:
        """Return the sum of a year's supplementary budgets."""
        return Total.of(supplement.amount for supplement in self.supplementary.get(year) or ())

    def find_current(self, year: FiscalYear) -> Money:
        """Return 予算現額: initial + supplementary + reserve + carried in, else the printed one."""
        composed = self.compose_current(year)
        if composed.presence is Presence.UNKNOWN:
            return self.stated_current.get(year) or UNKNOWN
        return composed

    def compose_current(self, year: FiscalYear) -> Money:
        """Return the sum of the parts of 予算現額; UNKNOWN without an initial budget."""
        return _sum_parts(self.list_current_parts(year) or (UNKNOWN,))

    def list_current_parts(self, year: FiscalYear) -> tuple[Money, ...]:
        """Return the initial budget and what came to it; nothing without an initial budget."""
        initial = self.initial.get(year)
        if initial is None:
            if self.life.covers(year):
                return ()
            initial = NONE
        parts = [initial]
        parts += [supplement.amount for supplement in self.supplementary.get(year) or ()]
        parts += [self.reserve.get(year) or NONE, self.carried_in.get(year) or NONE]
        return tuple(parts)

    def find_unused(self, year: FiscalYear) -> Money:
        """Return 不用額: current - settled - carried out, else the printed one."""
        composed = self.compose_unused(year)
        if composed.presence is Presence.UNKNOWN:
            return self.stated_unused.get(year) or UNKNOWN
        return composed

    def compose_unused(self, year: FiscalYear) -> Money:
        """Return the rest of the current budget; UNKNOWN without budget or settlement."""
        settled, out = self.amount(Basis.SETTLED, year), self.carried_out.get(year) or NONE
        return _sum_parts((self.find_current(year), -settled, -out))

    def yield_carry_overs(self) -> Iterator[CarryOver]:
        """Yield each carry-over of which both ends are known."""
        sent = {year.start: (year, money) for year, money in self.carried_out}
        for year, received in self.carried_in:
            before, out = sent.get(year.start - 1, (year, UNKNOWN))
            if {received.presence, out.presence} == {Presence.KNOWN}:
                yield CarryOver(before, out.amount, year, received.amount)


def _sum_parts(parts: Iterable[Money]) -> Money:
    """Return a sum of which every part must be known."""
    parts = tuple(parts)
    total = Total.of(parts)
    if total.unknown:
        return UNKNOWN
    if total.below_unit and not total.amount:  # nothing beside amounts too small to print
        return BELOW_UNIT
    return Money(total.amount) if any(p.presence is Presence.KNOWN for p in parts) else NONE
