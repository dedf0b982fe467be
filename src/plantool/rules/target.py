"""For a cumulative measure the last baseline and the planned years add up to the target."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from plantool.diagnostics import Code, Finding
from plantool.model.exact import exact_sum
from plantool.model.measure import Kind
from plantool.model.printed_sums import build_sum_arguments, build_sum_repair
from plantool.rules import planned_total

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.model.measure import Measure
    from plantool.model.plan import Plan

DIFFERS = Code("PLT302", "target")
CODES = (DIFFERS,)
FOLLOWS = planned_total.FOLLOWS  # it is a sum of the same cells


def check(plan: Plan) -> Iterator[Finding]:
    """Find targets that the baseline and the planned years do not reach exactly."""
    for initiative in plan.initiatives:
        for measure in initiative.measures():
            if measure.kind is not Kind.CUMULATIVE:
                continue
            planned, baseline = measure.list_planned_quantities(), _find_last_baseline(measure)
            if planned is None or baseline is None:
                continue
            target = measure.target.value if measure.target else None
            total = measure.total.value if measure.total else None
            if total is not None and exact_sum((baseline, total)) == target:
                continue  # the slip is in a year, and the printed total shows it
            terms, cell = (baseline, *planned), measure.target
            if cell and target is not None and not cell.is_met_by(exact_sum(terms)):
                path, unit = (*measure.path, "target"), measure.unit or ""
                yield Finding(
                    code=DIFFERS,
                    file=initiative.file,
                    path=path,
                    arguments=build_sum_arguments(terms, target, unit),
                    repair=build_sum_repair(path, cell, unit, terms),
                    follows=FOLLOWS,
                )


def _find_last_baseline(measure: Measure) -> Decimal | None:
    """Return the latest baseline, 0 where it is none (―); None where it is words or unknown."""
    cell = measure.baseline.last
    if cell is None:
        return None
    return Decimal(0) if cell.is_none else cell.value
