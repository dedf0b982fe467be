"""Corrections of closed years (訂正), as a printed plan notes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.messages import Catalogue
    from plantool.model.initiative import Correction, Initiative
    from plantool.model.plan import Plan


def yield_correction_notes(initiative: Initiative, plan: Plan, texts: Catalogue) -> Iterator[str]:
    """Yield a sentence for each correction: when, of which figure, what it was, and why."""
    for entry in initiative.corrections:
        yield texts(
            "show.correction",
            date=entry.date or texts("show.correction.no-date"),
            at=_name_figure(entry, initiative, plan, texts),
            was=texts("show.correction.was", was=entry.was) if entry.was else "",
            reason=entry.reason,
        )


def _name_figure(entry: Correction, initiative: Initiative, plan: Plan, texts: Catalogue) -> str:
    """Return the name of the corrected figure for people."""
    from plantool.analysis.field_lookup import is_meant  # noqa: PLC0415 - few have any
    from plantool.analysis.plan_facts import build_initiative_facts  # noqa: PLC0415 - ditto
    from plantool.reports.fact_text import FactFormatter  # noqa: PLC0415 - ditto

    measures = {
        measure.id: initiative.name_with_groups(measure) for measure in initiative.measures()
    }
    facts = (fact for fact in build_initiative_facts(initiative) if is_meant(fact, entry.at))
    fact = next(facts, None)
    return FactFormatter(plan, texts).name_fact(fact, measures) if fact else entry.at
