"""From ``money`` of plan.yaml to its rules, and from an initiative's ``budget`` to its money."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, TypedDict

from plantool.model.breakdown import Breakdown, Whole
from plantool.model.budget import Budget, BudgetPart, PrintedRates, Supplement
from plantool.model.life import Life
from plantool.model.money import BELOW_UNIT, NONE, UNKNOWN, Money

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from plantool.diagnostics import NodePath
    from plantool.loading.field_values import Data, ValueReader
    from plantool.model.by_year import ByYear

_WHOLE_PLAN = Life()
_TOTAL = "total"
_KEYS_WITH_TOTALS = frozenset(key for key, _ in Budget().list_by_key()) - {"planned"}


class MoneyRules(TypedDict):
    """What plan.yaml says about all money."""

    unit: str
    has_net_budgets: bool
    breakdowns: tuple[Breakdown, ...]


def build_money_rules(data: Data) -> MoneyRules:
    """Build what holds for all money; without ``money`` there is none."""
    return {
        "unit": data.get("unit", ""),
        "has_net_budgets": data.get("current") == "net",
        "breakdowns": tuple(
            Breakdown(name, tuple(group["parts"]), Whole(group.get("whole", "equal")))
            for name, group in data.get("breakdown", {}).items()
        ),
    }


def build_budget(reader: ValueReader, data: Data, life: Life = _WHOLE_PLAN) -> Budget:
    """Build the money of an initiative that lives so long."""
    return _BudgetBuilder(reader, data, ("budget",), life).build()


class _BudgetBuilder:
    """Builds the money at a path of a file: all of it, or that of a part."""

    def __init__(self, reader: ValueReader, data: Data, path: NodePath, life: Life) -> None:
        self.reader = reader
        self.data = data
        self.path = path
        self.life = life

    def build(self) -> Budget:
        if not self.data:
            return Budget(life=self.life)
        reader, data, path, read = self.reader, self.data, self.path, self.read_amounts
        planned_total = self.find_planned_total()
        return Budget(
            planned=read("planned"),
            total=parse_money(planned_total[0]) if planned_total else None,
            initial=read("initial"),
            supplementary=self.read_supplementary(),
            reserve=read("reserve"),
            transfers=read("transfers"),
            carried_in=read("carried_in"),
            stated_current=read("current"),
            settled=read("settled"),
            carried_out=read("carried_out"),
            stated_unused=read("unused"),
            requested=read("requested"),
            totals=tuple(self.yield_totals()),
            preliminary=reader.read_years(data.get("preliminary", ()), (*path, "preliminary")),
            reasons=reader.read_texts_by_year(data.get("reasons"), (*path, "reasons")),
            execution_rates=self.read_rates(),
            parts=tuple(self.yield_parts()),
            life=self.life,
            total_path=planned_total[1] if planned_total else (*path, _TOTAL),
        )

    def read_amounts(self, key: str) -> ByYear[Money]:
        data = _leave_out_total(self.data.get(key, {}))
        path = (*self.path, key)
        return self.reader.read_by_year(data, path, lambda amount, _: parse_money(amount))

    def find_planned_total(self) -> tuple[Data, NodePath] | None:
        """Return the printed total of the planned money with its path: it stands in one of two."""
        if _TOTAL in self.data:
            return self.data[_TOTAL], (*self.path, _TOTAL)
        planned = self.data.get("planned", {})
        return (planned[_TOTAL], (*self.path, "planned", _TOTAL)) if _TOTAL in planned else None

    def yield_totals(self) -> Iterator[tuple[str, Money]]:
        """Yield the printed totals beside that of the planned money, in the order of the file."""
        for key, amounts in self.data.items():
            if key in _KEYS_WITH_TOTALS and _TOTAL in amounts:
                yield key, parse_money(amounts[_TOTAL])

    def read_supplementary(self) -> ByYear[tuple[Supplement, ...]]:
        data = _leave_out_total(self.data.get("supplementary", {}))
        return self.reader.read_by_year(data, (*self.path, "supplementary"), self.build_supplements)

    def build_supplements(self, data: Data, path: NodePath) -> tuple[Supplement, ...]:
        if not isinstance(data, list):  # the sum of the year alone
            return (Supplement(None, parse_money(data)),)
        supplements = []
        for index, entry in enumerate(data):
            decided = self.read_decided(entry, (*path, index, "date"))
            number = int(entry["number"]) if "number" in entry else None
            supplements.append(Supplement(decided, parse_money(entry["amount"]), number))
        return tuple(supplements)

    def read_decided(self, entry: Data, path: NodePath) -> date | None:
        return self.reader.read_day(entry["date"], path) if "date" in entry else None

    def read_rates(self) -> PrintedRates:
        data = self.data.get("execution_rate")
        if not data:
            return PrintedRates()
        path = (*self.path, "execution_rate")
        return PrintedRates(
            self.reader.read_by_year(_leave_out_total(data), path, lambda rate, _: Decimal(rate)),
            Decimal(data[_TOTAL]) if _TOTAL in data else None,
        )

    def yield_parts(self) -> Iterator[BudgetPart]:
        for group, parts in self.data.get("breakdown", {}).items():
            for name, amounts in parts.items():
                path = (*self.path, "breakdown", group, name)
                money = _BudgetBuilder(self.reader, amounts, path, self.life).build()
                yield BudgetPart(group, name, money)


def _leave_out_total(data: Data) -> Data:
    """Return the years of a mapping without the total that may stand beside them."""
    if _TOTAL not in data:
        return data
    return {key: value for key, value in data.items() if key != _TOTAL}


def parse_money(data: Data) -> Money:
    """Read an amount: a number, ``―``, ``{below_unit: true}`` or null for unknown."""
    match data:
        case None:
            return UNKNOWN
        case str():
            return NONE
        case dict():
            return BELOW_UNIT
        case _:
            return Money(Decimal(data))
