"""The years that an initiative names, wherever in its file."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plantool.model.measure import walk_rows, yield_baselines
from plantool.model.money import NONE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from plantool.diagnostics import NodePath
    from plantool.model.budget import Budget
    from plantool.model.fiscal_year import FiscalYear
    from plantool.model.initiative import Initiative
    from plantool.model.plan import Plan


class NamedYear(NamedTuple):
    """A year with its path.

    ``is_key`` tells that what is said of it stands under it, ``is_none`` that this is none (―).
    ``until`` is the year of the measure's target, up to which there may be plans and results.
    """

    path: NodePath
    year: FiscalYear
    is_key: bool = True
    is_none: bool = False
    until: FiscalYear | None = None

    @property
    def leads_to_target(self) -> bool:
        """Tell whether it says something of a measure on the way to a target of its own year."""
        return self.until is not None and self.year <= self.until

    @property
    def is_plan(self) -> bool:
        """Tell whether it says what a measure is to bring, which is of the plan's years alone."""
        return self.path[-2:-1] == ("planned",) and self.path[0] == "measures"


def yield_named_years(initiative: Initiative) -> Iterator[NamedYear]:
    """Yield the years of plans, results, judgements and money, in the order of the file."""
    for measure in initiative.measures():
        for year, cell in measure.planned:
            path = (*measure.path, "planned", year.key)
            yield NamedYear(path, year, is_none=cell.is_none, until=measure.target_year)
        for year in measure.results.years:
            path = (*measure.path, "results", year.key)
            yield NamedYear(path, year, until=measure.target_year)
    yield from _yield_money_years(initiative.budget)
    for year in initiative.judgements.by_year.years:
        yield NamedYear(("judgement", year.key), year)


def _yield_money_years(budget: Budget) -> Iterator[NamedYear]:
    for path, money in budget.walk_parts():
        for key, amounts in money.list_by_key():
            for year, amount in amounts:
                yield NamedYear((*path, key, year.key), year, is_none=amount == NONE)
    others = (("execution_rate", budget.execution_rates.by_year), ("reasons", budget.reasons))
    for key, values in others:
        for year in values.years:
            yield NamedYear(("budget", key, year.key), year)
    for at, year in enumerate(budget.preliminary):
        yield NamedYear(("budget", "preliminary", at), year, is_key=False)


def yield_all_years(initiative: Initiative) -> Iterator[NamedYear]:
    """Yield every year, those of baselines and of the initiative's life included."""
    yield from yield_named_years(initiative)
    for _, row in walk_rows(initiative.rows):
        for path, year, _ in yield_baselines(row):
            if year:
                yield NamedYear(path, year)
    for key, year in initiative.life._asdict().items():
        if year:
            yield NamedYear((key,), year, is_key=False)


def find_later_years(plan: Plan, initiatives: Iterable[Initiative]) -> tuple[FiscalYear, ...]:
    """Return the years after the plan that have plans or results on the way to a target."""
    last = max(plan.planned_years, default=None)
    found: set[FiscalYear] = set()
    for initiative in initiatives:
        for measure in initiative.measures():
            until = measure.target_year
            if last and until:
                years = (*measure.planned.years, *measure.results.years)
                found.update(year for year in years if last < year <= until)
    return tuple(sorted(found))


def yield_earlier_years(plan: Plan, initiative: Initiative) -> Iterator[FiscalYear]:
    """Yield the years before the plan of which there are results or money."""
    for measure in initiative.measures():
        yield from filter(plan.is_earlier, measure.results.years)
    for _, money in initiative.budget.walk_parts():
        for _, amounts in money.list_by_key():
            yield from filter(plan.is_earlier, amounts.years)
