"""Reads the fiscal years that a user asks for, as those of the plan."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from plantool.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plantool.model.fiscal_year import FiscalYear
    from plantool.model.plan import Plan


def parse_years(plan: Plan, texts: Sequence[str] | None) -> tuple[FiscalYear, ...]:
    """Read --year, once or several times; every year of the plan without it."""
    if not texts:
        return plan.planned_years
    return tuple(dict.fromkeys(_parse_year(plan, text) for text in texts))


def _parse_year(plan: Plan, text: str) -> FiscalYear:
    with suppress(ValueError):
        year = plan.year(text)
        if year in plan.planned_years:
            return year
    known = ", ".join(year.key for year in plan.planned_years)
    example = plan.planned_years[-1].key
    raise UsageError("error.unknown-year", year=text, known=known, example=example)
