"""The first page: how many measures have which status, and the money that was spent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.analysis.choices import Flag, Grouping
from plantool.analysis.status_counts import count_statuses
from plantool.analysis.year_money import COMPARED_BASES
from plantool.model.basis import Basis
from plantool.model.evaluation import Band
from plantool.reports.page import Column, Heading, Items, Row, Table
from plantool.reports.rate_notes import to_rate_percent, yield_rate_notes
from plantool.reports.settlement_report import SettlementReport
from plantool.reports.status_summary import SummaryReport
from plantool.reports.status_text import name_status
from plantool.reports.unknown_amounts import yield_unknown_notes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from plantool.analysis.owed_reports import OwedReport
    from plantool.analysis.progress import Progress
    from plantool.analysis.settlement_comparison import YearComparison
    from plantool.model.fiscal_year import FiscalYear
    from plantool.reports.page import Block, Chart
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
    yield Heading(scope.texts("report.overview"), 2, starts_page=True, key="overview")
    if highlights := tuple(_yield_highlights(scope, entries, owed)):
        yield Items(highlights)
    if entries:
        yield build_status_chart(scope, year, entries)
    by = Grouping.BUREAU if scope.plan.has_departments else Grouping.CHAPTER
    yield from SummaryReport(scope, entries=entries, by=by).yield_counts_table(year)
    if money:
        yield Heading(scope.texts("report.money", unit=scope.plan.unit), 3, key="money-of-year")
        yield from _yield_money_table(scope, money)


def _yield_highlights(
    scope: Scope, entries: Sequence[Progress], owed: Sequence[OwedReport]
) -> Iterator[str]:
    counts, texts = count_statuses(entries, scope.plan.scheme), scope.texts
    counted = [entry for entry in entries if entry.listing.is_counted]
    for status, count, provisional in counts.lines:
        if isinstance(status, Band):
            name = name_status(status, scope.plan.scheme, texts)
            words = {"status": name, "count": count, "measures": counts.total}
            found = texts("report.found.status", **words)
            if provisional:
                found = texts("report.found.provisional", found=found, count=provisional)
            yield found
    for flag in (Flag.AT_RISK, Flag.DISAGREEMENT):
        if flagged := sum(flag in entry.flags for entry in counted):
            yield texts(f"report.found.{flag.value}", count=flagged)
    if owed:
        overdue = sum(entry.is_overdue for entry in owed)
        yield texts("report.found.unreported", count=len(owed), overdue=overdue)


def build_status_chart(scope: Scope, year: FiscalYear, entries: Sequence[Progress]) -> Chart:
    """Draw one bar a chapter, in the colours of the statuses."""
    summary = SummaryReport(scope, entries=entries, by=Grouping.CHAPTER)
    return summary.build_group_chart(year, "statuses-by-chapter")


def _yield_money_table(scope: Scope, money: YearComparison) -> Iterator[Block]:
    texts = scope.texts
    totals = [money.sums.totals[COMPARED_BASES.index(basis)] for basis in _BASES]
    report = SettlementReport(scope, comparisons=(money,), by=Grouping.CHAPTER)
    yield Table(
        (
            Column(texts("budget.title"), wide=True),
            *(Column(texts(f"basis.{basis.value}"), numeric=True) for basis in _BASES),
            Column(texts("budget.rate"), numeric=True),
        ),
        (Row((texts("budget.grand-total"), *totals, to_rate_percent(money.rate))),),
        records=(report.select_year_records(money, "total", "money"),),
    )
    yield from yield_unknown_notes(totals, texts)
    yield from yield_rate_notes(money.rate, texts)
