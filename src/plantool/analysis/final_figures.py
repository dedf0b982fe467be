"""The figures that are final: of closed years and frozen plans, unless an entry explains them.

A correction explains any figure. A revision explains what the plan itself says, but no closed year.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, assert_never

from plantool.analysis.change_notices import Notice
from plantool.analysis.facts import (
    MONEY_PREFIX,
    AttributeFact,
    Fact,
    GroupFact,
    ItemFact,
    MeasureFact,
    MoneyFact,
    PartFact,
    name_field,
)
from plantool.analysis.field_lookup import split_field

if TYPE_CHECKING:
    from plantool.diagnostics import NodePath
    from plantool.model.fiscal_year import FiscalYear
    from plantool.model.initiative import Initiative, Revision

# the plan's own figures
_PROMISED_FIELDS = frozenset(
    {
        *("baseline", "planned", "total", "target", "target_year", "due"),
        *(f"{MONEY_PREFIX}{key}" for key in ("planned", "planned.total", "total")),
    }
)
# what a plan may set anew on its way
_REVISED_FIELDS = _PROMISED_FIELDS | {"direction", "unit"}
# the final fields of a measure in a closed year; of money all are final but the reasons
_CLOSED_FIELDS = frozenset({"planned", "results"})
_REASONS = f"{MONEY_PREFIX}reasons"


class FinalFigures(NamedTuple):
    """The figures that must not change any more: of closed years, and of a frozen plan its own."""

    years: tuple[FiscalYear, ...] = ()
    is_frozen: bool = False

    def find_notice(self, fact: Fact) -> Notice | None:
        """Return the notice of a change of a final figure; None where the fact may change."""
        if fact.year in self.years and _is_figure_of_year(fact):
            return Notice.CLOSED_CHANGED
        return Notice.FROZEN_CHANGED if self.is_frozen and fact.field in _PROMISED_FIELDS else None


def _is_figure_of_year(fact: Fact) -> bool:
    """Tell whether a fact is a plan, a result or an amount of its year."""
    match fact:
        case MoneyFact():
            return fact.field != _REASONS
        case MeasureFact():
            return fact.field in _CLOSED_FIELDS
        case GroupFact() | PartFact() | ItemFact() | AttributeFact():
            return False
        case _:
            assert_never(fact)


def is_revisable(fact: Fact) -> bool:
    """Tell whether a revision can explain a change of a fact: the plan itself says it."""
    return fact.field in _REVISED_FIELDS and not isinstance(fact, PartFact | ItemFact)


def is_revisable_path(path: NodePath) -> bool:
    """Tell whether a revision can explain a change at a path of an initiative's file."""
    if path[0] == "budget":
        return "planned" in path or path == ("budget", "total")
    keys = {step for step in path if isinstance(step, str)}
    return path[0] == "measures" and "results" not in keys and not keys.isdisjoint(_REVISED_FIELDS)


class NewEntries(NamedTuple):
    """The corrections and revisions that a change of an initiative brought, by their fields."""

    corrected: tuple[tuple[str | int, ...], ...]
    revised: tuple[tuple[tuple[str | int, ...], Revision], ...]

    def is_corrected(self, fact: Fact) -> bool:
        """Tell whether a correction is of a fact, of a part of it or of a whole that has it."""
        return any(_is_of(fact, steps) for steps in self.corrected)

    def find_revision(self, fact: Fact) -> Revision | None:
        """Return the revision of a fact, of a part of it or of a whole that has it."""
        if not self.revised or not is_revisable(fact):
            return None
        return next((entry for steps, entry in self.revised if _is_of(fact, steps)), None)


def list_new_entries(old: Initiative, new: Initiative) -> NewEntries:
    """Return the new corrections and revisions; one whose row only moved is not new."""
    corrections = (entry for entry in new.corrections if entry not in old.corrections)
    revisions = (entry for entry in new.revisions if entry not in old.revisions)
    return NewEntries(
        tuple(split_field(entry.at) for entry in corrections),
        tuple((split_field(entry.at), entry) for entry in revisions),
    )


def _is_of(fact: Fact, steps: tuple[str | int, ...]) -> bool:
    named = split_field(name_field(fact))
    return named[: len(steps)] == steps or steps[: len(named)] == named
