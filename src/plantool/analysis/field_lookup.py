"""Which facts people mean by a field that they write: ``budget.planned.31``, ``hiroba.target``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.analysis.facts import name_field
from plantool.analysis.plan_facts import build_initiative_facts
from plantool.loading.field_paths import normalise_step, split_steps

if TYPE_CHECKING:
    from plantool.analysis.facts import Fact, FactValue
    from plantool.model.initiative import Initiative


def is_meant(fact: Fact, field: str) -> bool:
    """Tell whether ``field`` means a fact, or a whole that the fact is a part of.

    A year may be spelt in any way, and ``measures.`` be left out.
    """
    wanted, named = split_field(field), split_field(name_field(fact))
    if named[:1] == ("measures",) and wanted[:1] != ("measures",):
        named = named[1:]
    return named[: len(wanted)] == wanted


def split_field(field: str) -> tuple[str | int, ...]:
    """Return the steps of a field, a year as a number that is the same in every spelling.

    The printed total of planned money stands in one of two places: ``budget.planned.total`` is
    ``budget.total``.
    """
    steps = tuple(map(normalise_step, split_steps(field)))
    is_total = steps[:1] == ("budget",) and steps[-2:] == ("planned", "total")
    return (*steps[:-2], "total") if is_total else steps


def find_fact(initiative: Initiative, field: str) -> tuple[Fact, FactValue] | None:
    """Return the fact that a field of an initiative means, or the first of several."""
    facts = build_initiative_facts(initiative).items()
    return next((item for item in facts if is_meant(item[0], field)), None)
