"""What a year carries out is what the next one carries in, but for rounding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.diagnostics import Code, Finding, Severity
from plantool.model.exact import exact_difference
from plantool.model.money import UNKNOWN, Presence, is_rounding
from plantool.rules.sums import build_rounding_arguments

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from plantool.model.fiscal_year import FiscalYear
    from plantool.model.money import Budget
    from plantool.model.plan import Plan

BROKEN = Code("PLT506", "carry-over-broken")
ROUNDING = Code("PLT513", "amount-rounding", Severity.WARNING)  # of settlements, too
CODES = (BROKEN, ROUNDING)
_OUT, _IN = "basis.carried_out", "basis.carried_in"


def check(plan: Plan) -> Iterator[Finding]:
    """Find amounts carried into a year that differ from those carried out of the year before."""
    for initiative in plan.initiatives:
        for year, carried_in, before, out in yield_carry_overs(initiative.budget):
            difference = exact_difference(out, carried_in)
            if not difference:
                continue
            if is_rounding(difference):
                code, arguments = ROUNDING, build_rounding_arguments(_OUT, out, _IN, carried_in)
            else:
                amounts = (("carried_in", carried_in), ("carried_out", out))
                code, arguments = BROKEN, (*amounts, ("before", before.key))
            yield Finding(
                code=code,
                file=initiative.file,
                path=("budget", "carried_in", year.key),
                arguments=(*arguments, ("unit", plan.unit)),
                related=(initiative.file, ("budget", "carried_out", before.key)),
            )


def yield_carry_overs(budget: Budget) -> Iterator[tuple[FiscalYear, Decimal, FiscalYear, Decimal]]:
    """Yield both ends of each carry-over of which both are known: year and amount in, then out."""
    outs = {year.start: (year, money) for year, money in budget.carried_out}
    for year, carried_in in budget.carried_in:
        before, out = outs.get(year.start - 1, (year, UNKNOWN))
        if {carried_in.presence, out.presence} == {Presence.KNOWN}:
            yield year, carried_in.amount, before, out.amount
