"""Verdicts that were reached before: their reasons are worked out when they are asked for."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, TypeAlias

from plantool.analysis.choices import Flag
from plantool.analysis.progress import Progress, judge_measures
from plantool.analysis.status_counts import list_statuses
from plantool.loading.memory import BROKEN_CACHE_ERRORS
from plantool.model.evaluation import Trend

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from plantool.analysis.selection import Listing
    from plantool.loading.derived_texts import DerivedTexts
    from plantool.model.fiscal_year import FiscalYear
    from plantool.model.plan import Plan

    # year and status by their numbers, provisional, reported, trend, flags
    VerdictHead: TypeAlias = tuple[int, int, bool, bool, str | None, list[str]]


class RecalledProgress(Progress):
    """A verdict whose reasons are worked out when one of them is asked for."""

    __slots__ = ("_at", "_judging")
    _judging: _Judging
    _at: int

    @classmethod
    def from_head(cls, judging: _Judging, at: int, **head: object) -> RecalledProgress:
        """Return a verdict of which the fields in ``head`` are known, one of those of a listing."""
        entry = object.__new__(cls)
        for name, value in {"_judging": judging, "_at": at, **head}.items():
            object.__setattr__(entry, name, value)
        return entry

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - any field; called for what is missing
        if name not in Progress.__slots__:
            raise AttributeError(name)
        whole = self._judging.entries[self._at]
        for field in Progress.__slots__:
            object.__setattr__(self, field, getattr(whole, field))
        return getattr(whole, name)


def recall_progress(
    plan: Plan,
    listings: Sequence[Listing],
    years: Sequence[FiscalYear],
    as_of: date,
    texts: DerivedTexts,
) -> Iterator[Progress]:
    """Judge every measure of ``listings`` in each of ``years``, or recall how it was judged."""
    heads = _VerdictHeads(plan, years)
    question = ("verdicts", as_of.isoformat(), *(year.key for year in years))
    for listing in listings:
        judging = _Judging(plan, listing, years, as_of)
        files = (listing.initiative.file,)
        known = texts.recall(question, files, partial(heads.describe_all, judging))
        if judging.is_done:
            yield from judging.entries
        else:
            yield from heads.restore_all(known, judging)


class _Judging:
    """The verdicts on one listing, reached when one of them is asked for."""

    def __init__(
        self, plan: Plan, listing: Listing, years: Sequence[FiscalYear], as_of: date
    ) -> None:
        self.plan = plan
        self.listing = listing
        self.years = years
        self.as_of = as_of

    @cached_property
    def entries(self) -> list[Progress]:
        return list(judge_measures(self.plan, (self.listing,), self.years, self.as_of))

    @property
    def is_done(self) -> bool:
        return "entries" in self.__dict__


class _VerdictHeads:
    """Turns what counts verdicts into values of JSON and back."""

    def __init__(self, plan: Plan, years: Sequence[FiscalYear]) -> None:
        self.years = years
        self.statuses = list_statuses(plan.scheme)
        self.trends: dict[str | None, Trend | None] = {None: None}
        self.trends |= {trend.value: trend for trend in Trend}
        self.flags = {flag.value: flag for flag in Flag}

    def describe_all(self, judging: _Judging) -> list[VerdictHead]:
        return [
            (
                self.years.index(entry.year),
                self.statuses.index(entry.status),
                entry.is_provisional,
                entry.is_reported,
                entry.trend.value if entry.trend else None,
                [flag.value for flag in entry.flags],
            )
            for entry in judging.entries
        ]

    def restore_all(self, known: Sequence[VerdictHead], judging: _Judging) -> list[Progress]:
        """Return the verdicts that are known; all are reached anew where that is spoilt."""
        try:
            return [self._restore(head, at, judging) for at, head in enumerate(known)]
        except BROKEN_CACHE_ERRORS:
            return judging.entries

    def _restore(self, head: VerdictHead, at: int, judging: _Judging) -> Progress:
        year, status, is_provisional, is_reported, trend, flags = head
        return RecalledProgress.from_head(
            judging,
            at,
            listing=judging.listing,
            year=self.years[year],
            status=self.statuses[status],
            is_provisional=is_provisional,
            is_reported=is_reported,
            trend=self.trends[trend],
            flags=tuple(self.flags[flag] for flag in flags),
        )
