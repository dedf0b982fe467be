"""Finds what an entry of ``plantool record`` is about, by what was typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.errors import UsageError
from plantool.model.initiative import TERM
from plantool.model.normal import fold_identifier
from plantool.recording.record_entry import RecordTarget
from plantool.recording.typed_values import fold_text

if TYPE_CHECKING:
    from plantool.model.fiscal_year import FiscalYear
    from plantool.model.initiative import Initiative
    from plantool.model.measure import Measure
    from plantool.model.plan import Plan
    from plantool.recording.record_entry import RecordEntry


_TERM_WORDS = ("計画期間", "期間")


def find_target(entry: RecordEntry, plan: Plan) -> RecordTarget:
    """Return what an entry is about: a measure where it reports on one; raises UsageError."""
    initiative = find_initiative(plan, entry.identifier or "")
    if entry.whole:
        return _find_whole_target(entry, plan, initiative)
    year = find_year(plan, entry.year or "", initiative)
    measure = find_measure(initiative, entry.measure) if entry.has_report else None
    return RecordTarget(initiative, measure, year)


def _find_whole_target(entry: RecordEntry, plan: Plan, initiative: Initiative) -> RecordTarget:
    """Return an initiative with the year of its judgement, or the term of the plan."""
    of_term = fold_text(entry.year or "") in {TERM, *_TERM_WORDS}
    year = max(plan.planned_years) if of_term else find_year(plan, entry.year or "", initiative)
    return RecordTarget(initiative, None, year, of_term)


def find_initiative(plan: Plan, identifier: str) -> Initiative:
    """Return the initiative of this id; raises UsageError."""
    words, identifier = identifier, fold_identifier(identifier)
    initiative = plan.initiative(identifier)
    if initiative is None and plan.chapter(identifier):
        raise UsageError("error.record-chapter", id=identifier)
    if initiative is None:
        from plantool.cli.option_values import build_unknown_id_error

        raise build_unknown_id_error(plan, identifier, (i.id for i in plan.initiatives), words)
    return initiative


def find_measure(initiative: Initiative, identifier: str | None) -> Measure:
    """Return the measure of this id, or the only one there is; raises UsageError."""
    measures = list(initiative.measures())
    if identifier is None and len(measures) == 1:
        return measures[0]
    for measure in measures:
        if identifier is not None and fold_identifier(identifier) == measure.id:
            return measure
    known = ", ".join(measure.id for measure in measures)
    key = "error.which-measure" if identifier is None else "error.unknown-measure"
    raise UsageError(key, id=initiative.id, value=identifier, known=known)


def find_year(plan: Plan, text: str, initiative: Initiative) -> FiscalYear:
    """Return the year that is meant: of the plan, or an earlier one of which there are figures.

    Raises UsageError.
    """
    from plantool.analysis.named_years import yield_earlier_years
    from plantool.cli.option_values import parse_year

    earlier = yield_earlier_years(plan, initiative)
    return parse_year(plan, text, (*plan.planned_years, *earlier))
