"""The annual report on a plan's progress (進捗状況報告書), as one document.

Failures come first: a summary on one page, then the measures that were missed, are at risk or were
not reported, then every initiative as the plan prints it with results beside the plan, the money,
and how the verdicts were reached.
"""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from plantool.analysis.choices import Grouping
from plantool.analysis.settlement_comparison import compare_year
from plantool.analysis.year_money import recall_year_money
from plantool.reports.annual.exceptions import ExceptionTables
from plantool.reports.annual.initiatives import yield_initiative_blocks
from plantool.reports.annual.method import yield_reckoning_blocks, yield_scheme_blocks
from plantool.reports.annual.money import yield_money_blocks
from plantool.reports.annual.overview import yield_overview_blocks
from plantool.reports.judgement_texts import JudgementTexts
from plantool.reports.page import Cover, Heading, Items, Page, Records
from plantool.reports.phrases import describe_plan, describe_year, name_chapter
from plantool.reports.status_report import StatusReport

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from plantool.analysis.initiative_judgements import JudgedInitiative
    from plantool.analysis.owed_reports import OwedReport
    from plantool.analysis.progress import Progress
    from plantool.analysis.selection import Listing
    from plantool.analysis.settlement_comparison import YearComparison
    from plantool.model.chapter import Chapter
    from plantool.model.fiscal_year import FiscalYear
    from plantool.reports.page import Block, BlockGroup
    from plantool.reports.scope import Scope


class AnnualReport:
    """Lays out one year of ``listings``.

    ``entries`` are the verdicts of that year, ``owed`` the missing reports, ``judged`` the
    judgements of whole initiatives in that year and for the term.
    """

    def __init__(
        self,
        scope: Scope,
        listings: Sequence[Listing],
        *,
        entries: Sequence[Progress],
        owed: Sequence[OwedReport],
        judged: Sequence[JudgedInitiative] = (),
    ) -> None:
        self.scope = scope
        self.listings = listings
        self.entries = entries
        self.judged = judged
        self.owed = [entry for entry in owed if entry.listing.is_counted]

    @property
    def year(self) -> FiscalYear:
        """The year that the report is about."""
        return self.scope.years[-1]

    def build_page(self) -> Page:
        return self._build_page(self._yield_blocks())

    def build_summary_page(self, files: Sequence[tuple[Chapter, str]]) -> Page:
        """Return what reports of each chapter do not have, and the names of their files."""
        return self._build_page(self._yield_summary_blocks(files))

    def _build_page(self, blocks: Iterator[Block | BlockGroup]) -> Page:
        metadata = self._describe_report()
        return Page("report", blocks, Records(), metadata, is_document=True)

    def _describe_report(self) -> dict[str, object]:
        """Return what the report is on, and what it may lack."""
        scope = self.scope._replace(years=(self.year,))
        status = StatusReport(scope, entries=self.entries, judged=self.judged)
        return {
            "plan": describe_plan(scope.plan),
            **describe_year(self.year, scope.plan),
            "only": scope.only or None,
            "unit": scope.plan.unit if scope.plan.has_money else None,
            **status.describe_counts(),
            "pending": len(self.owed),
            "overdue": sum(entry.is_overdue for entry in self.owed),
        }

    def _yield_summary_blocks(self, files: Sequence[tuple[Chapter, str]]) -> Iterator[Block]:
        yield self._build_cover()
        money = self._compare_money() if self.scope.plan.has_money else None
        yield from self._yield_overview(money)
        yield Heading(self.scope.texts("report.chapter-files"), 3, key="chapter-files")
        named = (
            self.scope.texts("report.chapter-file", name=name_chapter(chapter), file=file)
            for chapter, file in files
        )
        yield Items(tuple(named))
        if money:
            yield from yield_money_blocks(self.scope, self.listings, money)
        yield from yield_scheme_blocks(self.scope, self.entries)

    def _yield_blocks(self) -> Iterator[Block | BlockGroup]:
        scope, entries = self.scope, self.entries
        yield self._build_cover()
        money = self._compare_money() if scope.plan.has_money else None
        yield from self._yield_overview(money)
        yield from ExceptionTables(scope, entries, self.owed, self.judged).yield_exception_blocks()
        yield from yield_initiative_blocks(scope, self.listings)
        if money:
            yield from yield_money_blocks(scope, self.listings, money)
        yield from yield_scheme_blocks(scope, entries)
        yield from yield_reckoning_blocks(scope, entries)

    def _yield_overview(self, money: YearComparison | None) -> Iterator[Block]:
        scope = self.scope
        yield from yield_overview_blocks(scope, self.year, self.entries, self.owed, money)
        if counted := tuple(JudgementTexts(scope).yield_count_notes(self.judged)):
            yield Heading(scope.texts("report.initiatives-judged"), 3, key="initiatives-judged")
            yield Items(counted)

    def _compare_money(self) -> YearComparison:
        """Return the money of the year by chapter."""
        plan, derived = self.scope.plan, self.scope.derived
        money = recall_year_money(plan, self.listings, self.year, derived)
        return compare_year(money, self.listings, Grouping.CHAPTER)

    def _name_left_out(self) -> str:
        """Return the files with errors by their names: where they lie is nobody else's business."""
        names = (PurePath(file).name for file in self.scope.plan.left_out)
        return self.scope.texts("list.and").join(names)

    def _build_cover(self) -> Cover:
        texts, plan = self.scope.texts, self.scope.plan
        lines = (
            texts("report.title", year=self.scope.name_year(self.year)),
            texts("report.only", only=self.scope.only) if self.scope.only else "",
            plan.publisher.name,
            texts("report.as-of", date=self.scope.as_of.isoformat()),
            texts("report.license", license=plan.license) if plan.license else "",
            texts("report.left-out", files=self._name_left_out()) if plan.left_out else "",
        )
        return Cover(plan.title, tuple(filter(None, lines)))
