"""Corrections of closed years (訂正), as a printed plan notes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from plantool.messages import Catalogue
    from plantool.model.initiative import Initiative
    from plantool.model.plan import Plan


def yield_correction_notes(initiative: Initiative, plan: Plan, texts: Catalogue) -> Iterator[str]:
    """Yield a sentence for each correction: when, of which figure, what it was, and why."""
    if not initiative.corrections:
        return
    name_figure = build_figure_namer(initiative, plan, texts)
    for entry in initiative.corrections:
        yield texts(
            "show.correction",
            date=entry.date or texts("show.correction.no-date"),
            at=name_figure(entry.at),
            was=texts("show.correction.was", was=entry.was) if entry.was else "",
            reason=entry.reason,
        )


def build_figure_namer(
    initiative: Initiative, plan: Plan, texts: Catalogue
) -> Callable[[str], str]:
    """Return a function that gives the name for people of a field of an initiative."""
    from plantool.analysis.field_lookup import FieldLookup  # noqa: PLC0415 - few have any
    from plantool.reports.fact_text import FactFormatter  # noqa: PLC0415 - ditto

    lookup, formatter = FieldLookup(initiative), FactFormatter(plan, texts)
    rows = {measure.id: initiative.name_with_groups(measure) for measure in initiative.measures()}

    def name_figure(field: str) -> str:
        found = lookup.find_fact(field)
        return formatter.name_fact(found[0], rows) if found else formatter.name_figure(field, rows)

    return name_figure
