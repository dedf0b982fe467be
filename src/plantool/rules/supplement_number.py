"""Supplementary budgets of a year are counted: 第1次, 第2次, each number once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.diagnostics import Code, Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.model.plan import Plan

REPEATED = Code("PLT520", "supplement-repeated", Severity.WARNING)
CODES = (REPEATED,)


def check(plan: Plan) -> Iterator[Finding]:
    """Find supplementary budgets of one year that have the same number."""
    for initiative in plan.initiatives:
        for path, money in initiative.budget.walk_parts():
            for year, supplements in money.supplementary:
                seen: set[int] = set()
                for at, supplement in enumerate(supplements):
                    number = supplement.number
                    if number in seen:
                        place = (*path, "supplementary", year.key, at, "number")
                        arguments = (("number", number), ("year", year.key))
                        yield Finding(REPEATED, initiative.file, place, arguments)
                    elif number is not None:
                        seen.add(number)
