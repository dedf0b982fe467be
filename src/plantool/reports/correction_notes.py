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
    for entry in initiative.corrections:
        yield texts(
            "show.correction",
            date=entry.date or texts("show.correction.no-date"),
            at=name_place(entry.at, initiative, plan, texts),
            was=texts("show.correction.was", was=entry.was) if entry.was else "",
            reason=entry.reason,
        )


def name_place(at: str, initiative: Initiative, plan: Plan, texts: Catalogue) -> str:
    """Return the name of a field of an initiative for people."""
    from plantool.analysis.revisions import find_fact  # noqa: PLC0415 - few have any
    from plantool.reports.fact_text import FactFormatter  # noqa: PLC0415 - ditto

    measures = {
        measure.id: initiative.name_with_groups(measure) for measure in initiative.measures()
    }
    found = find_fact(initiative, at)
    return FactFormatter(plan, texts).name_fact(found[0], measures) if found else at
