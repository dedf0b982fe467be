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
            arguments = (("year", closed.key), ("known", _join_years(plan.planned_years)))
            yield Finding(OUTSIDE, plan.file, ("years", "closed", at), arguments)
    for initiative in plan.initiatives if plan.has_settings else ():
        for path, year in _yield_named_years(initiative):
            if year not in plan.planned_years and not _is_next_request(path, year, plan):
                code = AFTER_END if year > max(plan.planned_years) else OUTSIDE
                yield _build_year_finding(code, initiative, (*path, year.key), plan.planned_years)
        for _, row in walk_rows(initiative.rows) if plan.baseline_years else ():
            for year in row.baseline.years:
                if year not in plan.baseline_years:
                    path = (*row.path, "baseline", year.key)
                    yield _build_year_finding(NOT_BASELINE, initiative, path, plan.baseline_years)


def _yield_named_years(initiative: Initiative) -> Iterator[tuple[NodePath, FiscalYear]]:
    """Yield the years that are keys or items, each with the path of what holds it."""
    budget = initiative.budget
    years_by_path: list[tuple[NodePath, tuple[FiscalYear, ...]]] = []
    for _, row in walk_rows(initiative.rows):
        if isinstance(row, Measure):
            years_by_path.append(((*row.path, "planned"), row.planned.years))
            years_by_path.append(((*row.path, "results"), row.results.years))
    for path, money in budget.walk_parts():
        years_by_path += (((*path, key), amounts.years) for key, amounts in money.list_by_key())
    years_by_path.append((("budget", "execution_rate"), budget.execution_rates.by_year.years))
    years_by_path.append((("budget", "reasons"), budget.reasons.years))
    for path, years in years_by_path:
        for year in years:
            yield path, year
    for at, year in enumerate(budget.preliminary):
        yield ("budget", "preliminary", at), year


def _is_next_request(path: NodePath, year: FiscalYear, plan: Plan) -> bool:
    """Tell whether money is asked for the year after the plan (翌年度要求額)."""
    return path[-1] == "requested" and year.start == max(plan.planned_years).start + 1


def _build_year_finding(
    code: Code, initiative: Initiative, path: NodePath, known: tuple[FiscalYear, ...]
) -> Finding:
    arguments = (("year", str(path[-1])), ("known", _join_years(known)))
    return Finding(code=code, file=initiative.file, path=path, arguments=arguments, on_key=True)


def _join_years(years: tuple[FiscalYear, ...]) -> str:
    return ", ".join(year.key for year in years)
