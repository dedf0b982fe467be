"""The years of plan.yaml follow each other, and baselines lie before them."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from plantool.diagnostics import Code, Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.model.plan import Plan

DISORDER = Code("PLT404", "years-not-in-order")
BASELINE = Code("PLT405", "baseline-after-start", Severity.WARNING)
CODES = (DISORDER, BASELINE)


def check(plan: Plan) -> Iterator[Finding]:
    """Find planned years that leave a gap or run backwards, and baselines within the plan."""
    for at, (before, year) in enumerate(pairwise(plan.planned_years), start=1):
        if year.start != before.start + 1:
            arguments = (("year", year.key), ("before", before.key))
            yield Finding(DISORDER, plan.file, ("years", "planned", at), arguments)
    first = min(plan.planned_years, default=None)
    for at, year in enumerate(plan.baseline_years):
        if first and year >= first:
            arguments = (("year", year.key), ("first", first.key))
            yield Finding(BASELINE, plan.file, ("years", "baseline", at), arguments)
