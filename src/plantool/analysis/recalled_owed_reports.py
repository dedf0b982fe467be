"""Owed reports that were found before: their measures are looked up when they are asked for."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from plantool.analysis.owed_reports import OwedReport, yield_each_once, yield_owed_reports
from plantool.analysis.recalled_entries import ListingEntries, RecalledEntry, recall_entries
from plantool.model.result import Stage

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from plantool.analysis.selection import Listing
    from plantool.loading.derived_texts import DerivedTexts
    from plantool.model.fiscal_year import FiscalYear
    from plantool.model.plan import Plan

    # year by its number, stage, the day when it was due, days late
    OwedHead: TypeAlias = tuple[int, str, str, int]


class RecalledOwedReport(RecalledEntry, OwedReport):
    """An owed report of which all but the measure is known."""

    __slots__ = ("_at", "_entries")
    FIELDS = OwedReport.__slots__


def recall_owed_reports(
    plan: Plan,
    listings: Sequence[Listing],
    years: Sequence[FiscalYear],
    as_of: date,
    texts: DerivedTexts,
) -> Iterator[OwedReport]:
    """Yield the reports owed on ``as_of`` as ``yield_owed_reports`` does, or as they are known."""
    question = ("owed", as_of.isoformat(), *(year.key for year in years))

    def describe(owed: OwedReport) -> OwedHead:
        return years.index(owed.year), owed.stage.value, owed.due.isoformat(), owed.days_late

    def restore(entries: ListingEntries[OwedReport], head: OwedHead, at: int) -> OwedReport:
        year, stage, due, days_late = head
        return RecalledOwedReport.from_head(
            entries,
            at,
            listing=entries.listing,
            year=years[year],
            stage=Stage(stage),
            due=date.fromisoformat(due),
            days_late=days_late,
        )

    for listing in yield_each_once(listings):
        finding = partial(yield_owed_reports, plan, (listing,), years, as_of)
        entries = ListingEntries(listing, finding)
        yield from recall_entries(texts, question, entries, describe, partial(restore, entries))
