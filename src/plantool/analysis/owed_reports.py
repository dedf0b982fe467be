"""Which reports and settlements the departments still owe."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeVar

from plantool.analysis.measure_history import MeasureHistory
from plantool.analysis.selection import NO_DEPARTMENT
from plantool.light_dataclasses import dataclass
from plantool.model.basis import Basis
from plantool.model.evaluation import Unrated
from plantool.model.money import Presence
from plantool.model.result import Stage

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from datetime import date

    from plantool.analysis.selection import Listing
    from plantool.model.budget import Budget
    from plantool.model.fiscal_year import FiscalYear
    from plantool.model.initiative import Department
    from plantool.model.measure import Measure
    from plantool.model.plan import Plan

_NOTICE_PERIOD = timedelta(days=30)  # so long before its deadline an interim report is asked for


@dataclass(frozen=True, slots=True, kw_only=True)
class OwedReport:
    """A report that is not there: of which measure, year and stage, and until when it was due."""

    listing: Listing
    measure: Measure
    year: FiscalYear
    stage: Stage
    due: date
    days_late: int

    @property
    def is_overdue(self) -> bool:
        """Tell whether the deadline has passed; ``days_late`` is by how many days."""
        return self.days_late > 0


class OwedSettlement(NamedTuple):
    """A settlement that is not there: of which initiative and year, and until when it was due."""

    listing: Listing
    year: FiscalYear
    due: date


def yield_owed_reports(
    plan: Plan, listings: Sequence[Listing], years: Sequence[FiscalYear], as_of: date
) -> Iterator[OwedReport]:
    """Yield the reports owed on ``as_of``, each initiative once, in printed order.

    The report on a year is owed once the year is over, an interim one shortly before its deadline.
    """
    for listing in yield_each_once(listings):
        for measure in listing.initiative.measures():
            history = MeasureHistory(measure, plan, as_of, listing.initiative.life)
            for year in years:
                if (owed_report := _find_owed_report(history, year)) is not None:
                    stage, due = owed_report
                    days_late = max((as_of - due).days, 0)
                    yield OwedReport(
                        listing=listing,
                        measure=measure,
                        year=year,
                        stage=stage,
                        due=due,
                        days_late=days_late,
                    )


def yield_owed_settlements(
    plan: Plan, listings: Sequence[Listing], years: Sequence[FiscalYear], as_of: date
) -> Iterator[OwedSettlement]:
    """Yield the settlements (決算額) that are not there of years that are over.

    They are due with the report, or when the books are closed if that is later (出納整理期間).
    Where no money was planned or budgeted, none can have been spent.
    """
    calendar = plan.calendar
    over = [year for year in years if calendar.has_ended(year, as_of)]
    for listing in yield_each_once(listings):
        for year in over:
            budget = listing.initiative.budget
            if budget.settled.get(year) is None and _has_money(budget, year):
                report_due = plan.deadlines.find_final_day(year, calendar)
                due = max(calendar.find_books_close(year), report_due)
                yield OwedSettlement(listing, year, due)


def _has_money(budget: Budget, year: FiscalYear) -> bool:
    amounts = (budget.find_current(year), budget.amount(Basis.PLANNED, year))
    return any(money.presence is Presence.KNOWN and money.amount for money in amounts)


def yield_each_once(listings: Sequence[Listing]) -> Iterator[Listing]:
    """Yield one listing of each initiative, where it is counted rather than where it is 再掲."""
    seen: set[str] = set()
    for listing in sorted(listings, key=lambda listing: not listing.is_counted):
        if listing.initiative.id not in seen:
            seen.add(listing.initiative.id)
            yield listing


def _find_owed_report(history: MeasureHistory, year: FiscalYear) -> tuple[Stage, date] | None:
    """Return the stage of the report that is owed on a year, and its deadline."""
    verdict, result, as_of = history.judge_year(year), history.find_result(year), history.as_of
    is_open = verdict.is_provisional or verdict.status in {Unrated.UNREPORTED, Unrated.NOT_DUE}
    if not is_open or (result is not None and result.stage is Stage.FINAL):
        return None
    plan, due = history.plan, history.deadlines.find_due(year)
    if history.deadlines.is_over(year) or (due and as_of >= due - _NOTICE_PERIOD):
        return Stage.FINAL, history.deadlines.find_last_day(year)
    interim_due = plan.deadlines.find_interim_day(year, plan.calendar)
    is_asked_for = interim_due and as_of >= interim_due - _NOTICE_PERIOD
    if interim_due and is_asked_for and result is None and not plan.calendar.has_ended(year, as_of):
        return Stage.INTERIM, interim_due
    return None


class _OwedEntry(Protocol):
    """Everything that is owed is of an initiative, and so of its departments."""

    @property
    def listing(self) -> Listing: ...


OwedT = TypeVar("OwedT", bound=_OwedEntry)


def group_by_department(
    owed: Iterable[OwedT], plan: Plan, wanted: Collection[str] = ()
) -> Iterator[tuple[Department | None, list[OwedT]]]:
    """Yield the departments with all that they owe, in the order of plan.yaml.

    What no department is named for comes last, under None. ``wanted`` are those asked for, by any
    of their names; all without them.
    """
    owing: dict[Department | None, list[OwedT]] = {}
    for entry in owed:
        for department in entry.listing.initiative.departments or (None,):
            owing.setdefault(department, []).append(entry)
    order: dict[Department | None, int] = {each: at for at, each in enumerate(plan.departments)}
    for owner in sorted(owing, key=lambda d: (d is None, order.get(d, len(order)))):
        known = {owner.name, owner.bureau, owner.division} if owner else NO_DEPARTMENT
        if not wanted or known.intersection(wanted):
            yield owner, owing[owner]
