"""The kinds of facts that files state, and the values that facts have.

Two states of a plan are compared, and followed through time, fact by fact. A fact is known by its
kind and its names; its value is the model's own, so that another layout of the file changes none.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar, TypeAlias, assert_never

from plantool.light_dataclasses import dataclass
from plantool.loading.field_paths import quote_step
from plantool.model.budget import Supplement
from plantool.model.cell import Cell
from plantool.model.fiscal_year import FiscalYear
from plantool.model.initiative import Footnote
from plantool.model.measure import Direction, Kind
from plantool.model.money import Money
from plantool.model.result import Reports
from plantool.model.settings import Setting

if TYPE_CHECKING:
    from datetime import date

    from plantool.diagnostics import Terms

MONEY_PREFIX = "budget."


# Dataclasses rather than named tuples: facts of two kinds are never equal, whatever their names.


@dataclass(frozen=True, slots=True)
class PartFact:
    """A field of plan.yaml, of a chapter or of an initiative itself."""

    field: str
    year: FiscalYear | None = None


@dataclass(frozen=True, slots=True)
class MeasureFact:
    """A field of the measure with the id ``measure``."""

    field: str
    measure: str
    year: FiscalYear | None = None


@dataclass(frozen=True, slots=True)
class GroupFact:
    """A field of a group of measures; ``group`` is its id, its name or its number in the file."""

    field: str
    group: str
    year: FiscalYear | None = None


@dataclass(frozen=True, slots=True)
class MoneyFact:
    """A field of the money of an initiative: ``budget.planned``; the total of ``budget.total``.

    ``part`` is the group and the name of the part whose money it is, () for all of it.
    """

    field: str
    year: FiscalYear | None = None
    part: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ItemFact:
    """An entry of the list ``field``, such as a footnote; ``item`` is its mark, id or field."""

    year: ClassVar[None] = None
    field: str
    item: str


@dataclass(frozen=True, slots=True)
class AttributeFact:
    """The attribute ``label`` of an initiative, or of the measure with the id ``measure``."""

    field: ClassVar[str] = "attributes"
    year: ClassVar[None] = None
    label: str
    measure: str | None = None


Fact: TypeAlias = PartFact | MeasureFact | GroupFact | MoneyFact | ItemFact | AttributeFact


@dataclass(frozen=True, slots=True)
class CompoundValue:
    """A value of several words and figures, each of which is compared by itself."""

    parts: tuple[str | Decimal | date | Terms | None, ...]


ListedValue: TypeAlias = str | FiscalYear | Supplement | Setting | CompoundValue


@dataclass(frozen=True, slots=True)
class ListValue:
    """A value that is a list; of two lists people want to see what one alone has."""

    items: tuple[ListedValue, ...]


@dataclass(frozen=True, slots=True)
class JudgementValue:
    """The judgements of a whole initiative: of a year, or of the plan's term."""

    reports: Reports
    of_term: bool


FactValue: TypeAlias = (
    str
    | bool
    | Decimal
    | Kind
    | Direction
    | Cell
    | Money
    | Reports
    | JudgementValue
    | Footnote
    | CompoundValue
    | ListValue
)
Facts: TypeAlias = dict[Fact, FactValue]


def is_same_value(one: FactValue | None, other: FactValue | None) -> bool:
    """Tell whether two states of a fact say the same; None is said where the fact is not there.

    Figures are the same by amount: 2 is 2.0. Printed words are the same as they are printed.
    """
    return one == other


def name_field(fact: Fact) -> str:
    """Return a fact as people write it: ``budget.planned.H31``, ``measures.projects.target``."""
    match fact:
        case PartFact():
            steps = [fact.field]
        case MoneyFact(field, _, part):
            key = field.removeprefix(MONEY_PREFIX)
            steps = ["budget.breakdown", *map(quote_step, part), key] if part else [field]
        case MeasureFact(field, row) | GroupFact(field, row):
            steps = ["measures", row, field]
        case ItemFact(field, item):
            steps = [field, item]
        case AttributeFact(label, row):
            steps = [*(("measures", row) if row else ()), fact.field, quote_step(label)]
        case _:
            assert_never(fact)
    return ".".join([*steps, fact.year.key] if fact.year else steps)


def find_row_name(fact: Fact) -> str | None:
    """Return what a fact calls the row or the entry that it is of; None for all others."""
    match fact:
        case MeasureFact(_, name) | GroupFact(_, name) | ItemFact(_, name):
            return name
        case AttributeFact():
            return fact.measure
        case PartFact() | MoneyFact():
            return None
        case _:
            assert_never(fact)


_PLANNED_MONEY = frozenset({"planned", "planned.total", "total"})
_REPORTED_FIELDS = frozenset({"results", "judgement", "judgement.term", "corrections"})


def is_reported(fact: Fact) -> bool:
    """Tell whether a fact says what came of the plan, and not what the plan is."""
    if isinstance(fact, MoneyFact):
        return fact.field.removeprefix(MONEY_PREFIX) not in _PLANNED_MONEY
    return fact.field in _REPORTED_FIELDS
