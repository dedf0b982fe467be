"""The printed total of the planned money is the sum of its years, but for rounding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.diagnostics import Code, Finding, Repair, Severity, propose_change
from plantool.model.exact import exact_difference
from plantool.model.money import Presence, Total, is_rounding
from plantool.rules.sums import build_sum_arguments

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.model.plan import Plan

DIFFERS = Code("PLT501", "money-total")
ROUNDING = Code("PLT502", "money-rounding", Severity.WARNING)
CODES = (DIFFERS, ROUNDING)


def check(plan: Plan) -> Iterator[Finding]:
    """Find printed totals that differ from their sums."""
    for initiative in plan.initiatives:
        printed, planned = initiative.budget.total, initiative.budget.planned
        total = Total.of(planned.values)
        states_years = any(money.presence is Presence.KNOWN for money in planned.values)
        if printed is None or printed.presence is not Presence.KNOWN:
            continue
        if not (states_years and total.is_whole):  # a total printed alone is its own source
            continue
        difference = exact_difference(printed.amount, total.amount)
        if not difference:
            continue
        terms = [money.amount for money in planned.values]
        total_repair = Repair((propose_change(("budget", "total"), total.amount),))
        rounding = is_rounding(difference)
        yield Finding(
            code=ROUNDING if rounding else DIFFERS,
            file=initiative.file,
            path=("budget", "total"),
            arguments=build_sum_arguments(terms, printed.amount, plan.unit),
            repair=None if rounding else total_repair,  # a rounded total is right as it is
        )
