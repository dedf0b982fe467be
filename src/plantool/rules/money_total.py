"""A printed total of money is the sum of its years, but for rounding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.analysis.stated_money import find_stated_amount
from plantool.diagnostics import Cause, Code, Finding, Reach, Repair, Severity, propose_change
from plantool.model.exact import exact_difference
from plantool.model.money import Presence, Total, is_rounding
from plantool.model.printed_sums import build_sum_arguments
from plantool.syntax.codes import DUPLICATE_KEY, DUPLICATE_YEAR

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.diagnostics import NodePath
    from plantool.model.budget import Budget
    from plantool.model.initiative import Initiative
    from plantool.model.money import Money
    from plantool.model.plan import Plan

DIFFERS = Code("PLT501", "money-total")
ROUNDING = Code("PLT502", "money-rounding", Severity.WARNING)
CODES = (DIFFERS, ROUNDING)
# a year was dropped, since its key stands twice
FOLLOWS = (Cause((DUPLICATE_KEY, DUPLICATE_YEAR), Reach.FILE),)


def check(plan: Plan) -> Iterator[Finding]:
    """Find printed totals that differ from their sums; one printed alone is its own source."""
    first = min((year.start for year in plan.planned_years), default=0)
    for initiative in plan.initiatives:
        for path, money in initiative.budget.walk_parts():
            terms = [amount for year, amount in money.planned if year.start >= first]
            yield from _check_total(initiative, money.total_path, money.total, terms, plan)
            for key, printed in money.totals:
                terms = _list_years(money, key, plan)
                yield from _check_total(initiative, (*path, key, "total"), printed, terms, plan)


def _list_years(money: Budget, key: str, plan: Plan) -> list[Money]:
    """Return the amounts that a printed total sums; none where no year is stated."""
    is_stated = any(key == stated and amounts for stated, amounts in money.list_by_key())
    years = plan.planned_years if is_stated and key != "requested" else ()
    return [find_stated_amount(money, key, year) for year in years]


def _check_total(
    initiative: Initiative, path: NodePath, printed: Money | None, terms: list[Money], plan: Plan
) -> Iterator[Finding]:
    total = Total.of(terms)
    states_years = any(money.presence is Presence.KNOWN for money in terms)
    if printed is None or printed.presence is not Presence.KNOWN:
        return
    if not (states_years and total.is_whole) or printed.amount == total.amount:
        return
    finding = Finding(
        code=DIFFERS,
        file=initiative.file,
        path=path,
        arguments=build_sum_arguments([m.amount for m in terms], printed.amount, plan.unit),
        repair=Repair((propose_change(path, total.amount),)),
        follows=FOLLOWS,
    )
    if is_rounding(exact_difference(printed.amount, total.amount)):
        # a rounded total is right as it is
        finding = finding._replace(code=ROUNDING, repair=None)
    yield finding
