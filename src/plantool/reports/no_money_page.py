"""What ``budget`` says about a plan without money."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.reports.page import Note, Page, Records
from plantool.reports.phrases import describe_plan

if TYPE_CHECKING:
    from plantool.reports.scope import Scope


def build_no_money_page(scope: Scope) -> Page:
    """Return the one line that says so; there are no records."""
    return Page(
        name="budget",
        blocks=(Note(scope.texts("budget.no-money")),),
        records=Records(),
        metadata={"plan": describe_plan(scope.plan), "unit": None},
    )
