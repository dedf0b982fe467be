"""Plan, current budget and settlement side by side, year by year (予算と決算)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plantool.analysis.budget import find_execution_rate, sum_budget
from plantool.model.basis import Basis
from plantool.reports.money_lines import LineKind, SumLines
from plantool.reports.page import Block, Column, Heading, Note, Page, Records, Role, Row
from plantool.reports.page import Table as PageTable
from plantool.reports.phrases import describe_plan, format_year, join_names, qualify_caption
from plantool.reports.rates import to_percent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from fractions import Fraction

    from plantool.analysis.choices import Grouping
    from plantool.analysis.selection import Listing
    from plantool.messages import Catalogue
    from plantool.model.fiscal_year import FiscalYear
    from plantool.model.money import Money, Total
    from plantool.model.plan import Plan
    from plantool.reports.money_lines import MoneyLine
    from plantool.reports.page import Value

_BASES = (Basis.PLANNED, Basis.INITIAL, Basis.CURRENT, Basis.SETTLED)
_RECORD_COLUMNS = (
    "row",
    "key",
    "title",
    "year",
    "western_year",
    "planned",
    "initial",
    "current",
    "settled",
    "execution_rate",
    "variance",
    "settled_before",
    "change",
    "reason",
    "preliminary",
    "unit",
    "unknown",
    "below_unit",
)


class MoneyComparison(NamedTuple):
    """The money of one line in one year.

    ``rate`` is 執行率, settled ÷ current; ``variance`` settled - current; ``change`` settled ÷ what
    was settled the year before. None where a part is not known.
    """

    planned: Money | Total
    initial: Money | Total
    current: Money | Total
    settled: Money | Total
    settled_before: Total | None
    rate: Fraction | None
    variance: Total | None
    change: Fraction | None


class ComparisonReport:
    """Compares the money of ``listings`` in each of ``years``."""

    def __init__(  # noqa: PLR0913 - all keyword-only
        self,
        plan: Plan,
        listings: Sequence[Listing],
        *,
        years: Sequence[FiscalYear],
        by: Grouping,
        texts: Catalogue,
        only: str = "",
    ) -> None:
        self.plan = plan
        self.listings = listings
        self.years = years
        self.by = by
        self.texts = texts
        self.only = only

    def build_page(self) -> Page:
        return Page(
            name="budget-comparison",
            blocks=self._yield_blocks(),
            records=Records(_RECORD_COLUMNS, self._yield_records()),
            metadata={
                "plan": describe_plan(self.plan),
                "unit": self.plan.unit,
                "by": self.by.value,
            },
        )

    def _yield_blocks(self) -> Iterator[Block]:
        yield Heading(self.plan.title)
        for year in self.years:
            words = {"year": format_year(year, self.plan, self.texts), "unit": self.plan.unit}
            caption = self.texts("budget.compare.caption", **words)
            yield Heading(qualify_caption(caption, self.only, self.texts), 2)
            yield from self.yield_year_comparison(year)

    def yield_year_comparison(self, year: FiscalYear) -> Iterator[Block]:
        """Yield the table of one year and what a reader must know about it."""
        sum_lines = self._build_sum_lines(year)
        yield PageTable(
            tuple(self._yield_comparison_columns()),
            tuple(self._yield_comparison_rows(sum_lines, year)),
        )
        if sum_lines.sums.relisted:
            yield Note(self.texts("budget.relisted.plain", ids=sum_lines.name_relisted()))
        yield from sum_lines.yield_sum_notes()
        initiatives = (listing.initiative for listing in self.listings)
        if ids := [i.id for i in initiatives if year in i.budget.preliminary]:
            yield Note(self.texts("budget.preliminary", ids=join_names(ids, self.texts)))

    def _build_sum_lines(self, year: FiscalYear) -> SumLines:
        columns = [(year, basis) for basis in _BASES]
        if year_before := self._find_year_before(year):
            columns.append((year_before, Basis.SETTLED))
        sums = sum_budget(self.listings, columns, self.by)
        return SumLines(self.plan, sums, self.texts, shown_columns=len(_BASES))

    def _find_year_before(self, year: FiscalYear) -> FiscalYear | None:
        known = (*self.plan.baseline_years, *self.plan.planned_years)
        return next((past for past in known if past.start == year.start - 1), None)

    def _yield_comparison_columns(self) -> Iterator[Column]:
        yield Column(heading=self.texts(f"budget.item.{self.by.value}"), wide=True)
        for basis in _BASES:
            yield Column(heading=self.texts(f"basis.{basis.value}"), numeric=True)
        for key in ("rate", "variance", "change"):
            yield Column(heading=self.texts(f"budget.{key}"), numeric=True)

    def _yield_comparison_rows(self, sum_lines: SumLines, year: FiscalYear) -> Iterator[Row]:
        width = len(_BASES) + 3
        for line in sum_lines.yield_lines():
            if line.line_kind is LineKind.HEADING:
                yield line.build_row([None] * width)
                continue
            comparison = _compare_money(line)
            amounts = (
                comparison.planned,
                comparison.initial,
                comparison.current,
                comparison.settled,
            )
            yield line.build_row(
                (
                    *amounts,
                    to_percent(comparison.rate),
                    comparison.variance,
                    to_percent(comparison.change),
                )
            )
            if reason := _find_reason(line, year):
                remark = self.texts("budget.reason", reason=reason)
                yield Row((remark, *[None] * width), Role.REMARK, line.indent + 1)

    def _yield_records(self) -> Iterator[tuple[Value, ...]]:
        for year in self.years:
            sum_lines = self._build_sum_lines(year)
            for line in sum_lines.yield_lines():
                if line.line_kind is not LineKind.HEADING:
                    yield self._build_comparison_record(line, year)

    def _build_comparison_record(self, line: MoneyLine, year: FiscalYear) -> tuple[Value, ...]:
        comparison = _compare_money(line)
        initiative = line.initiative
        return (
            line.name_kind(self.by),
            line.key,
            line.title,
            year.key,
            year.start,
            *line.totals[: len(_BASES)],
            comparison.rate,
            comparison.variance,
            comparison.settled_before,
            comparison.change,
            _find_reason(line, year),
            year in initiative.budget.preliminary if initiative else None,
            self.plan.unit,
            tuple(_yield_lacking_bases(line, lambda total: total.unknown)),
            tuple(_yield_lacking_bases(line, lambda total: total.below_unit)),
        )


def _compare_money(line: MoneyLine) -> MoneyComparison:
    _, _, current, settled = line.totals[: len(_BASES)]
    before = line.totals[len(_BASES)] if len(line.totals) > len(_BASES) else None
    planned, initial, shown_current, shown_settled = line.shown_amounts[: len(_BASES)]
    known = settled.is_whole and current.is_whole and settled.counted and current.counted
    return MoneyComparison(
        planned=planned,
        initial=initial,
        current=shown_current,
        settled=shown_settled,
        settled_before=before,
        rate=find_execution_rate(settled=settled, current=current),
        variance=settled + -current if known else None,
        change=find_execution_rate(settled=settled, current=before) if before else None,
    )


def _yield_lacking_bases(line: MoneyLine, count_missing: Callable[[Total], int]) -> Iterator[str]:
    """Name the bases of which some amounts are not in the sum."""
    for basis, total in zip(_BASES, line.totals, strict=False):
        if count_missing(total):
            yield basis.value


def _find_reason(line: MoneyLine, year: FiscalYear) -> str | None:
    return line.initiative.budget.reasons.get(year) if line.initiative else None
