"""Corrections of closed years (訂正), as a printed plan notes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.messages import Catalogue
    from plantool.model.initiative import Initiative
    from plantool.model.plan import Plan


def yield_correction_notes(initiative: Initiative, plan: Plan, texts: Catalogue) -> Iterator[str]:
    """Yield a sentence for each correction: when, of which figure, what it was, and why."""
    if not initiative.corrections:
        return
    from plantool.reports.fact_text import FactFormatter  # noqa: PLC0415 - few have any

    formatter = FactFormatter(plan, texts)
    rows = {measure.id: initiative.name_with_groups(measure) for measure in initiative.measures()}
    for entry in initiative.corrections:
        yield texts(
            "show.correction",
            date=entry.date or texts("show.correction.no-date"),
            at=formatter.name_figure(entry.at, rows),
            was=texts("show.correction.was", was=entry.was) if entry.was else "",
            reason=entry.reason,
        )
