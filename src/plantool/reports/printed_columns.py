"""The columns of the table that an initiative is printed as: baselines, earlier years, the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plantool.analysis.named_years import find_later_years, yield_earlier_years
from plantool.model.measure import walk_rows

if TYPE_CHECKING:
    from plantool.model.fiscal_year import FiscalYear
    from plantool.model.initiative import Initiative
    from plantool.model.plan import Plan


class PrintedColumns(NamedTuple):
    """The columns between those of names and totals, in printed order.

    ``past`` are the years before the plan that have a column: those of ``baselines`` that plan.yaml
    names, and those with results or money. Baselines of other years share a column
    (``shares_baselines``), which is the first. Money alone has no baselines. ``planned`` are the
    years of the plan, and those after it up to a target.
    """

    shares_baselines: bool
    baselines: tuple[FiscalYear, ...]
    past: tuple[FiscalYear, ...]
    planned: tuple[FiscalYear, ...]

    @classmethod
    def find_for(cls, plan: Plan, initiative: Initiative) -> PrintedColumns:
        """Return the columns that an initiative needs."""
        baselines = plan.baseline_years if initiative.rows else ()
        shares = any(
            row.has_bare_baseline or any(year not in baselines for year in row.baseline.years)
            for _, row in walk_rows(initiative.rows)
        )
        earlier = set(yield_earlier_years(plan, initiative)).difference(baselines)
        past = sorted({*baselines, *earlier}) if earlier else baselines
        planned = (*plan.planned_years, *find_later_years(plan, (initiative,)))
        return cls(shares, baselines, tuple(past), planned)

    @property
    def years(self) -> tuple[FiscalYear, ...]:
        """The years that have a column of their own."""
        return (*self.past, *self.planned)
