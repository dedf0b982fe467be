"""Where every measure stands in a year: planned against result.

A result short of what was planned is missed; a year that ended without a result is unreported,
which is never the same as missed.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from plantool.analysis.choices import Flag
from plantool.model.measure import Direction, MilestoneState

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date
    from decimal import Decimal

    from plantool.analysis.selection import Listing
    from plantool.diagnostics import NodePath
    from plantool.model.cell import Cell
    from plantool.model.fiscal_year import FiscalYear
    from plantool.model.initiative import Initiative
    from plantool.model.measure import Measure, Result


class Status(Enum):
    """The judgement on a measure and year (進捗状況)."""

    ACHIEVED = "achieved"
    MISSED = "missed"
    REPORTED = "reported"
    UNREPORTED = "unreported"
    NOT_DUE = "not-due"
    NOT_PLANNED = "not-planned"
    CANCELLED = "cancelled"


class Progress(NamedTuple):
    """One measure in one year.

    ``attainment`` is result ÷ planned (1 is 100 %) where that has a meaning: quantities of which
    more is better, planned above 0.
    """

    listing: Listing
    measure: Measure
    year: FiscalYear
    planned: Cell | None
    result: Result | None
    attainment: Decimal | None
    status: Status
    flags: tuple[Flag, ...]


_BY_STATE = {
    MilestoneState.DONE: Status.ACHIEVED,
    MilestoneState.PARTIAL: Status.REPORTED,
    MilestoneState.NOT_DONE: Status.MISSED,
    MilestoneState.POSTPONED: Status.MISSED,
    MilestoneState.CANCELLED: Status.CANCELLED,
}


def progress(
    listings: Sequence[Listing], years: Sequence[FiscalYear], as_of: date
) -> Iterator[Progress]:
    """Judge every measure of ``listings`` in each of ``years`` as it stood on ``as_of``."""
    for listing in listings:
        for measure in listing.initiative.measures():
            unverified = _is_unverified(listing.initiative, measure)
            for year in years:
                yield _judge(listing, measure, year, as_of, unverified=unverified)


def _judge(
    listing: Listing, measure: Measure, year: FiscalYear, as_of: date, *, unverified: bool
) -> Progress:
    planned, result = measure.planned.get(year), measure.results.get(year)
    status = _status(measure, planned, result, ended=year.ended(as_of))
    flags = [flag for flag in (Flag.MISSED, Flag.UNREPORTED) if flag.value == status.value]
    return Progress(
        listing=listing,
        measure=measure,
        year=year,
        planned=planned,
        result=result,
        attainment=_attainment(measure, planned, result),
        status=status,
        flags=(*flags, Flag.UNVERIFIED) if unverified else tuple(flags),
    )


def _status(
    measure: Measure, planned: Cell | None, result: Result | None, *, ended: bool
) -> Status:
    if result is None or result.is_silent:
        if planned is None or planned.is_none:
            return Status.NOT_PLANNED
        return Status.UNREPORTED if ended else Status.NOT_DUE
    if result.state is not None:
        judged = _BY_STATE[result.state]
    else:
        judged = _compare(measure, planned, result)
    return Status.NOT_DUE if judged is Status.MISSED and not ended else judged


def _compare(measure: Measure, planned: Cell | None, result: Result) -> Status:
    """Judge a quantity; words, and results that nobody planned, are reported and no more."""
    value = result.quantity
    if planned is None or planned.value is None or value is None:
        return Status.REPORTED
    reached = {
        Direction.UP: value >= planned.value,
        Direction.DOWN: value <= planned.value,
        Direction.MAINTAIN: value == planned.value,
    }
    return Status.ACHIEVED if measure.direction and reached[measure.direction] else Status.MISSED


def _attainment(measure: Measure, planned: Cell | None, result: Result | None) -> Decimal | None:
    if measure.direction is not Direction.UP or planned is None or result is None:
        return None
    value = result.quantity
    if value is None or planned.value is None or planned.value <= 0:
        return None
    return value / planned.value


def _is_unverified(initiative: Initiative, measure: Measure) -> bool:
    """Tell whether something in a measure, or all it stands in, was read by inference."""
    entries = initiative.source.unverified if initiative.source else ()
    return any(_overlap(entry.path, measure.path) for entry in entries if entry.path)


def _overlap(one: NodePath, other: NodePath) -> bool:
    """Tell whether one of two places lies within the other."""
    return all(a == b for a, b in zip(one, other, strict=False))
