"""The printed total of the planned money is the sum of its years, but for rounding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.diagnostics import Cause, Code, Finding, Reach, Repair, Severity, propose_change
from plantool.model.exact import exact_difference
from plantool.model.money import Presence, Total, is_rounding
from plantool.model.printed_sums import build_sum_arguments
from plantool.syntax.codes import DUPLICATE_KEY, DUPLICATE_YEAR

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.diagnostics import NodePath
    from plantool.model.initiative import Initiative
    from plantool.model.money import Money
    from plantool.model.plan import Plan

DIFFERS = Code("PLT501", "money-total")
ROUNDING = Code("PLT502", "money-rounding", Severity.WARNING)
CODES = (DIFFERS, ROUNDING)
# a year was dropped, since its key stands twice
FOLLOWS = (Cause((DUPLICATE_KEY, DUPLICATE_YEAR), Reach.FILE),)


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
        if printed.amount != total.amount:
            yield _build_total_finding(initiative, printed, total, plan.unit)


def _build_total_finding(
    initiative: Initiative, printed: Money, total: Total, unit: str
) -> Finding:
    terms = [money.amount for money in initiative.budget.planned.values]
    path: NodePath = ("budget", "total")
    finding = Finding(
        code=DIFFERS,
        file=initiative.file,
        path=path,
        arguments=build_sum_arguments(terms, printed.amount, unit),
        repair=Repair((propose_change(path, total.amount),)),
        follows=FOLLOWS,
    )
    if is_rounding(exact_difference(printed.amount, total.amount)):
        return finding._replace(code=ROUNDING, repair=None)  # a rounded total is right as it is
    return finding
