"""The figures behind a printed attainment (達成率): a result and what it is a rate of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.model.measure import Kind
from plantool.model.result import Stage

if TYPE_CHECKING:
    from decimal import Decimal

    from plantool.analysis.measure_history import MeasureHistory
    from plantool.analysis.rating import MeasuredQuantity
    from plantool.model.fiscal_year import FiscalYear
    from plantool.model.result import Result


def measure_printed_attainment(
    history: MeasureHistory, year: FiscalYear, result: Result
) -> MeasuredQuantity | None:
    """Measure a report by the plan's formula, against what the year plans, else the target.

    Towards a target the running total of a cumulative measure counts. None where the report prints
    no attainment, and where there is none to compute.
    """
    if result.attainment is None:
        return None
    is_interim = result.stage is Stage.INTERIM
    planned = result.planned if is_interim else history.measure.planned.get(year)
    if planned and planned.states_goal:
        measured = history.judge_result(year, result).measured
    else:
        quantity = _find_standing(history, year, result)
        measured = history.judge_cell(quantity, history.measure.target, year).measured
    return measured if measured and measured.ratio is not None else None


def _find_standing(history: MeasureHistory, year: FiscalYear, result: Result) -> Decimal | None:
    """Return where a measure stood after a year, as far as that is reported."""
    if history.measure.kind is Kind.LEVEL:
        return result.quantity
    if result.running:
        return result.running.quantity
    standing = history.total.sum_up_to(year, result.stage)
    return standing[0] if standing else None
