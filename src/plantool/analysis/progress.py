"""The progress of every measure in a year: planned against result, as it was known on a day.

A year past its deadline without a report is unreported, which is never the same as missed. Words
are never judged beyond the state that was reported with them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.analysis import money_flags
from plantool.analysis.choices import Flag
from plantool.analysis.measure_history import MeasureHistory, Verdict
from plantool.analysis.measure_risk import Risk, RiskFinder
from plantool.analysis.printed_attainment import measure_printed_attainment
from plantool.light_dataclasses import dataclass, replace
from plantool.model.evaluation import Unrated

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date
    from decimal import Decimal
    from fractions import Fraction

    from plantool.analysis.rating import MeasuredQuantity
    from plantool.analysis.selection import Listing
    from plantool.model.cell import Cell
    from plantool.model.evaluation import Band, Status, Trend
    from plantool.model.fiscal_year import FiscalYear
    from plantool.model.measure import Measure
    from plantool.model.plan import Plan
    from plantool.model.result import Result


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """One measure in one year.

    ``status`` is the one that counts, ``verdict`` the computed status, ``judged`` the one that
    people gave. A status ``is_provisional`` that may still change: the year, or its report, is not
    complete; ``is_on_the_way`` tells that the year is judged by its way to the target. ``result``
    is the report that counts on the day; an interim one only until there is a final one.
    ``running_verdict`` is on the total of a cumulative measure up to this year, ``target_verdict``
    on the target at the plan's end. ``previous`` is the quantity of the year before. ``printed``
    holds the figures behind a printed attainment. ``due`` is the day by which a milestone is to be
    done. ``lacks_report`` tells that the deadline passed, and a report on the whole year is not
    there.
    """

    listing: Listing
    year: FiscalYear
    status: Status
    is_provisional: bool
    is_reported: bool
    is_on_the_way: bool
    measure: Measure
    planned: Cell | None
    result: Result | None
    verdict: Verdict
    judged: Status | None = None
    running_verdict: Verdict | None = None
    target_verdict: Verdict | None = None
    previous: Decimal | None = None
    trend: Trend | None = None
    risk: Risk | None = None
    printed: MeasuredQuantity | None = None
    due: date | None = None
    lacks_report: bool = False
    flags: tuple[Flag, ...] = ()

    @property
    def is_missed(self) -> bool:
        """Tell whether the year counts as missed; before its end only people can say so."""
        is_certain = not self.is_provisional or (self.judged is not None and self.judged.missed)
        return self.status.missed and is_certain

    @property
    def is_short_of_course(self) -> bool:
        """Tell whether the year stands behind on its way to the target."""
        return isinstance(self.status, Unrated) and self.status.falls_short

    @property
    def misses_target(self) -> bool:
        """Tell whether the target was missed at the plan's end; the last year may not have been."""
        return self.target_verdict is not None and self.target_verdict.status.missed

    @property
    def attainment(self) -> Fraction | None:
        """Result ÷ planned, or as the scheme has it (1 is 100 %); None where it has no meaning."""
        return self.verdict.attainment

    @property
    def progress(self) -> Fraction | None:
        """The part of the way from baseline to target that was gone, of a year on the way there."""
        position = self.verdict.position
        return position.progress if position else None


def judge_measures(
    plan: Plan, listings: Sequence[Listing], years: Sequence[FiscalYear], as_of: date
) -> Iterator[Progress]:
    """Judge every measure of ``listings`` in each of ``years`` as it stood on ``as_of``."""
    for listing in listings:
        initiative = listing.initiative
        flags_by_year = {
            year: tuple(money_flags.yield_money_flags(initiative, year, plan, as_of))
            for year in years
        }
        for measure in initiative.measures():
            risks = RiskFinder(MeasureHistory(measure, plan, as_of, initiative.life))
            unverified = (Flag.UNVERIFIED,) if initiative.is_inferred_at(measure.path) else ()
            for year in years:
                entry = _judge_measure(listing, risks, year)
                flags = (*_yield_progress_flags(entry), *flags_by_year[year], *unverified)
                yield replace(entry, flags=tuple(flags))


def _build_unreported(listing: Listing, history: MeasureHistory, year: FiscalYear) -> Progress:
    """Return the entry of a measure that has no report at all: there is little to judge."""
    verdict = history.judge_year(year)
    return Progress(
        listing=listing,
        year=year,
        status=verdict.status,
        is_provisional=verdict.is_provisional,
        is_reported=False,
        is_on_the_way=_is_on_the_way(verdict.status),
        measure=history.measure,
        planned=history.measure.planned.get(year),
        result=None,
        verdict=verdict,
        previous=history.find_previous_quantity(year),
        due=history.deadlines.find_due(year),
    )


def _judge_measure(listing: Listing, risks: RiskFinder, year: FiscalYear) -> Progress:
    history = risks.history
    if not history.measure.results:
        return _build_unreported(listing, history, year)
    result = history.find_result(year)
    judgement = result.judgement if result else None
    verdict = history.judge_year(year)
    judged = history.scheme.find_band(judgement.status) if judgement else None
    return Progress(
        listing=listing,
        year=year,
        status=_choose_status(verdict.status, judged),
        is_provisional=verdict.is_provisional,
        is_reported=result is not None,
        is_on_the_way=_is_on_the_way(verdict.status),
        measure=history.measure,
        planned=history.measure.planned.get(year),
        result=result,
        verdict=verdict,
        judged=judged,
        running_verdict=history.judge_running_total(year),
        target_verdict=history.judge_target(year),
        previous=history.find_previous_quantity(year),
        trend=history.find_trend(year),
        risk=risks.find_risk(year),
        printed=result and measure_printed_attainment(history, year, result),
        due=history.deadlines.find_due(year),
        lacks_report=history.lacks_report(year),
    )


def _choose_status(computed: Status, judged: Band | None) -> Status:
    """Return the status that counts: the computed one, or people's where none is of a band.

    People's judgement goes before where the year stands on its way to the target.
    """
    is_open = computed is Unrated.NOT_JUDGED or _is_on_the_way(computed)
    return judged if judged is not None and is_open else computed


def _is_on_the_way(status: Status) -> bool:
    return isinstance(status, Unrated) and status.is_on_the_way


def _yield_progress_flags(entry: Progress) -> Iterator[Flag]:
    if entry.is_missed or entry.misses_target:
        yield Flag.MISSED
    if entry.status is Unrated.UNREPORTED or (entry.is_provisional and entry.lacks_report):
        yield Flag.UNREPORTED
    is_endangered = entry.is_short_of_course or (entry.status.missed and not entry.is_missed)
    if entry.risk or is_endangered:
        yield Flag.AT_RISK
    computed = entry.verdict.status
    if entry.judged and entry.judged != computed and not isinstance(computed, Unrated):
        yield Flag.DISAGREEMENT
