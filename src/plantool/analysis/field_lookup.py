"""Which facts people mean by a field that they write: ``budget.planned.31``, ``hiroba.target``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.analysis.facts import name_field
from plantool.analysis.plan_facts import build_initiative_facts
from plantool.loading.field_paths import normalise_step, split_steps

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from plantool.analysis.facts import Fact, FactValue
    from plantool.model.initiative import Initiative

    FieldSteps = tuple[str | int, ...]


def is_meant(fact: Fact, field: str) -> bool:
    """Tell whether ``field`` means a fact, or a whole that the fact is a part of.

    A year may be spelt in any way, and ``measures.`` be left out.
    """
    wanted = split_field(field)
    return any(named[: len(wanted)] == wanted for named in _yield_names(fact))


def _yield_names(fact: Fact) -> Iterator[FieldSteps]:
    named = split_field(name_field(fact))
    yield named
    if named[:1] == ("measures",):
        yield named[1:]


def split_field(field: str) -> FieldSteps:
    """Return the steps of a field, a year as a number that is the same in every spelling.

    The printed total of planned money stands under one of two keys: ``budget.planned.total`` is
    ``budget.total``.
    """
    steps = tuple(map(normalise_step, split_steps(field)))
    is_total = steps[:1] == ("budget",) and steps[-2:] == ("planned", "total")
    return (*steps[:-2], "total") if is_total else steps


class FieldLookup:
    """The facts of an initiative under each field that means them, for many questions."""

    def __init__(self, initiative: Initiative) -> None:
        self.facts = build_initiative_facts(initiative)
        self.meant: dict[FieldSteps, list[Fact]] = {}
        for fact in self.facts:
            wholes = {steps[:end] for steps in _yield_names(fact) for end in range(len(steps) + 1)}
            for steps in wholes:
                self.meant.setdefault(steps, []).append(fact)

    def find_facts(self, field: str) -> Sequence[Fact]:
        """Return all facts that a field means, as ``is_meant`` says."""
        return self.meant.get(split_field(field), ())

    def find_fact(self, field: str) -> tuple[Fact, FactValue] | None:
        """Return the fact that a field means, or the first of several, with its value."""
        return next(((fact, self.facts[fact]) for fact in self.find_facts(field)), None)
