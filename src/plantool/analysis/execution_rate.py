"""執行率: how much of the money of an initiative was spent, and against what it is held."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.analysis.stated_money import sum_term
from plantool.model.basis import Basis

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plantool.model.budget import Budget
    from plantool.model.fiscal_year import FiscalYear
    from plantool.model.money import Total


def find_rate_basis(budget: Budget) -> Basis:
    """Return what a settlement is held against: 予算現額, the plan's money without any budget."""
    return Basis.CURRENT if budget.has_budget else Basis.PLANNED


def list_rate_terms(budget: Budget, years: Sequence[FiscalYear]) -> tuple[Total, Total]:
    """Return what was settled in ``years``, and what that is held against."""
    basis = find_rate_basis(budget)
    return sum_term(budget, "settled", years), sum_term(budget, basis.value, years)
