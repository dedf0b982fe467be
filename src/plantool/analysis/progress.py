"""Where every measure stands in a year: planned against result, as it was known on a day.

A year past its deadline without a report is unreported, which is never the same as missed. Words
are never judged beyond the state that was reported with them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plantool.analysis import money
from plantool.analysis.choices import Flag
from plantool.analysis.course import Course, Risk, Verdict
from plantool.model.evaluation import Unrated
from plantool.model.result import Stage

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date
    from decimal import Decimal
    from fractions import Fraction

    from plantool.analysis.selection import Listing
    from plantool.diagnostics import NodePath
    from plantool.model.cell import Cell
    from plantool.model.evaluation import Status, Trend
    from plantool.model.fiscal_year import FiscalYear
    from plantool.model.initiative import Initiative
    from plantool.model.measure import Measure
    from plantool.model.plan import Plan
    from plantool.model.result import Result


class Progress(NamedTuple):
    """One measure in one year.

    ``result`` is the report that counts on the day; an interim one only until there is a final
    one. ``verdict`` is the computed status, ``judged`` the one that people gave. ``running`` judges
    the total of a cumulative measure up to this year, ``final`` the target at the plan's end.
    ``before`` is the quantity of the year before.
    """

    listing: Listing
    measure: Measure
    year: FiscalYear
    planned: Cell | None
    result: Result | None
    verdict: Verdict
    judged: Status | None = None
    running: Verdict | None = None
    final: Verdict | None = None
    before: Decimal | None = None
    trend: Trend | None = None
    risk: Risk | None = None
    flags: tuple[Flag, ...] = ()

    @property
    def status(self) -> Status:
        """The status that counts: the computed one, or people's where nothing was computed."""
        if self.verdict.status is Unrated.NOT_JUDGED and self.judged:
            return self.judged
        return self.verdict.status

    @property
    def misses_target(self) -> bool:
        """Tell whether the target was missed at the plan's end, whatever the last year brought."""
        return self.final is not None and self.final.status.missed

    @property
    def attainment(self) -> Fraction | None:
        """Result ÷ planned, or as the scheme has it (1 is 100 %); None where it has no meaning."""
        return self.verdict.attainment


def progress(
    plan: Plan, listings: Sequence[Listing], years: Sequence[FiscalYear], as_of: date
) -> Iterator[Progress]:
    """Judge every measure of ``listings`` in each of ``years`` as it stood on ``as_of``."""
    for listing in listings:
        initiative = listing.initiative
        money_flags = {
            year: tuple(money.flags(initiative, year, plan.scheme, as_of)) for year in years
        }
        for measure in initiative.measures():
            course = Course(measure, plan, as_of)
            unverified = (Flag.UNVERIFIED,) if _is_unverified(initiative, measure) else ()
            for year in years:
                entry = _judge(listing, course, year)
                flags = (*_flags(entry), *money_flags[year], *unverified)
                yield entry._replace(flags=tuple(flags))


def _unreported(listing: Listing, course: Course, year: FiscalYear) -> Progress:
    """Return the entry of a measure on which nobody ever reported: there is little to judge."""
    return Progress(
        listing=listing,
        measure=course.measure,
        year=year,
        planned=course.measure.planned.get(year),
        result=None,
        verdict=course.verdict(year),
        before=course.before(year),
    )


def _judge(listing: Listing, course: Course, year: FiscalYear) -> Progress:
    if not course.measure.results:
        return _unreported(listing, course, year)
    result = course.result(year)
    judgement = result.judgement if result and result.stage is Stage.FINAL else None
    return Progress(
        listing=listing,
        measure=course.measure,
        year=year,
        planned=course.measure.planned.get(year),
        result=result,
        verdict=course.verdict(year),
        judged=course.scheme.band(judgement.status) if judgement else None,
        running=course.running(year),
        final=course.final(year),
        before=course.before(year),
        trend=course.trend(year),
        risk=course.risk(year),
    )


def _flags(entry: Progress) -> Iterator[Flag]:
    if entry.status.missed or entry.misses_target:
        yield Flag.MISSED
    if entry.status is Unrated.UNREPORTED:
        yield Flag.UNREPORTED
    if entry.risk:
        yield Flag.AT_RISK
    computed = entry.verdict.status
    if entry.judged and entry.judged != computed and not isinstance(computed, Unrated):
        yield Flag.DISAGREEMENT


def _is_unverified(initiative: Initiative, measure: Measure) -> bool:
    """Tell whether something in a measure, or all it stands in, was read by inference."""
    entries = initiative.source.unverified if initiative.source else ()
    return any(_overlap(entry.path, measure.path) for entry in entries if entry.path)


def _overlap(one: NodePath, other: NodePath) -> bool:
    """Tell whether one of two places lies within the other."""
    return all(a == b for a, b in zip(one, other, strict=False))
