"""The money of the year: plan, current budget and settlement, by chapter, bureau and initiative."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.analysis.choices import Grouping
from plantool.analysis.part_sums import sum_parts_of_money
from plantool.analysis.settlement_comparison import compare_year
from plantool.analysis.year_money import COMPARED_BASES
from plantool.model.basis import Basis
from plantool.reports.page import Bar, Chart, Heading, Series
from plantool.reports.part_report import PartReport
from plantool.reports.phrases import name_group
from plantool.reports.settlement_report import SettlementReport

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from plantool.analysis.selection import Listing
    from plantool.analysis.settlement_comparison import YearComparison
    from plantool.model.evaluation import Color
    from plantool.reports.page import Block
    from plantool.reports.scope import Scope

_BARS: tuple[tuple[Basis, Color], ...] = (
    (Basis.PLANNED, "grey"),
    (Basis.CURRENT, "blue"),
    (Basis.SETTLED, "green"),
)


def yield_money_blocks(
    scope: Scope, listings: Sequence[Listing], by_chapter: YearComparison
) -> Iterator[Block]:
    """Yield a chart by chapter and the comparison by chapter, bureau and initiative."""
    texts, year = scope.texts, by_chapter.year
    heading = texts("report.money.all", year=scope.name_year(year), unit=scope.plan.unit)
    yield Heading(heading, 2, starts_page=True, key="money")
    yield from _yield_money_chart(scope, by_chapter)
    for by in (Grouping.CHAPTER, Grouping.BUREAU, Grouping.INITIATIVE):
        if by is Grouping.BUREAU and not scope.plan.has_departments:
            continue
        heading = texts("report.by", by=texts(f"budget.item.{by.value}"))
        yield Heading(heading, 3, key=f"money-by-{by.value}")
        is_known = by is Grouping.CHAPTER
        comparison = by_chapter if is_known else compare_year(by_chapter.money, listings, by)
        report = SettlementReport(scope, comparisons=(comparison,), by=by)
        yield from report.yield_year_blocks(comparison)
    if scope.plan.breakdowns:
        heading = texts("report.by", by=texts("budget.item.part"))
        yield Heading(heading, 3, key="money-by-part")
        counted = {each.initiative.id: each.initiative for each in listings if each.is_counted}
        columns = [(year, basis) for basis in COMPARED_BASES]
        sums = sum_parts_of_money(tuple(counted.values()), columns, scope.plan.breakdowns)
        yield from PartReport(scope, sums=[sums]).yield_sum_blocks(sums)


def _yield_money_chart(scope: Scope, by_chapter: YearComparison) -> Iterator[Chart]:
    """Draw plan, budget and settlement of each chapter below one another, as far as known."""
    texts, groups = scope.texts, by_chapter.sums.groups
    known = [
        (basis, color)
        for basis, color in _BARS
        if any(group.totals[COMPARED_BASES.index(basis)].counted for group in groups)
    ]
    bars = []
    for group in groups:
        name = name_group(group.key, Grouping.CHAPTER, scope.plan, texts)
        for at, (basis, _) in enumerate(known):
            total = group.totals[COMPARED_BASES.index(basis)]
            if total.counted:
                parts = tuple(total.amount if other == at else None for other in range(len(known)))
                key = "report.bar" if total.is_whole else "report.bar.partly"
                words = {"name": name, "basis": texts(f"basis.{basis.value}")}
                bars.append(Bar(texts(key, **words), parts))
    if bars:
        series = tuple(Series(texts(f"basis.{basis.value}"), color) for basis, color in known)
        report = SettlementReport(scope, comparisons=(by_chapter,), by=Grouping.CHAPTER)
        records = report.select_year_records(by_chapter, Grouping.CHAPTER.value, "money-chart")
        yield Chart(texts("report.chart.money"), series, tuple(bars), scope.plan.unit, records)
