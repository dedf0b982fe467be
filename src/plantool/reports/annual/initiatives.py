"""Every initiative as the plan prints it, with results and verdicts beside the plan."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from plantool.analysis.progress import judge_measures
from plantool.model.evaluation import Band
from plantool.reports.initiative_page import InitiativeReport
from plantool.reports.initiative_records import InitiativeRecords
from plantool.reports.page import BlockGroup, Heading, Records, Table
from plantool.reports.phrases import format_title, name_chapter
from plantool.reports.rates import to_attainment_percent
from plantool.reports.status_records import (
    VERDICT_COLUMNS,
    build_status_record,
    describe_listing,
)
from plantool.reports.status_text import format_status, mark_provisional

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from plantool.analysis.progress import Progress
    from plantool.analysis.selection import Listing
    from plantool.reports.page import Block, Record
    from plantool.reports.printed_table import VerdictTexts
    from plantool.reports.scope import Scope


def yield_initiative_blocks(
    scope: Scope, listings: Sequence[Listing]
) -> Iterator[Block | BlockGroup]:
    """Yield a table for each of ``listings``, chapter by chapter."""
    for _, of_chapter in groupby(listings, key=lambda listing: listing.chapter.id):
        listed = list(of_chapter)
        chapter = listed[0].chapter
        about: Record = {"chapter": chapter.id, "title": chapter.title}
        yield Heading(name_chapter(chapter), 2, starts_page=True, key="chapter", about=about)
        for listing in listed:
            yield from _yield_listing_blocks(scope, listing)


def _yield_listing_blocks(scope: Scope, listing: Listing) -> Iterator[Block | BlockGroup]:
    texts = scope.texts
    heading = f"{texts('show.number', id=listing.initiative.id)} {format_title(listing, texts)}"
    yield Heading(heading, 3, key="initiative", about=describe_listing(listing))

    def make_blocks() -> list[Block]:
        entries = tuple(judge_measures(scope.plan, (listing,), scope.years, scope.as_of))
        report = InitiativeReport(scope, listing, verdicts=format_verdicts(scope, entries))
        blocks = [*report.yield_description(), *report.yield_printed_blocks()]
        return list(_add_records(blocks, tuple(_yield_records(scope, listing, entries))))

    yield BlockGroup(make_blocks, scope.recall_of(listing, "report", "initiative"))


def _yield_records(
    scope: Scope, listing: Listing, entries: Sequence[Progress]
) -> Iterator[Records]:
    """Yield what the plan prints of an initiative, and how its measures were judged."""
    yield InitiativeRecords(scope, listing.initiative).build_records()._replace(key="printed")
    if entries:
        judged = (build_status_record(entry, scope.plan, scope.texts) for entry in entries)
        yield Records(VERDICT_COLUMNS, judged, "verdicts")


def _add_records(blocks: Iterable[Block], records: tuple[Records, ...]) -> Iterator[Block]:
    """Give the records to the first table, with which those of later years go on."""
    for block in blocks:
        if isinstance(block, Table):
            yield block._replace(records=records)
            records = ()
        else:
            yield block


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
