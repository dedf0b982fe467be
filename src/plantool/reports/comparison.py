"""Plan, current budget and settlement side by side, year by year (予算と決算)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plantool.analysis.budget import execution_rate, sum_budget
from plantool.model.basis import Basis
from plantool.reports.page import Block, Column, Heading, Note, Page, Records, Role, Row
from plantool.reports.page import Table as PageTable
from plantool.reports.rates import rate
from plantool.reports.sums import SumLines, What
from plantool.reports.words import limited, names, plan_facts, year_heading

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from fractions import Fraction

    from plantool.analysis.choices import By
    from plantool.analysis.selection import Listing
    from plantool.messages import Catalogue
    from plantool.model.fiscal_year import FiscalYear
    from plantool.model.money import Money, Total
    from plantool.model.plan import Plan
    from plantool.reports.page import Value
    from plantool.reports.sums import Line

_COLUMNS = (Basis.PLANNED, Basis.INITIAL, Basis.CURRENT, Basis.SETTLED)
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


class Comparison(NamedTuple):
    """The money of one line in one year.

    ``rate`` is 執行率, settled ÷ current; ``variance`` settled - current; ``change`` settled ÷ what
    was settled the year before. None where a part is not known.
    """

    planned: Money | Total
    initial: Money | Total
    current: Money | Total
    settled: Money | Total
    before: Total | None
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
        by: By,
        texts: Catalogue,
        only: str = "",
    ) -> None:
        self.plan = plan
        self.listings = listings
        self.years = years
        self.by = by
        self.texts = texts
        self.only = only

    def page(self) -> Page:
        return Page(
            name="budget-comparison",
            blocks=self._blocks(),
            records=Records(_RECORD_COLUMNS, self._records()),
            facts={"plan": plan_facts(self.plan), "unit": self.plan.unit, "by": self.by.value},
        )

    def _blocks(self) -> Iterator[Block]:
        yield Heading(self.plan.title)
        for year in self.years:
            words = {"year": year_heading(year, self.plan, self.texts), "unit": self.plan.unit}
            caption = self.texts("budget.compare.caption", **words)
            yield Heading(limited(caption, self.only, self.texts), 2)
            yield from self.year(year)

    def year(self, year: FiscalYear) -> Iterator[Block]:
        """Yield the table of one year and what a reader must know about it."""
        lines = self._lines(year)
        yield PageTable(tuple(self._columns()), tuple(self._rows(lines, year)))
        if lines.sums.relisted:
            yield Note(self.texts("budget.relisted.plain", ids=lines.relisted()))
        yield from lines.notes()
        initiatives = (listing.initiative for listing in self.listings)
        if ids := [i.id for i in initiatives if year in i.budget.preliminary]:
            yield Note(self.texts("budget.preliminary", ids=names(ids, self.texts)))

    def _lines(self, year: FiscalYear) -> SumLines:
        columns = [(year, basis) for basis in _COLUMNS]
        if before := self._before(year):
            columns.append((before, Basis.SETTLED))
        sums = sum_budget(self.listings, columns, self.by)
        return SumLines(self.plan, sums, self.texts, shown=len(_COLUMNS))

    def _before(self, year: FiscalYear) -> FiscalYear | None:
        known = (*self.plan.baseline_years, *self.plan.planned_years)
        return next((past for past in known if past.start == year.start - 1), None)

    def _columns(self) -> Iterator[Column]:
        yield Column(heading=self.texts(f"budget.item.{self.by.value}"), wide=True)
        for basis in _COLUMNS:
            yield Column(heading=self.texts(f"basis.{basis.value}"), numeric=True)
        for key in ("rate", "variance", "change"):
            yield Column(heading=self.texts(f"budget.{key}"), numeric=True)

    def _rows(self, lines: SumLines, year: FiscalYear) -> Iterator[Row]:
        width = len(_COLUMNS) + 3
        for line in lines.lines():
            if line.what is What.HEADING:
                yield line.row([None] * width)
                continue
            found = _compare(line)
            amounts = (found.planned, found.initial, found.current, found.settled)
            yield line.row((*amounts, rate(found.rate), found.variance, rate(found.change)))
            if reason := _reason(line, year):
                remark = self.texts("budget.reason", reason=reason)
                yield Row((remark, *[None] * width), Role.REMARK, line.indent + 1)

    def _records(self) -> Iterator[tuple[Value, ...]]:
        for year in self.years:
            lines = self._lines(year)
            for line in lines.lines():
                if line.what is not What.HEADING:
                    yield self._record(line, year)

    def _record(self, line: Line, year: FiscalYear) -> tuple[Value, ...]:
        found = _compare(line)
        initiative = line.initiative
        return (
            line.kind(self.by),
            line.key,
            line.title,
            year.key,
            year.start,
            *line.totals[: len(_COLUMNS)],
            found.rate,
            found.variance,
            found.before,
            found.change,
            _reason(line, year),
            year in initiative.budget.preliminary if initiative else None,
            self.plan.unit,
            tuple(_lacking(line, lambda total: total.unknown)),
            tuple(_lacking(line, lambda total: total.below_unit)),
        )


def _compare(line: Line) -> Comparison:
    _, _, current, settled = line.totals[: len(_COLUMNS)]
    before = line.totals[len(_COLUMNS)] if len(line.totals) > len(_COLUMNS) else None
    planned, initial, shown_current, shown_settled = line.shown[: len(_COLUMNS)]
    known = settled.is_whole and current.is_whole and settled.counted and current.counted
    return Comparison(
        planned=planned,
        initial=initial,
        current=shown_current,
        settled=shown_settled,
        before=before,
        rate=execution_rate(settled=settled, current=current),
        variance=settled + -current if known else None,
        change=execution_rate(settled=settled, current=before) if before else None,
    )


def _lacking(line: Line, count: Callable[[Total], int]) -> Iterator[str]:
    """Name the bases of which some amounts are not in the sum."""
    for basis, total in zip(_COLUMNS, line.totals, strict=False):
        if count(total):
            yield basis.value


def _reason(line: Line, year: FiscalYear) -> str | None:
    return line.initiative.budget.reasons.get(year) if line.initiative else None
