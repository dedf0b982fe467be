"""Every initiative as the plan prints it, with results and verdicts beside the plan."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from plantool.analysis.progress import judge_measures
from plantool.model.evaluation import Band
from plantool.reports.initiative_page import InitiativeReport
from plantool.reports.page import BlockGroup, Heading
from plantool.reports.phrases import format_title, name_chapter
from plantool.reports.rates import to_attainment_percent
from plantool.reports.status_text import format_status, mark_provisional

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from plantool.analysis.progress import Progress
    from plantool.analysis.selection import Listing
    from plantool.reports.page import Block
    from plantool.reports.printed_table import VerdictTexts
    from plantool.reports.scope import Scope


def yield_initiative_blocks(
    scope: Scope, listings: Sequence[Listing]
) -> Iterator[Block | BlockGroup]:
    """Yield a table for each of ``listings``, chapter by chapter."""
    for _, of_chapter in groupby(listings, key=lambda listing: listing.chapter.id):
        listed = list(of_chapter)
        yield Heading(name_chapter(listed[0].chapter), 2, starts_page=True)
        for listing in listed:
            yield from _yield_listing_blocks(scope, listing)


def _yield_listing_blocks(scope: Scope, listing: Listing) -> Iterator[Block | BlockGroup]:
    texts = scope.texts
    heading = f"{texts('show.number', id=listing.initiative.id)} {format_title(listing, texts)}"
    yield Heading(heading, 3)

    def make_blocks() -> list[Block]:
        entries = judge_measures(scope.plan, (listing,), scope.years, scope.as_of)
        report = InitiativeReport(scope, listing, verdicts=format_verdicts(scope, entries))
        return [*report.yield_description(), *report.yield_printed_blocks()]

    yield BlockGroup(make_blocks, scope.recall_of(listing, "report", "initiative"))


def format_verdicts(scope: Scope, entries: Iterable[Progress]) -> VerdictTexts:
    """Return the lines under each result: its status, and the attainment behind it."""
    return {(entry.measure.id, entry.year): _format_verdict(scope, entry) for entry in entries}


def _format_verdict(scope: Scope, entry: Progress) -> str:
    scheme = scope.plan.scheme
    status = format_status(entry.status, scheme, scope.texts)
    status = mark_provisional(status, scope.texts, is_provisional=entry.is_provisional)
    if entry.attainment is None or not isinstance(entry.status, Band):
        return status
    return f"{status} {to_attainment_percent(entry.attainment, scheme)}"
