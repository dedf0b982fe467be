"""The facts that differ between two states of a part of a plan, and what that means."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, assert_never

from plantool.analysis.change_notices import Notice, find_planned_notice, yield_cell_notices
from plantool.analysis.facts import (
    AttributeFact,
    Fact,
    GroupFact,
    ItemFact,
    MeasureFact,
    MoneyFact,
    PartFact,
    find_row_name,
    is_same_value,
)
from plantool.analysis.figure_difference import find_difference
from plantool.analysis.final_figures import FinalFigures, NewEntries, list_new_entries

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from decimal import Decimal

    from plantool.analysis.facts import Facts, FactValue
    from plantool.model.initiative import Initiative, Revision
    from plantool.model.measure import Measure


class FactChange(NamedTuple):
    """One fact before and after; None where there was none. ``notices`` say what that means.

    ``difference`` is by how much a figure changed that means the same as before. ``revision`` is
    the entry that explains the change (見直し).
    """

    fact: Fact
    before: FactValue | None
    after: FactValue | None
    notices: tuple[Notice, ...] = ()
    difference: Decimal | None = None
    revision: Revision | None = None


def yield_fact_changes(before: Facts, after: Facts) -> Iterator[FactChange]:
    """Yield the facts that differ, in the order of the files."""
    for fact in dict.fromkeys((*before, *after)):
        old, new = before.get(fact), after.get(fact)
        if not is_same_value(old, new):
            yield FactChange(fact, old, new)


def add_notices(
    changes: Iterable[FactChange],
    old: Initiative,
    new: Initiative,
    renamed: Mapping[str, str],
    final: FinalFigures,
) -> list[FactChange]:
    """Return every change with its notices and its difference."""
    before = {renamed.get(m.id, m.id): m for m in old.measures()}
    after = {measure.id: measure for measure in new.measures()}
    entries = list_new_entries(old, new)
    told: set[str] = set()  # measures whose plan was compared: it is noticed at its first year
    noticed = []
    for change in changes:
        fact = change.fact
        identifier = fact.measure if isinstance(fact, MeasureFact) else ""
        was, now = before.get(identifier), after.get(identifier)
        notices = list(_yield_row_notices(change, was, now))
        revision = entries.find_revision(fact)
        if was and now and fact.field == "planned" and now.id not in told:
            told.add(now.id)
            notices += filter(None, [find_planned_notice(was, now)])
            # the notice is about all years
            revision = revision or entries.find_revision(MeasureFact("planned", now.id))
        notices += _yield_final_notices(fact, final, entries)
        noticed.append(change._replace(notices=tuple(notices), revision=revision))
    return list(_yield_with_differences(noticed))


def _yield_final_notices(fact: Fact, final: FinalFigures, entries: NewEntries) -> Iterator[Notice]:
    """Yield the notice of a change of a final figure, or of the entry that explains it."""
    told = final.find_notice(fact)
    if told is None:
        return
    if entries.is_corrected(fact):
        yield Notice.CORRECTED
    elif told is Notice.FROZEN_CHANGED and entries.find_revision(fact):
        yield Notice.REVISED
    else:
        yield told


def _yield_with_differences(changes: Sequence[FactChange]) -> Iterator[FactChange]:
    """Say by how much figures changed; those of a measure that is counted anew mean another."""
    recounted = {
        find_row_name(change.fact) for change in changes if Notice.UNIT_CHANGED in change.notices
    }
    for change in changes:
        if find_row_name(change.fact) in recounted:
            yield change
        else:
            yield change._replace(difference=find_difference(change.before, change.after))


def _yield_row_notices(
    change: FactChange, was: Measure | None, now: Measure | None
) -> Iterator[Notice]:
    """Yield the notices of a change of a measure or a group."""
    match change.fact:
        case MeasureFact(field) if was and now:
            yield from yield_cell_notices(field, change.before, change.after, was, now)
        case MeasureFact("name") if was:
            yield Notice.MEASURE_REMOVED
        case MeasureFact("results") if was:
            yield Notice.RESULT_DELETED
        case GroupFact("baseline") if change.before is not None:
            yield Notice.BASELINE_CHANGED
        case MeasureFact() | GroupFact() | MoneyFact() | PartFact() | ItemFact() | AttributeFact():
            pass
        case _:
            assert_never(change.fact)
