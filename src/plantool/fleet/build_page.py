"""The page that tells what came of a build: which plans are not in the lake, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.fleet.fleet_file import write_key
from plantool.reports.page import Column, Heading, Note, Page, Record, Records, Row, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.fleet.build_lake import BuildOutcome
    from plantool.fleet.settle_plans import Settled
    from plantool.messages import Catalogue
    from plantool.reports.page import Block

_RECORD_COLUMNS = ("publisher_code", "plan_id", "origin", "reason")


def build_outcome_page(outcome: BuildOutcome, texts: Catalogue) -> Page:
    """Return the page: the plans that are left out, and how many are in."""
    left_out = outcome.left_out
    return Page(
        name="fleet build",
        blocks=_yield_blocks(outcome, texts),
        records=Records(
            _RECORD_COLUMNS, (_describe(origin, each) for origin, each in left_out.items())
        ),
        metadata={
            "as_of": outcome.as_of.isoformat(),
            "included": len(outcome.plans) - len(left_out),
            "left_out": len(left_out),
            **_count_work(outcome),
        },
    )


def _describe(origin: str, settled: Settled) -> Record:
    return dict(zip(_RECORD_COLUMNS, (*settled.key, origin, settled.reason), strict=True))


def _count_work(outcome: BuildOutcome) -> dict[str, int]:
    return {
        "read": outcome.read,
        "kept": len(outcome.plans) - outcome.read,
        "removed": outcome.removed,
        "written": outcome.written,
        "files": outcome.files,
    }


def _yield_blocks(outcome: BuildOutcome, texts: Catalogue) -> Iterator[Block]:
    left_out, total = outcome.left_out, len(outcome.plans)
    if left_out:
        yield Heading(texts("fleet.heading"))
        columns = (
            Column(texts("fleet.plan")),
            Column(texts("fleet.origin")),
            Column(texts("fleet.reason"), wide=True),
        )
        rows = (
            Row((write_key(each.key), origin, each.reason)) for origin, each in left_out.items()
        )
        yield Table(columns, tuple(rows))
        count = total - len(left_out)
        yield Note(texts("fleet.some-in", count=count, total=total, left_out=len(left_out)))
    else:
        yield Note(texts("fleet.all-in", count=total))
    yield Note(texts("fleet.day", as_of=outcome.as_of.isoformat()))
    yield Note(texts("fleet.work", **_count_work(outcome)))
    if outcome.unknown:
        names = texts("list.and").join(outcome.unknown)
        yield Note(texts("fleet.unknown", names=names))
