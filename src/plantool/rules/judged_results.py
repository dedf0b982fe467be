"""A result says what became of the plan, why where that was missed, and what people make of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.analysis.course import Course
from plantool.diagnostics import Code, Finding, NodePath, Severity, Terms
from plantool.model.evaluation import Band, Unrated
from plantool.model.measure import Kind
from plantool.model.result import Stage, State

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from plantool.model.evaluation import Status
    from plantool.model.fiscal_year import FiscalYear
    from plantool.model.plan import Plan
    from plantool.model.result import Result

NO_REASON = Code("PLT703", "result-without-reason", Severity.WARNING)
NO_STATE = Code("PLT705", "milestone-without-state", Severity.WARNING)
NO_ACTION = Code("PLT706", "result-without-action", Severity.WARNING)
DISAGREES = Code("PLT708", "judgement-disagrees", Severity.WARNING)
CODES = (NO_REASON, NO_STATE, NO_ACTION, DISAGREES)
_IN_JUDGEMENT = ("judgement", "status")


def check(plan: Plan, as_of: date) -> Iterator[Finding]:
    """Look at the reports that count on ``as_of``: what they say, and the verdicts on them."""
    for initiative in plan.initiatives:
        for measure in initiative.measures():
            course = Course(measure, plan, as_of)
            for path, year, result in measure.reports():
                counting = course.result(year) or result  # one that says nothing counts nowhere
                if year in plan.planned_years and result is counting:
                    words = measure.kind is Kind.MILESTONE
                    for code, step, said in _lacking(course, year, result, words=words):
                        arguments = (("year", year.key), *said)
                        place = (*path, *step)
                        yield Finding(code, initiative.file, place, arguments, on_key=not step)


def _lacking(
    course: Course, year: FiscalYear, result: Result, *, words: bool
) -> Iterator[tuple[Code, NodePath, tuple[tuple[str, object], ...]]]:
    """Yield what a report lacks or contradicts, the place within it, and the words for it."""
    scheme, judgement = course.scheme, result.judgement
    is_final = result.stage is Stage.FINAL
    status = course.verdict(year).status if is_final else Unrated.NOT_DUE
    judged = scheme.band(judgement.status) if judgement else None
    cancelled = result.state is State.CANCELLED
    if words and is_final and result.state is None and judgement is None:
        yield NO_STATE, (), ()
    if (status.missed or cancelled) and not result.reason:
        label = scheme.label(Unrated.CANCELLED if cancelled else status)
        yield NO_REASON, (), (("status", label or Terms(("status.cancelled",))),)
    counts = _counting(status, judged)
    if counts and counts.needs_action and not result.action:
        yield NO_ACTION, (), (("status", counts.label),)
    if judged and isinstance(status, Band) and judged.id != status.id:
        yield DISAGREES, _IN_JUDGEMENT, (("judged", judged.label), ("computed", status.label))


def _counting(status: Status, judged: Band | None) -> Band | None:
    """Return the band that counts: people's where nothing could be computed."""
    return status if isinstance(status, Band) else judged if status is Unrated.NOT_JUDGED else None
