"""A level plans for the year of its target what the target asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.analysis.course_to_target import TargetCourse
from plantool.diagnostics import Code, Finding, Severity
from plantool.model.measure import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.model.cell import Cell
    from plantool.model.measure import Measure
    from plantool.model.plan import Plan

DIFFERS = Code("PLT311", "target-differs-from-its-year", Severity.WARNING)
CODES = (DIFFERS,)


def check(plan: Plan) -> Iterator[Finding]:
    """Find levels whose plan for the year of the target falls short of it.

    A plan that goes beyond the target is found by another law.
    """
    for initiative in plan.initiatives if plan.has_settings else ():
        for measure in initiative.measures():
            if measure.kind is not Kind.LEVEL:
                continue
            year = TargetCourse(measure, plan, initiative.life).target_year
            planned = measure.planned.get(year) if year else None
            if year is None or planned is None or not _falls_short(measure, planned):
                continue
            value = measure.target.value if measure.target else None
            words = {"value": value, "year": year.key, "planned": planned.value}
            arguments = (*words.items(), ("unit", measure.unit or ""))
            path = (*measure.path, "target")
            yield Finding(DIFFERS, initiative.file, path, arguments)


def _falls_short(measure: Measure, planned: Cell) -> bool:
    target, direction = measure.target, measure.direction
    if target is None or direction is None:
        return False
    if target.value is None or planned.value is None or target.is_met_by(planned.value):
        return False
    return direction.is_worse(planned.value, target.value)
