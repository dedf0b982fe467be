"""The first page: how many measures have which status, and the money that was spent."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from plantool.analysis.choices import Flag, Grouping
from plantool.analysis.status_counts import (
    count_by_group,
    count_provisional,
    count_statuses,
    list_statuses,
)
from plantool.analysis.year_money import COMPARED_BASES
from plantool.model.basis import Basis
from plantool.model.evaluation import Band
from plantool.reports.page import Bar, Chart, Column, Heading, Items, Row, Series, Table
from plantool.reports.phrases import name_group
from plantool.reports.rate_notes import to_rate_percent, yield_rate_notes
from plantool.reports.status_summary import SummaryReport
from plantool.reports.status_text import name_status
from plantool.reports.unknown_amounts import yield_unknown_notes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from plantool.analysis.owed_reports import OwedReport
    from plantool.analysis.progress import Progress
    from plantool.analysis.settlement_comparison import YearComparison
    from plantool.messages import Catalogue
    from plantool.model.evaluation import Color, Scheme, Status
    from plantool.model.fiscal_year import FiscalYear
    from plantool.reports.page import Block
    from plantool.reports.scope import Scope

_BASES = (Basis.PLANNED, Basis.CURRENT, Basis.SETTLED)


def yield_overview_blocks(
    scope: Scope,
    year: FiscalYear,
    entries: Sequence[Progress],
    owed: Sequence[OwedReport],
    money: YearComparison | None,
) -> Iterator[Block]:
    """Yield the summary: findings in words, a chart, counts by chapter and bureau, money."""
    yield Heading(scope.texts("report.overview"), 2, starts_page=True)
    yield Items(tuple(_yield_highlights(scope, entries, owed)))
    yield build_status_chart(scope, entries)
    by = Grouping.BUREAU if scope.plan.has_departments else Grouping.CHAPTER
    yield from SummaryReport(scope, entries=entries, by=by).yield_counts_table(year)
    if money:
        yield Heading(scope.texts("report.money", unit=scope.plan.unit), 3)
        yield from _yield_money_table(scope, money)


def _yield_highlights(
    scope: Scope, entries: Sequence[Progress], owed: Sequence[OwedReport]
) -> Iterator[str]:
    counts, texts = count_statuses(entries), scope.texts
    provisional = count_provisional(entries)
    counted = [entry for entry in entries if entry.listing.is_counted]
    for status in list_statuses(scope.plan.scheme):
        if counts[status] and isinstance(status, Band):
            name = name_status(status, scope.plan.scheme, texts)
            words = {"status": name, "count": counts[status], "measures": counts.total()}
            found = texts("report.found.status", **words)
            if provisional[status]:
                found = texts("report.found.provisional", found=found, count=provisional[status])
            yield found
    for flag in (Flag.AT_RISK, Flag.DISAGREEMENT):
        if flagged := sum(flag in entry.flags for entry in counted):
            yield texts(f"report.found.{flag.value}", count=flagged)
    if owed:
        overdue = sum(entry.is_overdue for entry in owed)
        yield texts("report.found.unreported", count=len(owed), overdue=overdue)


def build_status_chart(scope: Scope, entries: Sequence[Progress]) -> Chart:
    """Draw one bar a chapter, in the colours of the statuses."""
    total = count_statuses(entries)
    drawn = yield_status_series(scope.plan.scheme, scope.texts)
    used = {status: series for status, series in drawn if total[status]}
    bars = []
    for group in count_by_group(entries, Grouping.CHAPTER):
        name = name_group(group.key, Grouping.CHAPTER, scope.plan, scope.texts)
        bars.append(Bar(name, tuple(group.counts[status] for status in used)))
    return Chart(
        title=scope.texts("report.chart.statuses"),
        series=tuple(used.values()),
        bars=tuple(bars),
        unit=scope.texts("summary.unit"),
    )


def yield_status_series(scheme: Scheme, texts: Catalogue) -> Iterator[tuple[Status, Series]]:
    """Yield how each status is drawn in all charts of a plan, whichever of them a chart has."""
    variants: Counter[Color] = Counter()
    for status in list_statuses(scheme):
        name = name_status(status, scheme, texts)
        symbol = status.symbol if isinstance(status, Band) else ""
        yield status, Series(name, status.color, symbol, variants[status.color])
        variants[status.color] += 1


def _yield_money_table(scope: Scope, money: YearComparison) -> Iterator[Block]:
    texts = scope.texts
    totals = [money.sums.totals[COMPARED_BASES.index(basis)] for basis in _BASES]
    yield Table(
        (
            Column(texts("budget.title"), wide=True),
            *(Column(texts(f"basis.{basis.value}"), numeric=True) for basis in _BASES),
            Column(texts("budget.rate"), numeric=True),
        ),
        (Row((texts("budget.grand-total"), *totals, to_rate_percent(money.rate))),),
    )
    yield from yield_unknown_notes(totals, texts)
    yield from yield_rate_notes(money.rate, texts)
