"""Money is broken down as plan.yaml declares, and the parts of a group come to the whole.

Where one amount is unknown nothing is checked. A part that a file does not name at all has no
money; of one that it names, an amount left out is unknown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plantool.analysis.stated_money import find_part_amount, find_stated_amount, sum_term
from plantool.diagnostics import Code, Finding, Terms
from plantool.model.breakdown import Whole
from plantool.model.exact import exact_difference
from plantool.model.money import Total, is_rounding
from plantool.model.printed_sums import build_sum_arguments
from plantool.rules.budget_identity import ROUNDING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from decimal import Decimal

    from plantool.diagnostics import NodePath
    from plantool.model.breakdown import Breakdown
    from plantool.model.budget import Budget, BudgetPart
    from plantool.model.fiscal_year import FiscalYear
    from plantool.model.initiative import Initiative
    from plantool.model.plan import Plan

DIFFERS = Code("PLT517", "breakdown-sum")
UNDECLARED = Code("PLT518", "unknown-part")
CODES = (DIFFERS, UNDECLARED)
_PATH: NodePath = ("budget", "breakdown")


class _Column(NamedTuple):
    """One amount of each part: on a basis, in a year or (None) as the total of all years."""

    key: str
    year: FiscalYear | None

    @property
    def steps(self) -> NodePath:
        return self.key, self.year.key if self.year else "total"


def check(plan: Plan) -> Iterator[Finding]:
    """Find undeclared groups and parts, and parts that do not come to the whole."""
    for initiative in plan.initiatives if plan.has_settings else ():
        if initiative.budget.parts:
            yield from _find_undeclared(initiative, plan)
            parts: dict[str, list[BudgetPart]] = {}
            for part in initiative.budget.parts:
                parts.setdefault(part.group, []).append(part)
            for group in plan.breakdowns:
                if group.whole is not Whole.BESIDE and group.name in parts:
                    yield from _check_group(initiative, group, parts[group.name], plan)


def _find_undeclared(initiative: Initiative, plan: Plan) -> Iterator[Finding]:
    declared = {group.name: dict.fromkeys(group.parts) for group in plan.breakdowns}
    known_parts = {name: ", ".join(parts) for name, parts in declared.items()}
    known_groups = ", ".join(declared)
    told: set[NodePath] = set()
    for part in initiative.budget.parts:
        parts = declared.get(part.group)
        path = (*_PATH, part.group) if parts is None else (*_PATH, part.group, part.name)
        if path not in told and (parts is None or part.name not in parts):
            told.add(path)
            known = known_groups if parts is None else known_parts[part.group]
            arguments = (("name", path[-1]), ("known", known))
            yield Finding(UNDECLARED, initiative.file, path, arguments, on_key=True)


def _check_group(
    initiative: Initiative, group: Breakdown, parts: Sequence[BudgetPart], plan: Plan
) -> Iterator[Finding]:
    budget = initiative.budget
    for column, first in _list_columns(parts).items():
        terms = [_sum_part(budget, part.money, column, plan) for part in parts]
        whole = _sum_column(budget, column, plan)
        above = exact_difference(sum(terms, Total()).amount, whole.amount)
        is_known = whole.is_whole and all(term.is_whole for term in terms)
        is_wrong = above > 0 if group.whole is Whole.MORE else above != 0
        if is_known and is_wrong:
            path = (*_PATH, group.name, first, *column.steps)
            words = (("subject", group.name), ("relation", Terms((f"parts.{group.whole.value}",))))
            arguments = _build_arguments(column, (term.amount for term in terms), whole, plan)
            code = ROUNDING if is_rounding(above) else DIFFERS
            yield Finding(code, initiative.file, path, (*words, *arguments))


def _list_columns(parts: Iterable[BudgetPart]) -> dict[_Column, str]:
    """Return each basis and year that a part states, with the first part that does."""
    columns: dict[_Column, str] = {}
    for part in parts:
        for key, amounts in part.money.list_by_key():
            for year in amounts.years:
                columns.setdefault(_Column(key, year), part.name)
            if part.money.find_total(key):
                columns.setdefault(_Column(key, None), part.name)
    return columns


def _sum_part(whole: Budget, part: Budget, column: _Column, plan: Plan) -> Total:
    if column.year is None:
        return sum_term(part, column.key, plan.planned_years)
    return Total.of([find_part_amount(whole, part, column.key, column.year)])


def _sum_column(budget: Budget, column: _Column, plan: Plan) -> Total:
    if column.year is None:
        return sum_term(budget, column.key, plan.planned_years)
    return Total.of([find_stated_amount(budget, column.key, column.year)])


def _build_arguments(
    column: _Column, terms: Iterable[Decimal], whole: Total, plan: Plan
) -> tuple[tuple[str, object], ...]:
    year = (("year", column.year.key),) if column.year else ()
    basis = ("basis", Terms((f"basis.{column.key}",)))
    return (*year, basis, *build_sum_arguments(list(terms), whole.amount, plan.unit))
