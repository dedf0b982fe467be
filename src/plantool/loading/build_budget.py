"""From the ``budget`` of an initiative's file to its money."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from plantool.model.life import Life
from plantool.model.money import BELOW_UNIT, NONE, UNKNOWN, Budget, Money, Supplement

if TYPE_CHECKING:
    from plantool.diagnostics import NodePath
    from plantool.loading.field_values import Data, ValueReader
    from plantool.model.by_year import ByYear


_WHOLE_PLAN = Life()


def build_budget(reader: ValueReader, data: Data, life: Life = _WHOLE_PLAN) -> Budget:
    """Build the money of an initiative that lives so long."""

    def read_amounts(key: str) -> ByYear[Money]:
        return reader.read_by_year(
            data.get(key), ("budget", key), lambda amount, _: parse_money(amount)
        )

    def read_supplements(entries: Data, path: NodePath) -> tuple[Supplement, ...]:
        return _build_supplements(reader, entries, path)

    return Budget(
        planned=read_amounts("planned"),
        total=parse_money(data["total"]) if "total" in data else None,
        initial=read_amounts("initial"),
        supplementary=reader.read_by_year(
            data.get("supplementary"), ("budget", "supplementary"), read_supplements
        ),
        reserve=read_amounts("reserve"),
        carried_in=read_amounts("carried_in"),
        stated_current=read_amounts("current"),
        settled=read_amounts("settled"),
        carried_out=read_amounts("carried_out"),
        stated_unused=read_amounts("unused"),
        preliminary=reader.read_years(data.get("preliminary", ()), ("budget", "preliminary")),
        reasons=reader.read_texts_by_year(data.get("reasons"), ("budget", "reasons")),
        life=life,
    )


def _build_supplements(reader: ValueReader, data: Data, path: NodePath) -> tuple[Supplement, ...]:
    supplements = []
    for index, entry in enumerate(data):
        decided = reader.read_day(entry["date"], (*path, index, "date"))
        supplements.append(Supplement(decided, parse_money(entry["amount"])))
    return tuple(supplements)


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
