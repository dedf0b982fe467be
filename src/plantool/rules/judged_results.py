"""A result says the reason where it misses the plan, and the action that follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.analysis.measure_history import MeasureHistory
from plantool.diagnostics import Cause, Code, Finding, Reach, Severity, Terms
from plantool.model.evaluation import Band, Unrated
from plantool.model.result import Stage, State
from plantool.rules import evaluation_scheme

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from plantool.diagnostics import NodePath
    from plantool.model.evaluation import Status
    from plantool.model.fiscal_year import FiscalYear
    from plantool.model.plan import Plan
    from plantool.model.result import Result

NO_REASON = Code("PLT703", "result-without-reason", Severity.WARNING)
NO_ACTION = Code("PLT706", "result-without-action", Severity.WARNING)
DISAGREES = Code("PLT708", "judgement-disagrees", Severity.WARNING)
CODES = (NO_REASON, NO_ACTION, DISAGREES)
# a faulty scheme gives wrong statuses
FOLLOWS = (
    Cause(
        (
            evaluation_scheme.REPEATED,
            evaluation_scheme.ORDER,
            evaluation_scheme.NO_STATUS,
            evaluation_scheme.NO_LAST,
        ),
        Reach.PLAN,
    ),
)
_IN_JUDGEMENT = ("judgement", "status")


def check(plan: Plan, as_of: date) -> Iterator[Finding]:
    """Find what reports that count on ``as_of`` lack, and judgements that contradict verdicts."""
    for initiative in plan.initiatives:
        for measure in initiative.measures():
            if not measure.results:
                continue
            history = MeasureHistory(measure, plan, as_of, initiative.life)
            for path, year, result in measure.yield_reports():
                # a report that says nothing counts nowhere, and is looked at all the same
                counting = history.find_result(year) or result
                if year in plan.planned_years and result is counting:
                    for code, inner_path, details in _yield_report_faults(history, year, result):
                        yield Finding(
                            code,
                            initiative.file,
                            (*path, *inner_path),
                            arguments=(("year", year.key), *details),
                            on_key=not inner_path,
                            follows=FOLLOWS,
                        )


def _yield_report_faults(
    history: MeasureHistory, year: FiscalYear, result: Result
) -> Iterator[tuple[Code, NodePath, tuple[tuple[str, object], ...]]]:
    """Yield the faults of a report, each with the path within it and arguments for its sentence."""
    scheme, judgement = history.scheme, result.judgement
    is_final = result.stage is Stage.FINAL
    verdict = history.judge_year(year)
    status = Unrated.NOT_DUE if verdict.is_provisional or not is_final else verdict.status
    judged = scheme.find_band(judgement.status) if judgement else None
    cancelled = result.state is State.CANCELLED
    if (status.missed or cancelled) and not result.reason:
        label = scheme.find_label(Unrated.CANCELLED if cancelled else status)
        yield NO_REASON, (), (("status", label or Terms(("status.cancelled",))),)
    counting_band = _find_counting_band(status, judged)
    if counting_band and counting_band.needs_action and not result.action:
        yield NO_ACTION, (), (("status", counting_band.label),)
    if judged and isinstance(status, Band) and judged.id != status.id:
        yield DISAGREES, _IN_JUDGEMENT, (("judged", judged.label), ("computed", status.label))


def _find_counting_band(status: Status, judged: Band | None) -> Band | None:
    """Return the band that counts: that of a person where none could be computed."""
    if isinstance(status, Band):
        return status
    return judged if status is Unrated.NOT_JUDGED or status.is_on_the_way else None
