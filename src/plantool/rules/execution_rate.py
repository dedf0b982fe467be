"""A printed 執行率 is settled ÷ current, rounded to the digits it has; a tie goes either way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.diagnostics import Code, Finding, Severity, Terms
from plantool.model.budget import PrintedRates
from plantool.model.exact import to_per_cent
from plantool.model.printed_rate import is_rounded_rate

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from plantool.diagnostics import NodePath
    from plantool.model.budget import Budget
    from plantool.model.fiscal_year import FiscalYear
    from plantool.model.initiative import Initiative
    from plantool.model.plan import Plan

DIFFERS = Code("PLT516", "execution-rate", Severity.WARNING)
CODES = (DIFFERS,)
_PATH: NodePath = ("budget", "execution_rate")
_NO_RATES = PrintedRates()


def check(plan: Plan) -> Iterator[Finding]:
    """Find printed rates that do not follow from the money; where that is unknown, none can."""
    for initiative in plan.initiatives if plan.has_settings else ():
        if initiative.budget.execution_rates != _NO_RATES:
            yield from _check_rates(initiative, plan)


def _check_rates(initiative: Initiative, plan: Plan) -> Iterator[Finding]:
    from plantool.analysis.budget import find_execution_rate  # noqa: PLC0415 - seldom printed
    from plantool.analysis.execution_rate import find_rate_basis, list_rate_terms  # noqa: PLC0415

    budget = initiative.budget
    for step, printed, years in _yield_printed_rates(budget, plan):
        settled, base = list_rate_terms(budget, years, is_term=step == "total")
        rate = find_execution_rate(settled=settled, current=base)
        if rate is None or is_rounded_rate(rate, printed):
            continue
        decimals = max(1, -int(printed.as_tuple().exponent))
        arguments = (
            ("printed", printed),
            ("rate", to_per_cent(rate, decimals)),
            ("settled", settled.amount),
            ("basis", Terms((f"basis.{find_rate_basis(budget).value}",))),
            ("against", base.amount),
            ("unit", plan.unit),
        )
        yield Finding(DIFFERS, initiative.file, (*_PATH, step), arguments)


def _yield_printed_rates(
    budget: Budget, plan: Plan
) -> Iterator[tuple[str, Decimal, Sequence[FiscalYear]]]:
    """Yield the key of each printed rate, the rate, and the years that it is about."""
    for year, rate in budget.execution_rates.by_year:
        yield year.key, rate, (year,)
    total = budget.execution_rates.total
    if total is not None:
        yield "total", total, plan.planned_years
