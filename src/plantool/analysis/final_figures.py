"""The figures that are final: of closed years and frozen plans, unless a correction is given."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, assert_never

from plantool.analysis.change_notices import Notice
from plantool.analysis.facts import (
    MONEY_PREFIX,
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
    from plantool.model.fiscal_year import FiscalYear
    from plantool.model.initiative import Initiative

# the plan's own figures
_PROMISED_FIELDS = frozenset(
    {"baseline", "planned", "total", "target", f"{MONEY_PREFIX}planned", f"{MONEY_PREFIX}total"}
)
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
        case GroupFact() | PartFact() | ItemFact():
            return False
        case _:
            assert_never(fact)


def list_corrected_fields(old: Initiative, new: Initiative) -> list[tuple[str | int, ...]]:
    """Return the fields of the new corrections; one whose row only moved is not new."""
    return [split_field(each.at) for each in new.corrections if each not in old.corrections]


def is_corrected(fact: Fact, steps: tuple[str | int, ...]) -> bool:
    """Tell whether a correction is of a fact, of a part of it or of the whole it is part of."""
    named = split_field(name_field(fact))
    return named[: len(steps)] == steps or steps[: len(named)] == named
