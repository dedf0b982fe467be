"""The summary of a status report: how many measures have which status, group by group."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from plantool.analysis.status_counts import count_by_group, count_statuses, list_statuses
from plantool.model.evaluation import Band
from plantool.reports.judgement_texts import JudgementTexts
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
)
from plantool.reports.phrases import describe_plan, describe_year, name_group
from plantool.reports.status_text import name_status

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from plantool.analysis.choices import Grouping
    from plantool.analysis.initiative_judgements import JudgedInitiative
    from plantool.analysis.progress import Progress
    from plantool.analysis.status_counts import GroupCounts, StatusCounts
    from plantool.messages import Catalogue
    from plantool.model.evaluation import Color, Scheme, Status
    from plantool.model.fiscal_year import FiscalYear
    from plantool.reports.page import Record
    from plantool.reports.scope import Scope

_RECORD_COLUMNS = (
    "row",
    "key",
    "title",
    "year",
    "western_year",
    "first_day",
    "status",
    "label",
    "count",
    "provisional",
    "share",
)


class SummaryReport:
    """Counts ``entries`` year by year, in groups."""

    def __init__(
        self,
        scope: Scope,
        *,
        entries: Sequence[Progress],
        by: Grouping,
        judged: Sequence[JudgedInitiative] = (),
    ) -> None:
        self.scope = scope
        self.plan = scope.plan
        self.texts = scope.texts
        self.entries = entries
        self.by = by
        self.judged = judged

    def build_page(self) -> Page:
        return Page(
            name="status-summary",
            blocks=self._yield_blocks(),
            records=Records(_RECORD_COLUMNS, self._yield_records()),
            metadata={
                "plan": describe_plan(self.plan),
                "as_of": self.scope.as_of.isoformat(),
                "scheme": self.plan.scheme.preset,
                "by": self.by.value,
            },
        )

    def _yield_blocks(self) -> Iterator[Block]:
        yield Heading(self.plan.title)
        for year in self.scope.years:
            yield self.scope.build_caption((year,))
            yield from self.yield_year_summary(year)
        yield from map(Note, JudgementTexts(self.scope).yield_count_notes(self.judged))
        yield from self.scope.yield_omissions(entry.listing for entry in self.entries)

    def yield_year_summary(self, year: FiscalYear) -> Iterator[Block]:
        """Yield the chart and the table of one year."""
        total = self._count(year)
        if total.lines:
            yield self._build_summary_chart(total)
        yield from self.yield_counts_table(year)

    def _list_entries(self, year: FiscalYear) -> list[Progress]:
        return [entry for entry in self.entries if entry.year == year]

    def _count(self, year: FiscalYear) -> StatusCounts:
        return count_statuses(self._list_entries(year), self.plan.scheme)

    def _count_groups(self, year: FiscalYear) -> list[GroupCounts]:
        return count_by_group(self._list_entries(year), self.by, self.plan)

    def yield_counts_table(self, year: FiscalYear) -> Iterator[Block]:
        """Yield the table of one year: a row for each group, a column for each status."""
        total = self._count(year)
        if not total.lines:
            yield Note(self.texts("status.no-rows"))
            return
        used = total.statuses
        yield Table(
            (
                Column(self.texts(f"budget.item.{self.by.value}"), wide=True),
                *(Column(self._name_status(s).replace(" ", "\n"), numeric=True) for s in used),
                Column(self.texts("budget.total"), numeric=True),
            ),
            (
                *(
                    self._build_counts_row(self._name_group_key(group.key), group.counts, used)
                    for group in self._count_groups(year)
                ),
                self._build_counts_row(self.texts("budget.grand-total"), total, used, Role.TOTAL),
            ),
            records=(self.build_counts_records(year, "statuses"),),
        )
        if total.provisional:
            yield Note(self.texts("summary.provisional", count=total.provisional))

    def build_group_chart(self, year: FiscalYear, key: str) -> Chart:
        """Draw one bar for each group, in the colours of the statuses."""
        used = self._count(year).statuses
        drawn = dict(yield_status_series(self.plan.scheme, self.texts))
        return Chart(
            title=self.texts("report.chart.statuses"),
            series=tuple(drawn[status] for status in used),
            bars=tuple(
                Bar(self._name_group_key(group), tuple(map(counts.find_count, used)))
                for group, counts in self._count_groups(year)
            ),
            unit=self.texts("summary.unit"),
            records=self.build_counts_records(year, key),
        )

    def _build_summary_chart(self, total: StatusCounts) -> Chart:
        """Draw one bar for each status."""
        return Chart(
            title=self.texts("summary.chart", measures=total.total),
            series=(Series(self.texts("summary.measures"), "blue"),),
            bars=tuple(
                Bar(self._name_status(line.status), (line.measures,)) for line in total.lines
            ),
            unit=self.texts("summary.unit"),
        )

    def _build_counts_row(
        self, label: str, counts: StatusCounts, used: Sequence[Status], role: Role = Role.ITEM
    ) -> Row:
        return Row((label, *map(counts.find_count, used), counts.total), role)

    def _yield_records(self) -> Iterator[Record]:
        for year in self.scope.years:
            yield from self._yield_year_records(year)

    def build_counts_records(self, year: FiscalYear, key: str) -> Records:
        """Return the counts of one year: of each group and of all."""
        return Records(_RECORD_COLUMNS, self._yield_year_records(year), key)

    def _yield_year_records(self, year: FiscalYear) -> Iterator[Record]:
        for key, counts in self._count_groups(year):
            title = self._name_group_key(key)
            head = {"row": self.by.value, "key": "/".join(key), "title": title}
            yield from self._yield_group_records(head, year, counts)
        yield from self._yield_group_records({"row": "total"}, year, self._count(year))

    def _yield_group_records(
        self, head: Mapping[str, str], year: FiscalYear, counts: StatusCounts
    ) -> Iterator[Record]:
        for line in counts.lines:
            yield {
                **head,
                **describe_year(year, self.plan),
                "status": line.status.id,
                "label": self._name_status(line.status),
                "count": line.measures,
                "provisional": line.provisional,
                "share": counts.find_share(line.status),
            }

    def _name_group_key(self, key: tuple[str, ...]) -> str:
        return name_group(key, self.by, self.plan, self.texts)

    def _name_status(self, status: Status) -> str:
        return name_status(status, self.plan.scheme, self.texts)


def yield_status_series(scheme: Scheme, texts: Catalogue) -> Iterator[tuple[Status, Series]]:
    """Yield how each status is drawn in all charts of a plan, whichever of them a chart has."""
    variants: Counter[Color] = Counter()
    for status in list_statuses(scheme):
        name = name_status(status, scheme, texts)
        symbol = status.symbol if isinstance(status, Band) else ""
        yield status, Series(name, status.color, symbol, variants[status.color])
        variants[status.color] += 1
