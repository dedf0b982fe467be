"""The money of a plan by its parts (財源, 会計, 費目): ``budget --by part``."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plantool.model.breakdown import Whole
from plantool.model.money import Total
from plantool.reports.page import Block, Column, Heading, Note, Page, Records, Role, Row, Table
from plantool.reports.phrases import describe_plan, describe_year, join_names
from plantool.reports.unknown_amounts import yield_unknown_notes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from plantool.analysis.part_sums import PartGroup, PartSums
    from plantool.reports.page import Record, Value
    from plantool.reports.scope import Scope

_RECORD_COLUMNS = (
    "row",
    "group",
    "part",
    "year",
    "western_year",
    "first_day",
    "basis",
    "amount",
    "unknown",
    "below_unit",
    "unit",
)


class _Line(NamedTuple):
    """One row of the table; machines know it by ``kind``, group and part."""

    kind: str
    label: str
    role: Role
    group: str | None = None
    part: str | None = None
    totals: tuple[Total, ...] = ()
    whole: Total = Total()
    indent: int = 0


class PartReport:
    """Lays out ``sums`` of parts, each in its own years or bases; ``relisted`` are in none."""

    def __init__(
        self, scope: Scope, *, sums: Sequence[PartSums], relisted: Sequence[str] = ()
    ) -> None:
        self.scope = scope
        self.plan = scope.plan
        self.texts = scope.texts
        self.sums = sums
        self.relisted = relisted

    def build_page(self) -> Page:
        return Page(
            name="budget-parts",
            blocks=self._yield_blocks(),
            records=Records(_RECORD_COLUMNS, self._yield_records()),
            metadata={"plan": describe_plan(self.plan), "unit": self.plan.unit, "by": "part"},
        )

    def _yield_blocks(self) -> Iterator[Block]:
        yield Heading(self.plan.title)
        for sums in self.sums:
            yield Heading(self.scope.qualify(self._write_caption(sums)), 2)
            yield from self.yield_sum_blocks(sums)

    def _write_caption(self, sums: PartSums) -> str:
        bases, unit = dict.fromkeys(basis for _, basis in sums.columns), self.plan.unit
        if len(bases) > 1:
            year = self.scope.name_year(sums.columns[0][0])
            return self.texts("budget.compare.caption", year=year, unit=unit)
        basis = self.texts(f"basis.{next(iter(bases)).value}")
        words = {"title": self.texts("budget.title"), "basis": basis, "unit": unit}
        return self.texts("budget.caption", **words)

    def yield_sum_blocks(self, sums: PartSums) -> Iterator[Block]:
        """Yield one table, and the notes that readers need with it."""
        has_sum = len({basis for _, basis in sums.columns}) == 1 < len(sums.columns)
        rows = tuple(self._build_row(line, has_sum=has_sum) for line in self._yield_lines(sums))
        records = Records(_RECORD_COLUMNS, self._yield_sum_records(sums), "money-by-part")
        columns = tuple(self._yield_part_columns(sums, has_sum=has_sum))
        yield Table(columns, rows, records=(records,))
        if self.relisted:
            ids = join_names(self.relisted, self.texts)
            yield Note(self.texts("budget.relisted.plain", ids=ids))
        yield from yield_unknown_notes((value for row in rows for value in row.values), self.texts)
        if self.plan.left_out:
            yield Note(self.texts("left-out", files=join_names(self.plan.left_out, self.texts)))

    def _yield_part_columns(self, sums: PartSums, *, has_sum: bool) -> Iterator[Column]:
        yield Column(heading=self.texts("budget.item.part"), wide=True)
        one_year = len({year for year, _ in sums.columns}) == 1 < len(sums.columns)
        for year, basis in sums.columns:
            heading = self.texts(f"basis.{basis.value}") if one_year else self.scope.name_year(year)
            yield Column(heading=heading, numeric=True)
        if has_sum:
            yield Column(heading=self.texts("budget.total"), numeric=True)

    def _build_row(self, line: _Line, *, has_sum: bool) -> Row:
        width = len(self.sums[0].columns) + has_sum
        values: tuple[Value, ...] = line.totals or (None,) * width
        if line.totals and has_sum:
            values = (*line.totals, line.whole)
        return Row((line.label, *values), line.role, line.indent)

    def _yield_lines(self, sums: PartSums) -> Iterator[_Line]:
        """Yield each group with its parts, and last the money that they break down."""
        for entry in sums.groups:
            yield from self._yield_group_lines(entry)
        label = self.texts("budget.whole")
        yield _Line("whole", label, Role.TOTAL, totals=sums.totals, whole=sums.whole)

    def _yield_group_lines(self, entry: PartGroup) -> Iterator[_Line]:
        name = entry.group.name
        key = "budget.group.beside" if entry.group.whole is Whole.BESIDE else "budget.group"
        yield _Line("heading", self.texts(key, group=name), Role.HEADING, name)
        for part in entry.parts:
            yield _Line("part", part.name, Role.ITEM, name, part.name, part.totals, part.whole, 1)
        subtotal = self.texts("budget.subtotal")
        yield _Line("group", subtotal, Role.SUBTOTAL, name, None, entry.totals, entry.whole, 1)

    def _yield_records(self) -> Iterator[Record]:
        for sums in self.sums:
            yield from self._yield_sum_records(sums)

    def _yield_sum_records(self, sums: PartSums) -> Iterator[Record]:
        for line in self._yield_lines(sums):
            for (year, basis), total in zip(sums.columns, line.totals, strict=False):
                yield {
                    "row": line.kind,
                    "group": line.group,
                    "part": line.part,
                    **describe_year(year, self.plan),
                    "basis": basis.value,
                    "amount": total,
                    "unknown": total.unknown,
                    "below_unit": total.below_unit,
                    "unit": self.plan.unit,
                }
