"""Statuses as a plan calls them, and the signs of trends beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.model.evaluation import Band, Trend, Unrated

if TYPE_CHECKING:
    from plantool.analysis.progress import Progress
    from plantool.messages import Catalogue
    from plantool.model.evaluation import Scheme, Status

TREND_SIGNS = {Trend.BETTER: "↗", Trend.SAME: "→", Trend.WORSE: "↘"}


def name_status(status: Status, scheme: Scheme, texts: Catalogue) -> str:
    """Return the plan's name for a status."""
    label = scheme.find_label(status)
    if label is None:
        return texts(f"status.{status.id}")
    return label if isinstance(label, str) else label.words(texts)


def format_status(status: Status, scheme: Scheme, texts: Catalogue) -> str:
    """Return a status with its symbol, for tables."""
    name = name_status(status, scheme, texts)
    symbol = status.symbol if isinstance(status, Band) else ""
    return f"{symbol} {name}" if symbol and symbol != name else name


def mark_provisional(status: str, texts: Catalogue, *, is_provisional: bool) -> str:
    """Say of a status that it may still change, where it may."""
    return texts("status.provisional", status=status) if is_provisional else status


def format_standing(entry: Progress, scheme: Scheme, texts: Catalogue) -> str:
    """Return the status of a year and, under it, that of a target missed all the same.

    Where something was reported already, a year that is not due is said to be under way. A status
    of a year whose report is not complete is marked as provisional.
    """
    if entry.status is Unrated.NOT_DUE and entry.result and scheme.find_label(entry.status) is None:
        return texts("status.under-way")
    status = format_status(entry.status, scheme, texts)
    if entry.is_provisional:
        status = f"{status}\n{texts('provisional')}"
    if entry.target_verdict is None or entry.status.missed or not entry.misses_target:
        return status
    final_status = format_status(entry.target_verdict.status, scheme, texts)
    return f"{status}\n{texts('why.final', why=final_status)}"
