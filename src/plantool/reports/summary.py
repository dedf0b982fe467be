"""The summary of a status report: how many measures have which status, group by group."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from plantool.analysis.counts import count, count_by, statuses
from plantool.analysis.grouping import in_printed_order
from plantool.reports.page import (
    Bar,
    Block,
    Chart,
    Column,
    Heading,
    Note,
    Page,
    Records,
    Role,
    Row,
    Series,
    Table,
    Value,
)
from plantool.reports.verdicts import status_name
from plantool.reports.words import group_name, plan_facts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from plantool.analysis.choices import By
    from plantool.analysis.counts import Counts
    from plantool.analysis.progress import Progress
    from plantool.model.evaluation import Status
    from plantool.model.fiscal_year import FiscalYear
    from plantool.reports.scope import Scope

_RECORD_COLUMNS = (
    "row",
    "key",
    "title",
    "year",
    "western_year",
    "status",
    "label",
    "count",
    "share",
)


class SummaryReport:
    """Counts ``entries`` year by year, in groups."""

    def __init__(self, scope: Scope, *, entries: Sequence[Progress], by: By) -> None:
        self.scope = scope
        self.plan = scope.plan
        self.texts = scope.texts
        self.entries = entries
        self.by = by

    def page(self) -> Page:
        return Page(
            name="status-summary",
            blocks=self._blocks(),
            records=Records(_RECORD_COLUMNS, self._records()),
            facts={
                "plan": plan_facts(self.plan),
                "as_of": self.scope.as_of.isoformat(),
                "scheme": self.plan.scheme.preset,
                "by": self.by.value,
            },
        )

    def _blocks(self) -> Iterator[Block]:
        yield Heading(self.plan.title)
        for year in self.scope.years:
            yield self.scope.caption((year,))
            yield from self.year(year)
        yield from self.scope.omissions(entry.listing for entry in self.entries)

    def year(self, year: FiscalYear) -> Iterator[Block]:
        """Yield the chart and the table of one year."""
        total = count(entry for entry in self.entries if entry.year == year)
        if total:
            yield self._chart(total)
        yield from self.counts(year)

    def counts(self, year: FiscalYear) -> Iterator[Block]:
        """Yield the table of one year: a row for each group, a column for each status."""
        entries = [entry for entry in self.entries if entry.year == year]
        total = count(entries)
        if not total:
            yield Note(self.texts("status.no-rows"))
            return
        used = self._used(total)
        groups = in_printed_order(count_by(entries, self.by), self.by, self.plan)
        yield Table(
            (
                Column(self.texts(f"budget.item.{self.by.value}"), wide=True),
                *(Column(self._name(s).replace(" ", "\n"), numeric=True) for s in used),
                Column(self.texts("budget.total"), numeric=True),
            ),
            (
                *(self._row(self._group(group.key), group.counts, used) for group in groups),
                self._row(self.texts("budget.grand-total"), total, used, Role.TOTAL),
            ),
        )

    def _used(self, total: Counts) -> list[Status]:
        return [status for status in statuses(self.plan.scheme) if total[status]]

    def _chart(self, total: Counts) -> Chart:
        """Draw one bar for each status."""
        return Chart(
            title=self.texts("summary.chart", measures=total.total()),
            series=(Series(self.texts("summary.measures"), "blue"),),
            bars=tuple(Bar(self._name(status), (total[status],)) for status in self._used(total)),
            unit=self.texts("summary.unit"),
        )

    def _row(
        self, label: str, counts: Counts, used: Sequence[Status], role: Role = Role.ITEM
    ) -> Row:
        return Row((label, *(counts[status] for status in used), counts.total()), role)

    def _records(self) -> Iterator[tuple[Value, ...]]:
        for year in self.scope.years:
            entries = [entry for entry in self.entries if entry.year == year]
            for group in in_printed_order(count_by(entries, self.by), self.by, self.plan):
                head = (self.by.value, "/".join(group.key), self._group(group.key))
                yield from self._counted(head, year, group.counts)
            yield from self._counted(("total", None, None), year, count(entries))

    def _counted(
        self, head: tuple[Value, ...], year: FiscalYear, counts: Counts
    ) -> Iterator[tuple[Value, ...]]:
        for status in statuses(self.plan.scheme):
            if counts[status]:
                share = Fraction(counts[status], counts.total())
                said = (status.id, self._name(status), counts[status], share)
                yield (*head, year.key, year.start, *said)

    def _group(self, key: tuple[str, ...]) -> str:
        return group_name(key, self.by, self.plan, self.texts)

    def _name(self, status: Status) -> str:
        return status_name(status, self.plan.scheme, self.texts)
