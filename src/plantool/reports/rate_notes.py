"""執行率 in tables, and the notes on what it leaves out and what it is held against."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.light_dataclasses import replace
from plantool.reports.page import Note, Percent
from plantool.reports.phrases import join_names
from plantool.reports.rates import to_percent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.analysis.execution_rate import ExecutionRate
    from plantool.messages import Catalogue


def to_rate_percent(rate: ExecutionRate) -> Percent | None:
    """Return a rate for a table; one that leaves out an initiative is marked as such."""
    percent = to_percent(rate.ratio)
    return replace(percent, is_partial=True) if percent and rate.is_partial else percent


def yield_rate_notes(rate: ExecutionRate, texts: Catalogue) -> Iterator[Note]:
    """Explain the rate of some initiatives and of each group among them."""
    if rate.is_partial:
        example = f"{to_percent(rate.ratio)}+{texts('unknown')}"
        yield Note(texts("budget.rate.partial", example=example, count=rate.left_out))
    if rate.plan_ids:
        yield Note(texts("budget.rate.of-plan", ids=join_names(rate.plan_ids, texts)))
