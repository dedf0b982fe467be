"""Every year that an initiative speaks of is a year of the plan, or one before it.

Results and money of earlier years are a part of the history that a plan prints; a plan is of its
own years alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.analysis.named_years import yield_named_years
from plantool.diagnostics import Code, Finding
from plantool.model.measure import walk_rows, yield_baselines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.analysis.named_years import NamedYear
    from plantool.diagnostics import NodePath
    from plantool.model.fiscal_year import FiscalYear
    from plantool.model.initiative import Initiative
    from plantool.model.plan import Plan

OUTSIDE = Code("PLT401", "year-outside-plan")
AFTER_END = Code("PLT403", "year-after-end")
NOT_BASELINE = Code("PLT402", "not-a-baseline-year")
CODES = (OUTSIDE, NOT_BASELINE, AFTER_END)


def check(plan: Plan) -> Iterator[Finding]:
    """Find years that the plan has not, plans for earlier ones, and baselines within its term."""
    if not plan.has_settings:
        return
    first, last = min(plan.planned_years), max(plan.planned_years)
    for at, closed in enumerate(plan.closed_years):
        if closed >= first and closed not in plan.planned_years:
            arguments = (("year", closed.key), ("known", _join_years(plan.planned_years)))
            yield Finding(OUTSIDE, plan.file, ("years", "closed", at), arguments)
    known_starts = {year.start for year in plan.planned_years}
    for initiative in plan.initiatives:
        for named in yield_named_years(initiative):
            if named.year.start in known_starts or _is_next_request(named, last):
                continue
            is_history = named.year < first and not named.is_plan
            is_later = named.year > last and named.leads_to_target
            if not (is_history or is_later):
                code = AFTER_END if named.year > last else OUTSIDE
                yield _build_year_finding(code, initiative, named.path, plan.planned_years)
        yield from _find_early_targets(initiative, plan.planned_years)
        if plan.baseline_years:
            yield from _find_late_baselines(initiative, plan.baseline_years, first)


def _find_early_targets(initiative: Initiative, known: tuple[FiscalYear, ...]) -> Iterator[Finding]:
    for measure in initiative.measures():
        year = measure.target_year
        if year and year < min(known):
            arguments = (("year", year.key), ("known", _join_years(known)))
            path = (*measure.path, "target_year")
            yield Finding(OUTSIDE, initiative.file, path, arguments)


def _find_late_baselines(
    initiative: Initiative, known: tuple[FiscalYear, ...], first: FiscalYear
) -> Iterator[Finding]:
    for _, row in walk_rows(initiative.rows):
        for path, year, _ in yield_baselines(row):
            if year and year >= first and year not in known:
                yield _build_year_finding(NOT_BASELINE, initiative, path, known)


def _is_next_request(named: NamedYear, last: FiscalYear) -> bool:
    """Tell whether money is asked for the year after the plan (翌年度要求額)."""
    return named.path[-2:-1] == ("requested",) and named.year.start == last.start + 1


def _build_year_finding(
    code: Code, initiative: Initiative, path: NodePath, known: tuple[FiscalYear, ...]
) -> Finding:
    arguments = (("year", str(path[-1])), ("known", _join_years(known)))
    return Finding(code=code, file=initiative.file, path=path, arguments=arguments, on_key=True)


def _join_years(years: tuple[FiscalYear, ...]) -> str:
    return ", ".join(year.key for year in years)
