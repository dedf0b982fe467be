"""Plan, current budget and settlement side by side, year by year (予算と決算)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.analysis.execution_rate import rate_term
from plantool.analysis.settlement_comparison import compare_money
from plantool.analysis.year_money import COMPARED_BASES
from plantool.reports.money_lines import LineKind, SumLines
from plantool.reports.page import (
    Block,
    Column,
    Heading,
    Note,
    Page,
    Records,
    Role,
    Row,
    Table,
    build_spanning_row,
)
from plantool.reports.phrases import describe_plan, describe_year, join_names
from plantool.reports.rate_notes import to_rate_percent, yield_rate_notes
from plantool.reports.rates import to_percent
from plantool.reports.unknown_amounts import yield_unknown_notes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from plantool.analysis.budget import BudgetSums
    from plantool.analysis.choices import Grouping
    from plantool.analysis.execution_rate import ExecutionRate
    from plantool.analysis.settlement_comparison import MoneyComparison, YearComparison
    from plantool.analysis.year_money import YearMoney
    from plantool.model.money import Total
    from plantool.reports.money_lines import MoneyLine
    from plantool.reports.page import Record, Value
    from plantool.reports.scope import Scope

_RATIOS = ("rate", "variance", "change")
_RECORD_COLUMNS = (
    "row",
    "key",
    "title",
    "year",
    "western_year",
    "first_day",
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


class SettlementReport:
    """Lays out the money of each of ``comparisons``, which are summed ``by`` the same."""

    def __init__(
        self,
        scope: Scope,
        *,
        comparisons: Sequence[YearComparison],
        by: Grouping,
        term: Sequence[BudgetSums] = (),
    ) -> None:
        self.scope = scope
        self.plan = scope.plan
        self.texts = scope.texts
        self.comparisons = comparisons
        self.by = by
        self.term = term

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
        for comparison in self.comparisons:
            words = {"year": self.scope.name_year(comparison.year), "unit": self.plan.unit}
            caption = self.texts("budget.compare.caption", **words)
            yield Heading(self.scope.qualify(caption), 2)
            yield from self.yield_year_blocks(comparison)
        if self.term:
            yield from self._yield_term_blocks()

    def _yield_term_blocks(self) -> Iterator[Block]:
        """Yield the table of the whole term, in which printed totals stand for unknown years."""
        words = {"year": self.texts("budget.total"), "unit": self.plan.unit}
        yield Heading(self.scope.qualify(self.texts("budget.compare.caption", **words)), 2)
        columns = tuple(self._yield_comparison_columns())[: 2 + len(COMPARED_BASES)]
        rows = tuple(map(self._build_term_row, self._yield_term_lines()))
        yield Table(columns, rows)
        sum_lines = SumLines(self.scope, self.term[0])
        if self.term[0].relisted:
            yield Note(self.texts("budget.relisted.plain", ids=sum_lines.name_relisted()))
        yield from yield_unknown_notes((value for row in rows for value in row.values), self.texts)
        for sums in self.term:
            yield from SumLines(self.scope, sums).yield_carry_notes()
        rate = rate_term(sum_lines.list_counted(), self.plan.planned_years)
        yield from yield_rate_notes(rate, self.texts)

    def _yield_term_lines(self) -> Iterator[tuple[MoneyLine, ...]]:
        """Yield the lines of the whole term, each on every basis."""
        lines = (SumLines(self.scope, sums).yield_lines() for sums in self.term)
        yield from zip(*lines, strict=True)

    def _build_term_row(self, lines: Sequence[MoneyLine]) -> Row:
        if lines[0].line_kind is LineKind.HEADING:
            return lines[0].build_row([None] * (len(lines) + 1))
        rate = to_rate_percent(self._rate_term(lines[0]))
        return lines[0].build_row([*(line.whole for line in lines), rate])

    def _rate_term(self, line: MoneyLine) -> ExecutionRate:
        return rate_term(line.members, self.plan.planned_years)

    def yield_year_blocks(self, comparison: YearComparison) -> Iterator[Block]:
        """Yield the table of one year, and the notes that readers need with it."""
        sum_lines = self._build_sum_lines(comparison)
        yield Table(
            tuple(self._yield_comparison_columns()),
            tuple(self._yield_comparison_rows(sum_lines, comparison.money)),
            records=(self.build_year_records(comparison, f"money-by-{self.by.value}"),),
        )
        if comparison.sums.relisted:
            yield Note(self.texts("budget.relisted.plain", ids=sum_lines.name_relisted()))
        yield from sum_lines.yield_sum_notes()
        yield from yield_rate_notes(comparison.rate, self.texts)
        if ids := comparison.preliminary_ids:
            yield Note(self.texts("budget.preliminary", ids=join_names(ids, self.texts)))

    def _build_sum_lines(self, comparison: YearComparison) -> SumLines:
        by_id = comparison.money.by_id
        return SumLines(
            self.scope,
            comparison.sums,
            shown_columns=len(COMPARED_BASES),
            is_inferred=lambda initiative: by_id[initiative.id].remarks.is_inferred,
        )

    def _yield_comparison_columns(self) -> Iterator[Column]:
        yield Column(heading=self.texts(f"budget.item.{self.by.value}"), wide=True)
        for basis in COMPARED_BASES:
            yield Column(heading=self.texts(f"basis.{basis.value}"), numeric=True)
        for key in _RATIOS:
            yield Column(heading=self.texts(f"budget.{key}"), numeric=True)

    def _yield_comparison_rows(self, sum_lines: SumLines, money: YearMoney) -> Iterator[Row]:
        width = 1 + len(COMPARED_BASES) + len(_RATIOS)
        for line in sum_lines.yield_lines():
            if line.line_kind is LineKind.HEADING:
                yield line.build_row([None] * (width - 1))
                continue
            yield line.build_row(_yield_line_values(line, money))
            if reason := _find_reason(line, money):
                remark = self.texts("budget.reason", reason=reason)
                yield build_spanning_row(remark, width, Role.REMARK, line.indent + 1)

    def _yield_records(self) -> Iterator[Record]:
        for comparison in self.comparisons:
            yield from self._yield_year_records(comparison)
        for lines in self._yield_term_lines() if self.term else ():
            if lines[0].line_kind is not LineKind.HEADING:
                yield self._describe_term_line(lines)

    def build_year_records(self, comparison: YearComparison, key: str) -> Records:
        """Return the money of one year, line by line."""
        return Records(_RECORD_COLUMNS, self._yield_year_records(comparison), key)

    def select_year_records(self, comparison: YearComparison, kind: str, key: str) -> Records:
        """Return the lines of one year of one kind: ``total``, or a kind of groups."""
        rows = self._yield_year_records(comparison)
        return Records(_RECORD_COLUMNS, (row for row in rows if row["row"] == kind), key)

    def _yield_year_records(self, comparison: YearComparison) -> Iterator[Record]:
        for line in self._build_sum_lines(comparison).yield_lines():
            if line.line_kind is not LineKind.HEADING:
                yield self._describe_line(line, comparison.money)

    def _describe_term_line(self, lines: Sequence[MoneyLine]) -> Record:
        """Describe the whole term, of no year; its kind keeps it out of the sums of years."""
        return {
            **self._describe_sums(lines[0], [line.whole for line in lines]),
            "row": f"term-{lines[0].name_kind(self.by)}",
            "execution_rate": self._rate_term(lines[0]).ratio,
        }

    def _describe_sums(self, line: MoneyLine, totals: Sequence[Total]) -> dict[str, Value]:
        sums = {basis.value: total for basis, total in zip(COMPARED_BASES, totals, strict=False)}
        return {
            "row": line.name_kind(self.by),
            "key": line.key,
            "title": line.title,
            **sums,
            "unit": self.plan.unit,
            "unknown": tuple(name for name, total in sums.items() if total.unknown),
            "below_unit": tuple(name for name, total in sums.items() if total.below_unit),
        }

    def _describe_line(self, line: MoneyLine, of_year: YearMoney) -> Record:
        money, initiative = _compare_line(line, of_year), line.initiative
        remarks = of_year.by_id[initiative.id].remarks if initiative else None
        return {
            **self._describe_sums(line, line.totals),
            **describe_year(of_year.year, self.plan),
            "execution_rate": money.rate.ratio,
            "variance": money.variance,
            "settled_before": money.settled_before,
            "change": money.change,
            "reason": remarks.reason if remarks else None,
            "preliminary": remarks.is_preliminary if remarks else None,
        }


def _compare_line(line: MoneyLine, money: YearMoney) -> MoneyComparison:
    return compare_money(money, line.members, line.totals, line.shown_amounts)


def _yield_line_values(line: MoneyLine, of_year: YearMoney) -> Iterator[Value]:
    money = _compare_line(line, of_year)
    yield from (money.planned, money.initial, money.current, money.settled)
    yield from (to_rate_percent(money.rate), money.variance, to_percent(money.change))


def _find_reason(line: MoneyLine, money: YearMoney) -> str | None:
    return money.by_id[line.initiative.id].remarks.reason if line.initiative else None
