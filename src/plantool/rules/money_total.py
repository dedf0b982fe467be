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
        printed, amounts = initiative.budget.total, _list_planned_amounts(initiative, plan)
        total = Total.of(amounts)
        states_years = any(money.presence is Presence.KNOWN for money in amounts)
        if printed is None or printed.presence is not Presence.KNOWN:
            continue
        if not (states_years and total.is_whole):  # a total printed alone is its own source
            continue
        if printed.amount != total.amount:
            yield _build_total_finding(initiative, printed, amounts, plan.unit)


def _list_planned_amounts(initiative: Initiative, plan: Plan) -> list[Money]:
    """Return the planned amounts of the plan's years: those before it are in no total."""
    return [money for year, money in initiative.budget.planned if not plan.is_before(year)]


def _build_total_finding(
    initiative: Initiative, printed: Money, amounts: list[Money], unit: str
) -> Finding:
    terms, total = [money.amount for money in amounts], Total.of(amounts)
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
