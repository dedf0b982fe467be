"""The first page: how many measures stand where, and what was spent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.analysis.budget import execution_rate, totals_of
from plantool.analysis.choices import By, Flag
from plantool.analysis.counts import count, count_by, statuses
from plantool.model.basis import Basis
from plantool.model.evaluation import Band
from plantool.reports.page import Bar, Chart, Column, Heading, Items, Row, Series, Table
from plantool.reports.rates import rate
from plantool.reports.summary import SummaryReport
from plantool.reports.unknown import unknown_notes
from plantool.reports.verdicts import status_name
from plantool.reports.words import group_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from plantool.analysis.pending import Pending
    from plantool.analysis.progress import Progress
    from plantool.analysis.selection import Listing
    from plantool.model.evaluation import Status
    from plantool.model.fiscal_year import FiscalYear
    from plantool.reports.page import Block
    from plantool.reports.scope import Scope

_BASES = (Basis.PLANNED, Basis.CURRENT, Basis.SETTLED)


def overview_blocks(
    scope: Scope,
    year: FiscalYear,
    entries: Sequence[Progress],
    listings: Sequence[Listing],
    owed: Sequence[Pending],
) -> Iterator[Block]:
    """Yield the summary: findings in words, a chart, counts by chapter and bureau, money."""
    yield Heading(scope.texts("report.overview"), 2, starts_page=True)
    yield Items(tuple(_findings(scope, entries, owed)))
    yield status_chart(scope, entries)
    yield from SummaryReport(scope, entries=entries, by=By.BUREAU).counts(year)
    yield Heading(scope.texts("report.money", unit=scope.plan.unit), 3)
    yield from _money(scope, year, listings)


def _findings(scope: Scope, entries: Sequence[Progress], owed: Sequence[Pending]) -> Iterator[str]:
    counts, texts = count(entries), scope.texts
    counted = [entry for entry in entries if entry.listing.is_counted]
    for status in statuses(scope.plan.scheme):
        if counts[status] and isinstance(status, Band):
            name = status_name(status, scope.plan.scheme, texts)
            words = {"status": name, "count": counts[status], "measures": counts.total()}
            yield texts("report.found.status", **words)
    for flag in (Flag.AT_RISK, Flag.DISAGREEMENT):
        if flagged := sum(flag in entry.flags for entry in counted):
            yield texts(f"report.found.{flag.value}", count=flagged)
    if owed:
        overdue = sum(entry.is_overdue for entry in owed)
        yield texts("report.found.unreported", count=len(owed), overdue=overdue)


def status_chart(scope: Scope, entries: Sequence[Progress]) -> Chart:
    """Draw one bar a chapter, in the colours of the statuses."""
    scheme, texts = scope.plan.scheme, scope.texts
    total = count(entries)
    used = [status for status in statuses(scheme) if total[status]]
    return Chart(
        title=texts("report.chart.statuses"),
        series=tuple(_series(scope, status) for status in used),
        bars=tuple(
            Bar(
                group_name(group.key, By.CHAPTER, scope.plan, texts),
                tuple(group.counts[status] for status in used),
            )
            for group in count_by(entries, By.CHAPTER)
        ),
        unit=texts("summary.unit"),
    )


def _series(scope: Scope, status: Status) -> Series:
    name = status_name(status, scope.plan.scheme, scope.texts)
    if isinstance(status, Band):
        return Series(name, status.color, status.symbol)
    return Series(name, "grey")


def _money(scope: Scope, year: FiscalYear, listings: Sequence[Listing]) -> Iterator[Block]:
    texts = scope.texts
    counted = {entry.initiative.id: entry.initiative for entry in listings if entry.is_counted}
    columns = [(year, basis) for basis in _BASES]
    totals = totals_of(counted.values(), columns)
    executed = execution_rate(settled=totals[2], current=totals[1])
    yield Table(
        (
            Column(texts("budget.title"), wide=True),
            *(Column(texts(f"basis.{basis.value}"), numeric=True) for basis in _BASES),
            Column(texts("budget.rate"), numeric=True),
        ),
        (Row((texts("budget.grand-total"), *totals, rate(executed))),),
    )
    yield from unknown_notes(totals, texts)
