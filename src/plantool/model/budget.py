"""The money of one initiative by year and basis, and what follows from it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from plantool.light_dataclasses import dataclass, field, replace
from plantool.model.basis import Basis
from plantool.model.by_year import ByYear
from plantool.model.life import Life
from plantool.model.money import NONE, UNKNOWN, Money, Presence, Total, sum_parts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from decimal import Decimal

    from plantool.diagnostics import NodePath
    from plantool.model.fiscal_year import FiscalYear

_PRINTED_TOTAL: NodePath = ("budget", "total")
_BUDGET_KEYS = frozenset({"initial", "current"})


class Supplement(NamedTuple):
    """A supplementary budget (補正予算): a positive or negative amount, the ``number``-th (第n次).

    Both day and number are None where a plan prints the sum of a year alone.
    """

    decided: date | None
    amount: Money
    number: int | None = None


class CarryOver(NamedTuple):
    """Money carried over (繰越): ``sent`` out of a year, and ``received`` by the one after it."""

    sender: FiscalYear
    sent: Decimal
    receiver: FiscalYear
    received: Decimal


class PrintedRates(NamedTuple):
    """The printed 執行率, in per cent with its digits, by year and of the whole term."""

    by_year: ByYear[Decimal] = ByYear()
    total: Decimal | None = None


class BudgetPart(NamedTuple):
    """The money of one part (一般財源) of a group (財源) of an initiative's money."""

    group: str
    name: str
    money: Budget


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """The money of one initiative (事業費) by year and basis; ``total`` is the printed 計.

    ``totals`` are the printed totals of the other bases, by their keys. ``stated_current`` and
    ``stated_unused`` are the printed 予算現額 and 不用額, which follow from the others: where the
    current budget ``is_net``, what is carried out is no longer in it. ``requested`` is what was
    asked for the year (要求額). ``reasons`` say why a year's settlement differs from its budget.
    """

    planned: ByYear[Money] = ByYear()
    total: Money | None = None
    initial: ByYear[Money] = ByYear()
    supplementary: ByYear[tuple[Supplement, ...]] = ByYear()
    reserve: ByYear[Money] = ByYear()
    transfers: ByYear[Money] = ByYear()
    carried_in: ByYear[Money] = ByYear()
    stated_current: ByYear[Money] = ByYear()
    settled: ByYear[Money] = ByYear()
    carried_out: ByYear[Money] = ByYear()
    stated_unused: ByYear[Money] = ByYear()
    requested: ByYear[Money] = ByYear()
    totals: tuple[tuple[str, Money], ...] = ()
    preliminary: tuple[FiscalYear, ...] = ()
    reasons: ByYear[str] = ByYear()
    execution_rates: PrintedRates = PrintedRates()
    parts: tuple[BudgetPart, ...] = ()
    is_net: bool = False
    life: Life = Life()
    total_path: NodePath = field(default=_PRINTED_TOTAL, compare=False)

    def amount(self, basis: Basis, year: FiscalYear) -> Money:
        """Return the amount of one year on one basis, UNKNOWN where the files do not say.

        In a year in which the initiative does not live it is none.
        """
        match basis:
            case Basis.PLANNED:
                return self.planned.get(year) or self.find_unsaid("planned", year)
            case Basis.INITIAL:
                return self.initial.get(year) or self.find_unsaid("initial", year)
            case Basis.SETTLED:
                return self.settled.get(year) or self.find_unsaid("settled", year)
            case Basis.CURRENT:
                return self.find_current(year)

    def find_unsaid(self, key: str, year: FiscalYear) -> Money:
        """Return what an amount is of which the files do not speak: unknown, or none for sure.

        Money that is left to the year after the initiative's last one is still to be settled.
        """
        is_left = key == "settled" and self.life.is_last_before(year) and self.carried_in.get(year)
        return UNKNOWN if is_left or self.life.covers(year) else NONE

    def find_total(self, key: str) -> Money | None:
        """Return the printed total of the basis with this key; None where there is none."""
        return self.total if key == "planned" else dict(self.totals).get(key)

    def list_by_key(self) -> tuple[tuple[str, ByYear[Any]], ...]:
        """Return all money that is kept by year, with its key in plan files."""
        return (
            ("planned", self.planned),
            ("initial", self.initial),
            ("supplementary", self.supplementary),
            ("reserve", self.reserve),
            ("transfers", self.transfers),
            ("carried_in", self.carried_in),
            ("current", self.stated_current),
            ("settled", self.settled),
            ("carried_out", self.carried_out),
            ("unused", self.stated_unused),
            ("requested", self.requested),
        )

    def sum_supplements(self, year: FiscalYear) -> Total:
        """Return the sum of a year's supplementary budgets."""
        return Total.of(supplement.amount for supplement in self.supplementary.get(year) or ())

    def find_current(self, year: FiscalYear) -> Money:
        """Return 予算現額: initial budget and what came to it, else the printed one."""
        composed = self.compose_current(year)
        if composed.presence is Presence.UNKNOWN:
            return self.stated_current.get(year) or UNKNOWN
        return composed

    def compose_current(self, year: FiscalYear) -> Money:
        """Return the sum of the parts of 予算現額; UNKNOWN without an initial budget."""
        return sum_parts(self.list_current_parts(year) or (UNKNOWN,))

    def list_current_parts(self, year: FiscalYear) -> tuple[Money, ...]:
        """Return the initial budget and what came to it; nothing without an initial budget.

        From a net budget, what is carried out goes away again.
        """
        initial = self.initial.get(year)
        if initial is None:
            if self.life.covers(year) or self.stated_current.get(year):
                return ()
            initial = NONE
        parts = [initial]
        parts += [supplement.amount for supplement in self.supplementary.get(year) or ()]
        for moved in (self.reserve, self.transfers, self.carried_in):
            parts.append(moved.get(year) or NONE)
        return (*parts, -self._find_carried_out(year)) if self.is_net else tuple(parts)

    def find_unused(self, year: FiscalYear) -> Money:
        """Return 不用額, the rest of the current budget, else the printed one."""
        composed = self.compose_unused(year)
        if composed.presence is Presence.UNKNOWN:
            return self.stated_unused.get(year) or UNKNOWN
        return composed

    def compose_unused(self, year: FiscalYear) -> Money:
        """Return the rest of the current budget; UNKNOWN without budget or settlement."""
        return sum_parts((self.find_current(year), *self.list_uses(year)))

    def list_uses(self, year: FiscalYear) -> tuple[Money, ...]:
        """Return what the current budget is used for, less than 0: settled, and carried out.

        What is carried out is no use of a net budget: that is without it from the start.
        """
        settled = -self.amount(Basis.SETTLED, year)
        return (settled,) if self.is_net else (settled, -self._find_carried_out(year))

    def to_net(self) -> Budget:
        """Return the same money in a plan whose current budget is net of what is carried out."""
        parts = tuple(part._replace(money=part.money.to_net()) for part in self.parts)
        return replace(self, is_net=True, parts=parts)

    @property
    def has_budget(self) -> bool:
        """Tell whether a budget is stated for any year, beside the money of the plan."""
        return bool(self.initial or self.stated_current or {*dict(self.totals)} & _BUDGET_KEYS)

    def walk_parts(self) -> Iterator[tuple[NodePath, Budget]]:
        """Yield all of the money and that of each part, each with its path in the file."""
        yield ("budget",), self
        for part in self.parts:
            yield ("budget", "breakdown", part.group, part.name), part.money

    def _find_carried_out(self, year: FiscalYear) -> Money:
        return self.carried_out.get(year) or NONE

    def yield_carry_overs(self) -> Iterator[CarryOver]:
        """Yield each carry-over of which both ends are known."""
        sent = {year.start: (year, money) for year, money in self.carried_out}
        for year, received in self.carried_in:
            before, out = sent.get(year.start - 1, (year, UNKNOWN))
            if {received.presence, out.presence} == {Presence.KNOWN}:
                yield CarryOver(before, out.amount, year, received.amount)
