"""What a change of a figure means: a target made easier, a promise put off, a result gone.

These are the findings of a comparison. Their names are stable: ``--fail-on`` and justifications
use them.
"""

from __future__ import annotations

from enum import Enum
from itertools import accumulate
from typing import TYPE_CHECKING

from plantool.model.cell import Cell
from plantool.model.measure import Direction, Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.model.fiscal_year import FiscalYear
    from plantool.model.measure import Measure


class Notice(Enum):
    """What a reviewer has to know about a change, the gravest first."""

    CLOSED_CHANGED = "closed-year-changed"
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
    CORRECTED = "corrected"


def of_cell(field: str, before: object, after: object, measure: Measure) -> Iterator[Notice]:
    """Tell what the change of one fact of a measure means."""
    match field:
        case "target" if after is None:
            yield Notice.TARGET_REMOVED
        case "target" if is_easier(before, after, measure):
            yield Notice.TARGET_LOWERED
        case "results" if after is None:
            yield Notice.RESULT_DELETED
        case "results" if before is not None and _is_other_result(before, after):
            yield Notice.RESULT_CHANGED
        case "unit" | "kind" | "direction":
            yield Notice.UNIT_CHANGED
        case "baseline" if before is not None:
            yield Notice.BASELINE_CHANGED
        case _:
            pass


def is_easier(before: object, after: object, measure: Measure) -> bool:
    """Tell whether a figure asks for less than before, the way that the measure counts."""
    old = before.value if isinstance(before, Cell) else None
    new = after.value if isinstance(after, Cell) else None
    if old is None or new is None:
        return False
    return new > old if measure.direction is Direction.DOWN else new < old


def _is_other_result(before: object, after: object) -> bool:
    """Tell whether a report that was there changed; one that was added is no change of it."""
    old, new = getattr(before, "items", ()), getattr(after, "items", ())
    return any(report not in new for report in old)


def of_plan(before: Measure, after: Measure) -> Notice | None:
    """Tell whether the years together put something off, or bring less."""
    if before.kind is not after.kind:
        return None
    years = sorted({*before.planned.years, *after.planned.years})
    if after.kind is Kind.MILESTONE:
        late = any(_is_put_off(before, after, year, years) for year in years)
        return Notice.POSTPONED if late else None
    if after.kind is Kind.LEVEL:
        easier = (is_easier(before.planned.get(y), after.planned.get(y), after) for y in years)
        return Notice.PLANNED_LOWERED if any(easier) else None
    return _of_sums(before, after, years)


def _of_sums(before: Measure, after: Measure, years: list[FiscalYear]) -> Notice | None:
    """Compare what has been brought by each year; less in between but not in the end is put off."""
    pairs = [(_quantity(before, year), _quantity(after, year)) for year in years]
    if any(old is None or new is None for old, new in pairs):
        return None
    sums = list(zip(*(accumulate(column) for column in zip(*pairs, strict=True)), strict=True))
    if not sums:
        return None
    if sums[-1][1] < sums[-1][0]:
        return Notice.PLANNED_LOWERED
    return Notice.POSTPONED if any(new < old for old, new in sums) else None


def _quantity(measure: Measure, year: FiscalYear) -> object:
    cell = measure.planned.get(year)
    return 0 if cell is None else cell.quantity


def _is_put_off(before: Measure, after: Measure, year: FiscalYear, years: list[FiscalYear]) -> bool:
    """Tell whether the words of a year stand in a later one now, where they did not stand."""
    words = before.planned.get(year)
    if words is None or words.is_none or after.planned.get(year) == words:
        return False
    return any(
        after.planned.get(later) == words != before.planned.get(later)
        for later in years
        if later > year
    )
