"""The judgements of whole initiatives in words, and how many of them there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.analysis.initiative_judgements import count_judged
from plantool.reports.phrases import add_in_brackets, add_stage, add_stage_and_day
from plantool.reports.status_text import format_status, mark_provisional, name_status

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from plantool.analysis.initiative_judgements import JudgedInitiative
    from plantool.model.evaluation import Band
    from plantool.model.fiscal_year import FiscalYear
    from plantool.model.result import Judgement, Result
    from plantool.reports.scope import Scope


class JudgementTexts:
    """Says how people judged initiatives, in the words of ``scope``."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.scheme = scope.plan.scheme
        self.texts = scope.texts

    def format_judged(self, judged: JudgedInitiative) -> str:
        """Return a line: ``事業の評価 令和4年度: ◎ 順調（計画どおり）``."""
        status = self.format_judged_status(judged)
        if judged.report.judgement:
            status = self.add_reason(judged.report.judgement, status)
        return f"{self.name_time(judged.report, judged.year)}: {status}"

    def format_judged_status(self, judged: JudgedInitiative) -> str:
        """Return the status, marked where it may still change."""
        said = judged.report.judgement.status if judged.report.judgement else ""
        status = format_status(judged.status, self.scheme, self.texts) if judged.status else said
        return mark_provisional(status, self.texts, is_provisional=judged.is_provisional)

    def name_judged_status(self, judged: JudgedInitiative) -> str | None:
        """Return the plan's name for the status, without its symbol."""
        return name_status(judged.status, self.scheme, self.texts) if judged.status else None

    def add_reason(self, judgement: Judgement, status: str) -> str:
        """Add to a status why it was given, and by whom."""
        by = self.texts("judged.by", by=judgement.by) if judgement.by else ""
        said = by or judgement.reason
        if by and judgement.reason:
            # the reason comes last: it may be a sentence, and end with its full stop
            said = self.texts("judged.said", by=by, reason=judgement.reason)
        return add_in_brackets(status, (said,), self.texts)

    def name_time(self, report: Result, year: FiscalYear | None) -> str:
        """Name what was judged: a year of an initiative, with its stage, or the term."""
        return add_stage(report, self._name_years(year), self.texts)

    def name_day(self, report: Result, year: FiscalYear | None) -> str:
        """Name what was judged, with its stage and the day of the report."""
        return add_stage_and_day(report, self._name_years(year), self.texts)

    def _name_years(self, year: FiscalYear | None) -> str:
        if year is None:
            return self.texts("judged.term")
        return self.texts("judged.year", year=self.scope.name_year(year))

    def yield_count_notes(self, judged: Sequence[JudgedInitiative]) -> Iterator[str]:
        """Yield how many initiatives have which status, year by year and for the term."""
        for year in dict.fromkeys(entry.year for entry in judged):
            of_year = [entry for entry in judged if entry.year == year]
            counts = count_judged(of_year)
            if not counts:
                continue
            listed = self.texts("list.and").join(self._yield_counts(of_year))
            if unsure := count_judged(e for e in of_year if e.is_provisional).total():
                listed = self.texts("status.of-these-provisional", counts=listed, count=unsure)
            key = "judged.counts.term" if year is None else "judged.counts"
            name = self.scope.name_year(year) if year else ""
            yield self.texts(key, year=name, initiatives=counts.total(), counts=listed)

    def _yield_counts(self, judged: Sequence[JudgedInitiative]) -> Iterator[str]:
        counts = count_judged(judged)
        for band in self.list_bands(judged):
            label = name_status(band, self.scheme, self.texts)
            yield self.texts("status.count", label=label, count=counts[band])

    def list_bands(self, judged: Sequence[JudgedInitiative]) -> list[Band]:
        """Return the statuses that were given, the best first; all are of one year or the term."""
        counts = count_judged(judged)
        of_term = any(entry.year is None for entry in judged)
        bands = self.scheme.find_judgement_bands(of_term=of_term)
        return [band for band in dict.fromkeys(bands) if counts[band]]
