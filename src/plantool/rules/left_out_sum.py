"""A sum that a plan prints as a rule is printed everywhere, and so are the years that it sums."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from plantool.diagnostics import Code, Finding, Severity
from plantool.model.measure import Kind
from plantool.model.money import Presence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.diagnostics import NodePath
    from plantool.model.plan import Plan

LEFT_OUT = Code("PLT307", "sum-left-out", Severity.WARNING)
CODES = (LEFT_OUT,)
_ENOUGH = 3  # times that a sum is printed make a rule, if it is left out at most half as often


def check(plan: Plan) -> Iterator[Finding]:
    """Find measures and budgets that lack a sum, or its years, that most others have."""
    count_by_sort: defaultdict[str, int] = defaultdict(int)
    lacking_by_sort: defaultdict[str, list[tuple[str, NodePath]]] = defaultdict(list)
    for sort, file, path, is_there in _yield_possible_sums(plan):
        if is_there:
            count_by_sort[sort] += 1
        else:
            lacking_by_sort[sort].append((file, path))
    for sort, subjects in lacking_by_sort.items():
        if count_by_sort[sort] >= max(_ENOUGH, 2 * len(subjects)):
            for file, path in subjects:
                arguments = (("key", sort.rpartition(".")[2]), ("others", count_by_sort[sort]))
                yield Finding(LEFT_OUT, file, path, arguments, on_key=True)


def _yield_possible_sums(plan: Plan) -> Iterator[tuple[str, str, NodePath, bool]]:
    """Yield the sums that could be printed: sort, file and path, and whether they are printed."""
    for initiative in plan.initiatives:
        file, budget = initiative.file, initiative.budget
        for measure in initiative.measures():
            if measure.kind is Kind.CUMULATIVE and len(measure.list_planned_quantities() or ()) > 1:
                path = (*measure.path, "planned")
                yield "measure.total", file, path, measure.total is not None
                yield "measure.target", file, path, measure.target is not None
        if sum(money.presence is Presence.KNOWN for money in budget.planned.values) > 1:
            yield "budget.total", file, ("budget", "planned"), budget.total is not None
        if budget.total:
            yield "budget.planned", file, ("budget", "total"), bool(budget.planned)
