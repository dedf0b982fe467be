"""What a year carries out is what the next one carries in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.diagnostics import Code, Finding
from plantool.model.fiscal_year import FiscalYear
from plantool.model.money import Presence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.model.plan import Plan

BROKEN = Code("PLT506", "carry-over-broken")
CODES = (BROKEN,)


def check(plan: Plan) -> Iterator[Finding]:
    """Find amounts carried into a year that differ from those carried out of the year before."""
    for initiative in plan.initiatives:
        budget = initiative.budget
        for year, carried_in in budget.carried_in:
            before = FiscalYear(year.start - 1, year.era)
            out = budget.carried_out.get(before)
            known = out and {out.presence, carried_in.presence} == {Presence.KNOWN}
            if out and known and out.amount != carried_in.amount:
                words = (("carried_in", carried_in.amount), ("carried_out", out.amount))
                yield Finding(
                    code=BROKEN,
                    file=initiative.file,
                    path=("budget", "carried_in", year.key),
                    arguments=(*words, ("before", before.key), ("unit", plan.unit)),
                    also=(initiative.file, ("budget", "carried_out", before.key)),
                )
