"""A sum that a plan prints as a rule is printed everywhere, and so are the years that it sums."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, TypeAlias

from plantool.diagnostics import Code, Finding, Severity
from plantool.model.measure import Kind
from plantool.model.money import Presence

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from plantool.diagnostics import NodePath
    from plantool.model.initiative import Initiative
    from plantool.model.plan import Plan

    PossibleSums: TypeAlias = tuple[tuple[tuple[str, int], ...], tuple[tuple[str, NodePath], ...]]

LEFT_OUT = Code("PLT307", "sum-left-out", Severity.WARNING)
CODES = (LEFT_OUT,)
_ENOUGH = 3  # times that a sum is printed make a rule, if it is left out at most half as often


def gather(initiative: Initiative, _plan: Plan, _: date) -> PossibleSums:
    """Return how often an initiative prints each sort of sum, and where it lacks one."""
    sums = list(_yield_possible_sums(initiative))
    printed = Counter(sort for sort, _, is_there in sums if is_there)
    lacking = tuple((sort, path) for sort, path, is_there in sums if not is_there)
    return tuple(printed.items()), lacking


def check(plan: Plan, gathered: Mapping[str, PossibleSums]) -> Iterator[Finding]:
    """Find measures and budgets that lack a sum, or its years, that most others have."""
    count_by_sort: Counter[str] = Counter()
    lacking_by_sort: defaultdict[str, list[tuple[str, NodePath]]] = defaultdict(list)
    for initiative in plan.initiatives:
        printed, lacking = gathered[initiative.file]
        for sort, count in printed:
            count_by_sort[sort] += count
        for sort, path in lacking:
            lacking_by_sort[sort].append((initiative.file, path))
    for sort, subjects in lacking_by_sort.items():
        if count_by_sort[sort] >= max(_ENOUGH, 2 * len(subjects)):
            for file, path in subjects:
                arguments = (("key", sort.rpartition(".")[2]), ("others", count_by_sort[sort]))
                yield Finding(LEFT_OUT, file, path, arguments, on_key=True)


def _yield_possible_sums(initiative: Initiative) -> Iterator[tuple[str, NodePath, bool]]:
    """Yield the sums that could be printed: sort and path, and whether they are printed."""
    budget = initiative.budget
    for measure in initiative.measures():
        if measure.kind is Kind.CUMULATIVE and len(measure.list_planned_quantities() or ()) > 1:
            path = (*measure.path, "planned")
            yield "measure.total", path, measure.total is not None
            yield "measure.target", path, measure.target is not None
    if sum(money.presence is Presence.KNOWN for money in budget.planned.values) > 1:
        yield "budget.total", ("budget", "planned"), budget.total is not None
    if budget.total:
        yield "budget.planned", ("budget", "total"), bool(budget.planned)
