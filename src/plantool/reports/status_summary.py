"""The summary of a status report: how many measures have which status, group by group."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.analysis.grouping import build_group_key, sort_as_printed
from plantool.analysis.status_counts import (
    count_by_group,
    count_provisional,
    count_statuses,
    find_share,
    list_statuses,
)
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
    from plantool.analysis.status_counts import StatusCounts
    from plantool.model.evaluation import Status
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
        total = count_statuses(entry for entry in self.entries if entry.year == year)
        if total:
            yield self._build_summary_chart(total)
        yield from self.yield_counts_table(year)

    def yield_counts_table(self, year: FiscalYear) -> Iterator[Block]:
        """Yield the table of one year: a row for each group, a column for each status."""
        entries = [entry for entry in self.entries if entry.year == year]
        total = count_statuses(entries)
        if not total:
            yield Note(self.texts("status.no-rows"))
            return
        used = self._list_used_statuses(total)
        groups = sort_as_printed(count_by_group(entries, self.by), self.by, self.plan)
        yield Table(
            (
                Column(self.texts(f"budget.item.{self.by.value}"), wide=True),
                *(Column(self._name_status(s).replace(" ", "\n"), numeric=True) for s in used),
                Column(self.texts("budget.total"), numeric=True),
            ),
            (
                *(
                    self._build_counts_row(self._name_group_key(group.key), group.counts, used)
                    for group in groups
                ),
                self._build_counts_row(self.texts("budget.grand-total"), total, used, Role.TOTAL),
            ),
        )
        if provisional := count_provisional(entries).total():
            yield Note(self.texts("summary.provisional", count=provisional))

    def _list_used_statuses(self, total: StatusCounts) -> list[Status]:
        return [status for status in list_statuses(self.plan.scheme) if total[status]]

    def _build_summary_chart(self, total: StatusCounts) -> Chart:
        """Draw one bar for each status."""
        return Chart(
            title=self.texts("summary.chart", measures=total.total()),
            series=(Series(self.texts("summary.measures"), "blue"),),
            bars=tuple(
                Bar(self._name_status(status), (total[status],))
                for status in self._list_used_statuses(total)
            ),
            unit=self.texts("summary.unit"),
        )

    def _build_counts_row(
        self, label: str, counts: StatusCounts, used: Sequence[Status], role: Role = Role.ITEM
    ) -> Row:
        return Row((label, *(counts[status] for status in used), counts.total()), role)

    def _yield_records(self) -> Iterator[Record]:
        for year in self.scope.years:
            entries = [entry for entry in self.entries if entry.year == year]
            for group in sort_as_printed(count_by_group(entries, self.by), self.by, self.plan):
                key, title = "/".join(group.key), self._name_group_key(group.key)
                head = {"row": self.by.value, "key": key, "title": title}
                of_group = [e for e in entries if build_group_key(e.listing, self.by) == group.key]
                yield from self._yield_group_records(head, year, of_group)
            yield from self._yield_group_records({"row": "total"}, year, entries)

    def _yield_group_records(
        self, head: Mapping[str, str], year: FiscalYear, entries: Sequence[Progress]
    ) -> Iterator[Record]:
        counts, provisional = count_statuses(entries), count_provisional(entries)
        for status in list_statuses(self.plan.scheme):
            if counts[status]:
                yield {
                    **head,
                    **describe_year(year, self.plan),
                    "status": status.id,
                    "label": self._name_status(status),
                    "count": counts[status],
                    "provisional": provisional[status],
                    "share": find_share(counts, status),
                }

    def _name_group_key(self, key: tuple[str, ...]) -> str:
        return name_group(key, self.by, self.plan, self.texts)

    def _name_status(self, status: Status) -> str:
        return name_status(status, self.plan.scheme, self.texts)
