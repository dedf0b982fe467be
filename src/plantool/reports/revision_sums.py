"""The same sums at two revisions of a plan, side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plantool.analysis.budget import sum_budget, sum_columns
from plantool.analysis.choices import Grouping
from plantool.model.initiative import id_order
from plantool.model.money import Total
from plantool.reports.fact_text import find_difference
from plantool.reports.page import Block, Column, Heading, Note, Page, Records, Role, Row, Table
from plantool.reports.phrases import describe_plan, format_year, name_group, qualify_caption

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from plantool.analysis.selection import Listing
    from plantool.messages import Catalogue
    from plantool.model.basis import Basis
    from plantool.model.fiscal_year import FiscalYear
    from plantool.model.plan import Plan
    from plantool.reports.page import Value

_RECORD_COLUMNS = (
    "row",
    "key",
    "title",
    "year",
    "western_year",
    "basis",
    "before",
    "after",
    "difference",
)
YearBasis = tuple["FiscalYear", "Basis"]


class Side(NamedTuple):
    """What was asked for of a plan, and what the revision is called."""

    plan: Plan
    listings: Sequence[Listing]
    name: str


class VersusLine(NamedTuple):
    """Sums of one group, or of everything where ``key`` is empty."""

    key: tuple[str, ...]
    title: str
    before: tuple[Total, ...]
    after: tuple[Total, ...]


class VersusReport:
    """Lays out the sums of ``after`` beside those of ``before``, year by year."""

    def __init__(  # noqa: PLR0913 - all keyword-only
        self,
        texts: Catalogue,
        *,
        before: Side,
        after: Side,
        columns: Sequence[YearBasis],
        by: Grouping,
        only: str = "",
    ) -> None:
        self.texts = texts
        self.before = before
        self.after = after
        self.columns = columns
        self.by = by
        self.only = only

    def build_page(self) -> Page:
        plan = self.after.plan
        return Page(
            name="budget-versus",
            blocks=self._yield_blocks(),
            records=Records(_RECORD_COLUMNS, self._yield_records()),
            metadata={
                "plan": describe_plan(plan),
                "unit": plan.unit,
                "by": self.by.value,
                "from": self.before.name,
                "to": self.after.name,
            },
        )

    def _yield_blocks(self) -> Iterator[Block]:
        texts, plan = self.texts, self.after.plan
        words = {"before": self.before.name, "after": self.after.name, "unit": plan.unit}
        yield Heading(plan.title)
        yield Heading(qualify_caption(texts("budget.versus", **words), self.only, texts), 2)
        yield Table(tuple(self._yield_versus_columns()), tuple(self._yield_versus_rows()))
        yield Note(texts("budget.versus.note"))

    def _yield_versus_columns(self) -> Iterator[Column]:
        yield Column(self.texts(f"budget.item.{self.by.value}"), wide=True)
        yield Column(self.texts("diff.year"))
        for key in ("before", "after", "difference"):
            yield Column(self.texts(f"diff.{key}"), numeric=True)

    def _yield_versus_rows(self) -> Iterator[Row]:
        for line in self._yield_versus_lines():
            role = Role.ITEM if line.key else Role.TOTAL
            for at, (year, _) in enumerate(self.columns):
                values = self._compare_totals(line, at)
                heading = format_year(year, self.after.plan, self.texts)
                yield Row((line.title if at == 0 else None, heading, *values), role)

    def _compare_totals(self, line: VersusLine, at: int) -> tuple[Value, ...]:
        before, after = line.before[at], line.after[at]
        return before, after, find_difference(before, after)

    def _yield_records(self) -> Iterator[tuple[Value, ...]]:
        for line in self._yield_versus_lines():
            row = self.by.value if line.key else "total"
            for at, (year, basis) in enumerate(self.columns):
                head = (row, "; ".join(line.key), line.title, year.key, year.start, basis.value)
                yield (*head, *self._compare_totals(line, at))

    def _yield_versus_lines(self) -> Iterator[VersusLine]:
        old, new = (self._sum_side(side) for side in (self.before, self.after))
        nothing = tuple(Total() for _ in self.columns)
        for key in sorted({*old, *new}, key=lambda key: [id_order(part) for part in key]):
            yield VersusLine(
                key, self._name_versus_line(key), old.get(key, nothing), new.get(key, nothing)
            )
        totals = [sum_budget(s.listings, self.columns, self.by).totals for s in self._sides]
        yield VersusLine((), self.texts("budget.grand-total"), *totals)

    @property
    def _sides(self) -> tuple[Side, Side]:
        return self.before, self.after

    def _sum_side(self, side: Side) -> dict[tuple[str, ...], tuple[Total, ...]]:
        if self.by is Grouping.INITIATIVE:
            owned = (listing.initiative for listing in side.listings if listing.is_counted)
            return {(i.id,): sum_columns([i], self.columns) for i in owned}
        groups = sum_budget(side.listings, self.columns, self.by).groups
        counted = (g for g in groups if any(listing.is_counted for listing in g.listings))
        return {group.key: group.totals for group in counted}

    def _name_versus_line(self, key: tuple[str, ...]) -> str:
        if self.by is Grouping.INITIATIVE:
            plans = (side.plan.initiative(key[0]) for side in reversed(self._sides))
            known = next((initiative for initiative in plans if initiative), None)
            return f"{key[0]} {known.title if known else ''}"
        return name_group(key, self.by, self.after.plan, self.texts)
