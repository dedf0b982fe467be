"""Notices of what a change means: a target made easier, a promise put off, a result gone.

These are the findings of a comparison. Their names are stable: ``--fail-on`` and justifications
use them.
"""

from __future__ import annotations

from decimal import Decimal
from enum import Enum
from itertools import accumulate
from typing import TYPE_CHECKING

from plantool.model.cell import Cell
from plantool.model.measure import Direction, Kind
from plantool.model.result import Reports

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.analysis.facts import FactValue
    from plantool.model.fiscal_year import FiscalYear
    from plantool.model.measure import Measure
    from plantool.model.result import Result


class Notice(Enum):
    """The meanings of changes that a reviewer has to know, the gravest first."""

    CLOSED_CHANGED = "closed-year-changed"
    FROZEN_CHANGED = "frozen-plan-changed"
    RESULT_DELETED = "result-deleted"
    TARGET_LOWERED = "target-lowered"
    TARGET_REMOVED = "target-removed"
    INITIATIVE_REMOVED = "initiative-removed"
    MEASURE_REMOVED = "measure-removed"
    UNIT_CHANGED = "unit-changed"
    POSTPONED = "postponed"
    PLANNED_LOWERED = "planned-lowered"
    RESULT_CHANGED = "result-changed"
    BASELINE_CHANGED = "baseline-changed"
    REOPENED = "closed-year-reopened"
    CORRECTED = "corrected"
    REVISED = "revised"


EXPLAINED_BY_REVISION = frozenset(
    {
        Notice.TARGET_LOWERED,
        Notice.TARGET_REMOVED,
        Notice.UNIT_CHANGED,
        Notice.POSTPONED,
        Notice.PLANNED_LOWERED,
        Notice.BASELINE_CHANGED,
    }
)
"""The notices that a revision justifies: the plan was set anew on purpose."""


def yield_cell_notices(
    field: str, before: FactValue | None, after: FactValue | None, was: Measure, now: Measure
) -> Iterator[Notice]:
    """Yield the notices of a change of one fact of a measure."""
    match field:
        case "target" if _is_nothing(after) and not _is_nothing(before):
            yield Notice.TARGET_REMOVED
        case "target" if is_comparable(was, now) and is_easier(before, after, now):
            yield Notice.TARGET_LOWERED
        case "results" if _has_fewer_reports(before, after):
            yield Notice.RESULT_DELETED
        case "results" if before is not None and _has_changed_report(before, after):
            yield Notice.RESULT_CHANGED
        case "unit" | "kind" | "direction":
            yield Notice.UNIT_CHANGED
        case "baseline" if before is not None:
            yield Notice.BASELINE_CHANGED
        case _:
            pass


def is_comparable(was: Measure, now: Measure) -> bool:
    """Tell whether figures before and after mean the same, so that they can be compared."""
    return (was.unit, was.kind, was.direction) == (now.unit, now.kind, now.direction)


def is_easier(before: FactValue | None, after: FactValue | None, measure: Measure) -> bool:
    """Tell whether a figure asks for less than before, the way that the measure counts."""
    old = measure.find_goal(before) if isinstance(before, Cell) else None
    new = measure.find_goal(after) if isinstance(after, Cell) else None
    if old is None or new is None:
        return old is not None and _is_nothing(after)
    was, now = _rank_comparison(before, measure), _rank_comparison(after, measure)
    is_relaxed = now < was and (old == new or now == 0)
    return is_relaxed or _asks_for_less(old, new, measure)


def _rank_comparison(value: FactValue | None, measure: Measure) -> int:
    """Return how much the word beside a number asks for: 0 where that is no improvement at all.

    A number without one is the least that is asked for, or the most where less is better.
    """
    comparison = value.comparison if isinstance(value, Cell) else None
    if comparison is None:
        return 1
    is_wanted = comparison.is_upward is not (measure.direction is Direction.DOWN)
    return 1 + comparison.is_strict if is_wanted else 0


def _asks_for_less(old: Decimal, new: Decimal, measure: Measure) -> bool:
    return new > old if measure.direction is Direction.DOWN else new < old


def _is_nothing(value: FactValue | None) -> bool:
    return value is None or (isinstance(value, Cell) and value.is_none)


def _list_reports(value: FactValue | None) -> tuple[Result, ...]:
    return value.items if isinstance(value, Reports) else ()


def _has_content(report: Result) -> bool:
    return report.state is not None or not report.cell.is_none


def _has_fewer_reports(before: FactValue | None, after: FactValue | None) -> bool:
    """Tell whether a report is gone or empty now, and no other one came instead."""
    old, new = (tuple(filter(_has_content, _list_reports(each))) for each in (before, after))
    return len(new) < len(old)


def _has_changed_report(before: FactValue | None, after: FactValue | None) -> bool:
    """Tell whether a report that was there changed; one that was added is no change of it."""
    new = _list_reports(after)
    return any(report not in new for report in _list_reports(before))


def find_planned_notice(before: Measure, after: Measure) -> Notice | None:
    """Tell whether the years together put something off, or bring less."""
    if not is_comparable(before, after):
        return None
    years = sorted({*before.planned.years, *after.planned.years})
    # a milestone can only be late; what adds up over the years may come late and is whole in the
    # end, so its running sums are compared; a level is promised anew by every year
    if after.kind is Kind.MILESTONE:
        late = any(_is_put_off(before, after, year, years) for year in years)
        return Notice.POSTPONED if late else None
    sums = list(_yield_running_sums(before, after, years)) if after.kind is Kind.CUMULATIVE else []
    if sums:
        less = [_asks_for_less(old, new, after) for old, new in sums]
        postponed = Notice.POSTPONED if any(less) else None
        return Notice.PLANNED_LOWERED if less[-1] else postponed
    easier = (is_easier(before.planned.get(y), after.planned.get(y), after) for y in years)
    return Notice.PLANNED_LOWERED if any(easier) else None


def _yield_running_sums(
    before: Measure, after: Measure, years: list[FiscalYear]
) -> Iterator[tuple[Decimal, Decimal]]:
    """Yield the running totals of the plan before and after; none where a year is only words."""
    old = [_find_year_quantity(before, year) for year in years]
    new = [_find_year_quantity(after, year) for year in years]
    known_old, known_new = _keep_known(old), _keep_known(new)
    if len(known_old) == len(known_new) == len(years):
        yield from zip(accumulate(known_old), accumulate(known_new), strict=True)


def _keep_known(quantities: list[Decimal | None]) -> list[Decimal]:
    return [quantity for quantity in quantities if quantity is not None]


def _find_year_quantity(measure: Measure, year: FiscalYear) -> Decimal | None:
    cell = measure.planned.get(year)
    return Decimal(0) if cell is None else cell.quantity


def _is_put_off(before: Measure, after: Measure, year: FiscalYear, years: list[FiscalYear]) -> bool:
    """Tell whether the words of a year stand in a later one now, where they did not stand."""
    words = before.planned.get(year)
    if words is None or words.is_none or after.planned.get(year) == words:
        return False
    later_years = (later for later in years if later > year)
    return any(
        after.planned.get(later) == words != before.planned.get(later) for later in later_years
    )
