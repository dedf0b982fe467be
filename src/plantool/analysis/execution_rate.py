"""執行率: how much of the money of an initiative was spent, and against what it is held."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plantool.analysis.budget import find_execution_rate
from plantool.analysis.stated_money import sum_term
from plantool.model.basis import Basis
from plantool.model.money import Total

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from fractions import Fraction

    from plantool.model.budget import Budget
    from plantool.model.fiscal_year import FiscalYear
    from plantool.model.initiative import Initiative


class ExecutionRate(NamedTuple):
    """The rate of some initiatives together: of those whose settlement and budget are both known.

    ``left_out`` counts the others. ``plan_ids`` are held against the money of the plan, since they
    have no budget.
    """

    ratio: Fraction | None
    left_out: int = 0
    plan_ids: tuple[str, ...] = ()

    @property
    def is_partial(self) -> bool:
        """Tell whether there is a rate, and it leaves an initiative out."""
        return self.ratio is not None and self.left_out > 0


class RateTerms(NamedTuple):
    """What an initiative settled, and the ``base`` that this is held against."""

    id: str
    settled: Total
    base: Total
    is_of_plan: bool


def find_rate_basis(budget: Budget) -> Basis:
    """Return what a settlement is held against: 予算現額, the plan's money without any budget."""
    return Basis.CURRENT if budget.has_budget else Basis.PLANNED


def list_rate_terms(
    budget: Budget, years: Sequence[FiscalYear], *, is_term: bool = False
) -> tuple[Total, Total]:
    """Return what was settled in ``years``, and what that is held against.

    ``is_term`` tells that these are all years of the plan, which printed totals are about.
    """
    bases = (Basis.SETTLED, find_rate_basis(budget))
    if is_term:
        settled, base = (sum_term(budget, basis.value, years) for basis in bases)
    else:
        settled, base = (Total.of(budget.amount(basis, y) for y in years) for basis in bases)
    return settled, base


def rate_execution(terms: Iterable[RateTerms]) -> ExecutionRate:
    """Return 執行率 of initiatives together, as far as their money is known."""
    terms = tuple(terms)
    known = [each for each in terms if each.settled.is_whole and each.base.is_whole]
    ratio = find_execution_rate(
        settled=Total.sum(each.settled for each in known),
        current=Total.sum(each.base for each in known),
    )
    plan_ids = tuple(each.id for each in known if each.is_of_plan and each.settled.amount)
    return ExecutionRate(ratio, len(terms) - len(known), plan_ids)


def rate_term(initiatives: Iterable[Initiative], years: Sequence[FiscalYear]) -> ExecutionRate:
    """Return 執行率 over all years of the plan, which printed totals are about."""
    return rate_execution(
        RateTerms(
            initiative.id,
            *list_rate_terms(initiative.budget, years, is_term=True),
            is_of_plan=find_rate_basis(initiative.budget) is Basis.PLANNED,
        )
        for initiative in initiatives
    )
