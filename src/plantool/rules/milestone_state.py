"""The result of a milestone says its state, in a plan that says states of milestones at all."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from plantool.analysis.measure_history import MeasureHistory
from plantool.diagnostics import Code, Finding, Severity
from plantool.model.measure import Kind
from plantool.model.result import Stage

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from plantool.diagnostics import NodePath
    from plantool.model.initiative import Initiative
    from plantool.model.measure import Measure
    from plantool.model.plan import Plan

    Lacking: TypeAlias = tuple[NodePath, str]
    MilestoneStates: TypeAlias = tuple[bool, tuple[Lacking, ...]]

NO_STATE = Code("PLT705", "milestone-without-state", Severity.WARNING)
CODES = (NO_STATE,)


def gather(initiative: Initiative, plan: Plan, as_of: date) -> MilestoneStates:
    """Tell whether some state is said, and return the reports without one, with their years.

    Where people judge the whole initiative in a year, its milestones need no state.
    """
    says_states = False
    lacking: list[Lacking] = []
    for measure in initiative.measures():
        if measure.kind is Kind.MILESTONE and measure.results:
            says_states |= any(result.state for *_, result in measure.yield_reports())
            lacking += _yield_lacking(initiative, measure, plan, as_of)
    return says_states, tuple(lacking)


def _yield_lacking(
    initiative: Initiative, measure: Measure, plan: Plan, as_of: date
) -> Iterator[Lacking]:
    """Yield final reports of the plan's years that count on ``as_of`` and say no state."""
    history = MeasureHistory(measure, plan, as_of, initiative.life)
    judged_years = initiative.judgements.by_year.years
    for path, year, result in measure.yield_reports():
        # a report that says nothing counts nowhere, and is looked at all the same
        counting = history.find_result(year) or result
        says_nothing = result.state is None and result.judgement is None
        is_asked = year in plan.planned_years and year not in judged_years
        if is_asked and result is counting and result.stage is Stage.FINAL and says_nothing:
            yield path, year.key


def check(plan: Plan, gathered: Mapping[str, MilestoneStates]) -> Iterator[Finding]:
    """Find reports without a state, unless no milestone of the plan has one."""
    if not any(says_states for says_states, _ in gathered.values()):
        return
    for initiative in plan.initiatives:
        _, lacking = gathered[initiative.file]
        for path, year in lacking:
            yield Finding(NO_STATE, initiative.file, path, (("year", year),), on_key=True)
