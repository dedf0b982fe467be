"""What was corrected after its year was closed (訂正), as a printed plan notes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plantool.messages import Catalogue
    from plantool.model.initiative import Correction, Initiative
    from plantool.model.plan import Plan


def correction_notes(initiative: Initiative, plan: Plan, texts: Catalogue) -> Iterator[str]:
    """Yield a sentence for each correction: when, of which figure, what it was, and why."""
    for entry in initiative.corrections:
        yield texts(
            "show.correction",
            date=entry.date or texts("show.correction.no-date"),
            at=_figure(entry, initiative, plan, texts),
            was=texts("show.correction.was", was=entry.was) if entry.was else "",
            reason=entry.reason,
        )


def _figure(entry: Correction, initiative: Initiative, plan: Plan, texts: Catalogue) -> str:
    """Return what people call the corrected figure."""
    from plantool.analysis.facts import is_meant, of_initiative  # noqa: PLC0415 - few have any
    from plantool.reports.facts import FactWords  # noqa: PLC0415 - ditto

    measures = {measure.id: initiative.name_of(measure) for measure in initiative.measures()}
    facts = (fact for fact in of_initiative(initiative) if is_meant(fact, entry.at))
    fact = next(facts, None)
    return FactWords(plan, texts).name(fact, measures) if fact else entry.at
