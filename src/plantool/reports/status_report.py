"""The status report: every measure, year by year, planned beside result."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from plantool.analysis.choices import Flag
from plantool.analysis.initiative_judgements import count_judged
from plantool.analysis.status_counts import count_statuses
from plantool.model.initiative import TERM
from plantool.reports.judgement_texts import JudgementTexts
from plantool.reports.page import Block, Heading, Note, Page, Records
from plantool.reports.phrases import describe_plan
from plantool.reports.status_records import (
    RECORD_COLUMNS,
    build_judged_record,
    build_status_record,
    describe_judged,
    index_by_year,
)
from plantool.reports.status_table import StatusTable
from plantool.reports.status_text import TREND_SIGNS, name_status

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from plantool.analysis.initiative_judgements import JudgedInitiative
    from plantool.analysis.progress import Progress
    from plantool.analysis.status_counts import StatusCounts
    from plantool.messages import Catalogue
    from plantool.model.fiscal_year import FiscalYear
    from plantool.reports.page import Record
    from plantool.reports.scope import Scope


class StatusReport:
    """Lays out ``entries``, which are in printed order, and counts them.

    ``judged`` are the judgements on whole initiatives, which are counted apart.
    ``detail`` adds columns for a wide screen, ``why`` the arithmetic of every verdict.
    """

    def __init__(
        self,
        scope: Scope,
        *,
        entries: Sequence[Progress],
        judged: Sequence[JudgedInitiative] = (),
        detail: bool = False,
        why: bool = False,
    ) -> None:
        self.scope = scope
        self.plan = scope.plan
        self.texts = scope.texts
        self.entries = entries
        self.judged = judged
        self.judgement_texts = JudgementTexts(scope)
        self.table = StatusTable(scope, detail=detail, why=why)

    def build_page(self) -> Page:
        return Page(
            name="status",
            blocks=self._yield_blocks(),
            records=Records(RECORD_COLUMNS, self._yield_records()),
            metadata={"plan": describe_plan(self.plan), **self.describe_counts()},
        )

    def describe_counts(self) -> dict[str, object]:
        """Return the day, the scheme, and how many measures and initiatives stand where."""
        counts = {year.key: self._count_statuses(year) for year in self.scope.years}
        return {
            "as_of": self.scope.as_of.isoformat(),
            "scheme": self.plan.scheme.preset,
            "counts": {
                year: {line.status.id: line.measures for line in of_year.lines}
                for year, of_year in counts.items()
            },
            "provisional": {year: of_year.provisional for year, of_year in counts.items()},
            "initiatives": self._count_judged(),
        }

    def _yield_records(self) -> Iterator[Record]:
        judged = index_by_year(self.judged)
        for entry in self.entries:
            of_initiative = judged.get((id(entry.listing), entry.year))
            record = build_status_record(entry, self.plan, self.texts)
            yield {**record, **describe_judged(of_initiative, self.judgement_texts)}
        with_measures = {id(entry.listing) for entry in self.entries}
        for judgement in self.judged:
            if judgement.year is None or id(judgement.listing) not in with_measures:
                record = build_judged_record(judgement, self.plan)
                yield {**record, **describe_judged(judgement, self.judgement_texts)}

    def _count_judged(self) -> dict[str, dict[str, int]]:
        """Count the statuses of whole initiatives by year, and of the term."""
        counted: dict[str, dict[str, int]] = {}
        for year in dict.fromkeys(judgement.year for judgement in self.judged):
            of_year = [judgement for judgement in self.judged if judgement.year == year]
            bands = self.judgement_texts.list_bands(of_year)
            counts = count_judged(of_year)
            counted[year.key if year else TERM] = {band.id: counts[band] for band in bands}
        return counted

    def _count_statuses(self, year: FiscalYear) -> StatusCounts:
        return count_statuses(self._list_entries(year), self.plan.scheme)

    def _list_entries(self, year: FiscalYear) -> list[Progress]:
        return self._entries_by_start.get(year.start, [])

    @cached_property
    def _entries_by_start(self) -> dict[int, list[Progress]]:
        entries: defaultdict[int, list[Progress]] = defaultdict(list)
        for entry in self.entries:
            entries[entry.year.start].append(entry)
        return entries

    def _yield_blocks(self) -> Iterator[Block]:
        yield Heading(self.plan.title)
        yield self.scope.build_caption(self.scope.years)
        yield (
            self.table.build_status_table(self.entries, self.judged)
            if self.entries or self.judged
            else Note(self.texts("status.no-rows"))
        )
        if self.entries:
            yield from self._yield_count_notes()
        yield from map(Note, self.judgement_texts.yield_count_notes(self.judged))
        shown = [*(e.listing for e in self.entries), *(j.listing for j in self.judged)]
        yield from self.scope.yield_omissions(shown)
        if used := list(_yield_sign_meanings(self.entries, self.texts)):
            flags = self.texts("list.and").join(used)
            yield Note(self.texts("status.legend", flags=flags))

    def _yield_count_notes(self) -> Iterator[Note]:
        texts = self.texts
        if not any(entry.is_reported for entry in self.entries):
            yield Note(texts("status.nothing-reported"))
        for year in self.scope.years:
            counts = self._count_statuses(year)
            listed = texts("list.and").join(self._yield_counts(counts))
            if provisional := counts.provisional:
                listed = texts("status.of-these-provisional", counts=listed, count=provisional)
            words = {"year": self.scope.name_year(year), "measures": counts.total}
            yield Note(texts("status.counts", counts=listed, **words))

    def _yield_counts(self, counts: StatusCounts) -> Iterator[str]:
        for line in counts.lines:
            name = name_status(line.status, self.plan.scheme, self.texts)
            yield self.texts("status.count", label=name, count=line.measures)


def _yield_sign_meanings(entries: Sequence[Progress], texts: Catalogue) -> Iterator[str]:
    """Yield the meanings of the signs beside ``entries``."""
    for trend in TREND_SIGNS:
        if any(entry.trend is trend for entry in entries):
            yield texts(f"trend.{trend.value}")
    for flag in Flag:
        if any(flag in entry.flags for entry in entries):
            yield texts(f"flag.{flag.value}")
