"""For a cumulative measure the planned years add up to the printed 計."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.diagnostics import Cause, Code, Finding, Reach
from plantool.model.exact import exact_sum
from plantool.model.measure import Kind
from plantool.model.printed_sums import build_sum_arguments, build_sum_repair
from plantool.rules import running_total, value_and_text
from plantool.syntax.codes import DUPLICATE_KEY, DUPLICATE_YEAR

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.model.plan import Plan

DIFFERS = Code("PLT301", "planned-total")
CODES = (DIFFERS,)
FOLLOWS = (
    # a year was dropped, since its key stands twice
    Cause((DUPLICATE_KEY, DUPLICATE_YEAR), Reach.FILE),
    # a cell counts as another figure than it prints
    Cause((running_total.LOOKS_LIKE_TOTAL, value_and_text.DIFFERS), Reach.ROW),
)


def check(plan: Plan) -> Iterator[Finding]:
    """Find totals that are not the sum of their years."""
    for initiative in plan.initiatives:
        for measure in initiative.measures():
            total = measure.total
            if measure.kind is not Kind.CUMULATIVE or total is None or total.value is None:
                continue
            planned = measure.list_planned_quantities()
            if planned is None or total.is_met_by(exact_sum(planned)):
                continue
            path, unit = (*measure.path, "total"), measure.unit or ""
            yield Finding(
                code=DIFFERS,
                file=initiative.file,
                path=path,
                arguments=build_sum_arguments(planned, total.value, unit),
                repair=build_sum_repair(path, total, unit, planned),
                follows=FOLLOWS,
            )
