"""A plan that says nothing about money has none: an amount in it would have no unit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.diagnostics import Code, Finding
from plantool.light_dataclasses import replace
from plantool.model.budget import Budget

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from plantool.model.initiative import Initiative
    from plantool.model.plan import Plan

NO_UNIT = Code("PLT519", "money-without-unit")
CODES = (NO_UNIT,)
_NOTHING = Budget()


def gather(initiative: Initiative, plan: Plan, _: date) -> bool:
    """Tell whether an initiative states money where the plan has no unit for it."""
    if plan.has_money or not plan.has_settings:
        return False
    budget = initiative.budget
    return budget != replace(_NOTHING, life=budget.life)


def check(plan: Plan, gathered: Mapping[str, bool]) -> Iterator[Finding]:
    """Find the first budget in a plan whose plan.yaml has no ``money``: one line mends all."""
    files = [each.file for each in plan.initiatives if gathered[each.file]]
    if files:
        arguments = (("count", len(files)),)
        yield Finding(NO_UNIT, files[0], ("budget",), arguments, on_key=True)
