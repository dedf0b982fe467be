"""The headings of tables: the plan's own words where it has some, which are never translated."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from plantool.model.fiscal_year import FiscalYear
    from plantool.model.plan import Plan


def name_heading(plan: Plan, key: str, usual: str, year: FiscalYear | None = None) -> str:
    """Return the plan's heading ``key``, else the ``usual`` one.

    ``{year}`` in the plan's words becomes ``year`` as the plan spells it; without one, the plan's
    last year.
    """
    words: str | None = getattr(plan.headings, key, None)
    if words is None:
        return usual
    return words.format(year=(year or plan.planned_years[-1]).key)


def name_shared_heading(plan: Plan, key: str, usual: str) -> str:
    """Return the plan's heading ``key`` of a column of several years, else the ``usual`` one."""
    words: str | None = getattr(plan.headings, key, None)
    return usual if words is None or "{year}" in words else words.format()
