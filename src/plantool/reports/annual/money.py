"""The money of the year: plan, current budget and settlement, by chapter, bureau and initiative."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.analysis.budget import sum_budget
from plantool.analysis.choices import Grouping
from plantool.analysis.part_sums import sum_parts_of_money
from plantool.analysis.settlement_comparison import COMPARED_BASES, compare_years
from plantool.model.basis import Basis
from plantool.reports.page import Bar, Chart, Heading, Series
from plantool.reports.part_report import PartReport
from plantool.reports.phrases import name_group
from plantool.reports.settlement_report import SettlementReport

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from plantool.analysis.selection import Listing
    from plantool.model.evaluation import Color
    from plantool.model.fiscal_year import FiscalYear
    from plantool.reports.page import Block
    from plantool.reports.scope import Scope

_BARS: tuple[tuple[Basis, Color], ...] = (
    (Basis.PLANNED, "grey"),
    (Basis.CURRENT, "blue"),
    (Basis.SETTLED, "green"),
)


def yield_money_blocks(
    scope: Scope, year: FiscalYear, listings: Sequence[Listing]
) -> Iterator[Block]:
    """Yield a chart by chapter and the comparison by chapter, bureau and initiative."""
    texts = scope.texts
    heading = texts("report.money.all", year=scope.name_year(year), unit=scope.plan.unit)
    yield Heading(heading, 2, starts_page=True)
    yield _build_money_chart(scope, year, listings)
    for by in (Grouping.CHAPTER, Grouping.BUREAU, Grouping.INITIATIVE):
        if by is Grouping.BUREAU and not scope.plan.has_departments:
            continue
        yield Heading(texts("report.by", by=texts(f"budget.item.{by.value}")), 3)
        comparisons = tuple(compare_years(scope.plan, listings, (year,), by))
        report = SettlementReport(scope, comparisons=comparisons, by=by)
        for comparison in comparisons:
            yield from report.yield_year_blocks(comparison)
    if scope.plan.breakdowns:
        yield Heading(texts("report.by", by=texts("budget.item.part")), 3)
        counted = {each.initiative.id: each.initiative for each in listings if each.is_counted}
        columns = [(year, basis) for basis in COMPARED_BASES]
        sums = sum_parts_of_money(tuple(counted.values()), columns, scope.plan.breakdowns)
        yield from PartReport(scope, sums=[sums]).yield_sum_blocks(sums)


def _build_money_chart(scope: Scope, year: FiscalYear, listings: Sequence[Listing]) -> Chart:
    """Draw plan, budget and settlement of each chapter below one another, as far as known."""
    texts = scope.texts
    columns = [(year, basis) for basis, _ in _BARS]
    bars = []
    for group in sum_budget(listings, columns, Grouping.CHAPTER).groups:
        name = name_group(group.key, Grouping.CHAPTER, scope.plan, texts)
        for at, ((basis, _), total) in enumerate(zip(_BARS, group.totals, strict=True)):
            if total.counted:
                parts = tuple(total.amount if other == at else None for other in range(len(_BARS)))
                key = "report.bar" if total.is_whole else "report.bar.partly"
                words = {"name": name, "basis": texts(f"basis.{basis.value}")}
                bars.append(Bar(texts(key, **words), parts))
    series = tuple(Series(texts(f"basis.{basis.value}"), color) for basis, color in _BARS)
    return Chart(texts("report.chart.money"), series, tuple(bars), scope.plan.unit)
