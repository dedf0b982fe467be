"""Which facts people mean by a field that they write: ``budget.planned.31``, ``hiroba.target``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plantool.analysis.facts import name_field
from plantool.loading.field_paths import split_steps
from plantool.model.fiscal_year import FiscalYear

if TYPE_CHECKING:
    from plantool.analysis.facts import Fact


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


def normalise_step(step: str) -> str | int:
    """Return a step of a field; a year as a number."""
    try:
        return FiscalYear.parse(step).start
    except ValueError:
        return step
