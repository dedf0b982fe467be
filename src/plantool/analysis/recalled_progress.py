"""Verdicts that were reached before: their reasons are worked out when they are asked for."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from plantool.analysis.choices import Flag
from plantool.analysis.progress import Progress, judge_measures
from plantool.analysis.recalled_entries import ListingEntries, RecalledEntry, recall_entries
from plantool.analysis.status_counts import list_statuses
from plantool.model.evaluation import Trend

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from plantool.analysis.selection import Listing
    from plantool.loading.derived_texts import DerivedTexts
    from plantool.model.fiscal_year import FiscalYear
    from plantool.model.plan import Plan

    # year and status by their numbers, provisional, reported, on the way, trend, flags
    VerdictHead: TypeAlias = tuple[int, int, bool, bool, bool, str | None, list[str]]


class RecalledProgress(RecalledEntry, Progress):
    """A verdict of which all that is counted is known."""

    __slots__ = ("_at", "_entries")
    FIELDS = Progress.__slots__


def recall_progress(
    plan: Plan,
    listings: Sequence[Listing],
    years: Sequence[FiscalYear],
    as_of: date,
    texts: DerivedTexts,
) -> Iterator[Progress]:
    """Judge every measure of ``listings`` in each of ``years``, or recall how it was judged."""
    question = ("verdicts", as_of.isoformat(), *(year.key for year in years))
    heads = _VerdictHeads(plan, years)
    for listing in listings:
        judging = partial(judge_measures, plan, (listing,), years, as_of)
        entries = ListingEntries(listing, judging)
        restore = partial(heads.restore, entries)
        yield from recall_entries(texts, question, entries, heads.describe, restore)


class _VerdictHeads:
    """Turns what counts verdicts into values of JSON and back."""

    def __init__(self, plan: Plan, years: Sequence[FiscalYear]) -> None:
        self.years = years
        self.statuses = list_statuses(plan.scheme)
        self.trends: dict[str | None, Trend | None] = {None: None}
        self.trends |= {trend.value: trend for trend in Trend}
        self.flags = {flag.value: flag for flag in Flag}

    def describe(self, entry: Progress) -> VerdictHead:
        return (
            self.years.index(entry.year),
            self.statuses.index(entry.status),
            entry.is_provisional,
            entry.is_reported,
            entry.is_on_the_way,
            entry.trend.value if entry.trend else None,
            [flag.value for flag in entry.flags],
        )

    def restore(self, entries: ListingEntries[Progress], head: VerdictHead, at: int) -> Progress:
        year, status, is_provisional, is_reported, is_on_the_way, trend, flags = head
        return RecalledProgress.from_head(
            entries,
            at,
            listing=entries.listing,
            year=self.years[year],
            status=self.statuses[status],
            is_provisional=is_provisional,
            is_reported=is_reported,
            is_on_the_way=is_on_the_way,
            trend=self.trends[trend],
            flags=tuple(self.flags[flag] for flag in flags),
        )
