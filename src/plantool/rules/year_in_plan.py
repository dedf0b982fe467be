"""Every year that an initiative speaks of is a year of the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.diagnostics import Code, Finding
from plantool.model.measure import Measure, walk_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.diagnostics import NodePath
    from plantool.model.fiscal_year import FiscalYear
    from plantool.model.initiative import Initiative
    from plantool.model.plan import Plan

OUTSIDE = Code("PLT401", "year-outside-plan")
AFTER_END = Code("PLT403", "year-after-end")
NOT_BASELINE = Code("PLT402", "not-a-baseline-year")
CODES = (OUTSIDE, NOT_BASELINE, AFTER_END)


def check(plan: Plan) -> Iterator[Finding]:
    """Find planned years, results, money and baselines of years that plan.yaml does not name."""
    for at, closed in enumerate(plan.closed_years):
        if closed not in plan.planned_years and plan.planned_years:
            known = ", ".join(year.key for year in plan.planned_years)
            arguments = (("year", closed.key), ("known", known))
            yield Finding(OUTSIDE, plan.file, ("years", "closed", at), arguments)
    for initiative in plan.initiatives if plan.has_settings else ():
        for path, year in _yield_named_years(initiative):
            if year not in plan.planned_years:
                code = AFTER_END if year > max(plan.planned_years) else OUTSIDE
                yield _build_year_finding(code, initiative, (*path, year.key), plan.planned_years)
        for _, row in walk_rows(initiative.rows) if plan.baseline_years else ():
            for year in row.baseline.years:
                if year not in plan.baseline_years:
                    path = (*row.path, "baseline", year.key)
                    yield _build_year_finding(NOT_BASELINE, initiative, path, plan.baseline_years)


def _yield_named_years(initiative: Initiative) -> Iterator[tuple[NodePath, FiscalYear]]:
    for _, row in walk_rows(initiative.rows):
        if isinstance(row, Measure):
            yield from (((*row.path, "planned"), year) for year in row.planned.years)
            yield from (((*row.path, "results"), year) for year in row.results.years)
    for key, amounts in initiative.budget.list_by_key():
        yield from ((("budget", key), year) for year in amounts.years)
    yield from ((("budget", "reasons"), year) for year in initiative.budget.reasons.years)
    for at, year in enumerate(initiative.budget.preliminary):
        yield ("budget", "preliminary", at), year


def _build_year_finding(
    code: Code, initiative: Initiative, path: NodePath, known: tuple[FiscalYear, ...]
) -> Finding:
    years = ", ".join(year.key for year in known)
    arguments = (("year", str(path[-1])), ("known", years))
    return Finding(code=code, file=initiative.file, path=path, arguments=arguments, on_key=True)
