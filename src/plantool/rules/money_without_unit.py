"""A plan that says nothing about money has none: an amount in it would have no unit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.diagnostics import Code, Finding
from plantool.light_dataclasses import replace
from plantool.model.budget import Budget

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.model.plan import Plan

NO_UNIT = Code("PLT519", "money-without-unit")
CODES = (NO_UNIT,)
_NOTHING = Budget()


def check(plan: Plan) -> Iterator[Finding]:
    """Find the first budget in a plan whose plan.yaml has no ``money``: one line mends all."""
    if plan.has_money or not plan.has_settings:
        return
    files = [each.file for each in plan.initiatives if _states_money(each.budget)]
    if files:
        arguments = (("count", len(files)),)
        yield Finding(NO_UNIT, files[0], ("budget",), arguments, on_key=True)


def _states_money(budget: Budget) -> bool:
    return budget != replace(_NOTHING, life=budget.life)
